import type { INodeType } from 'n8n-workflow';

export declare const Bare: new () => INodeType;
