for (const [path, exported] of Object.entries(globalThis.engine)) {
	jest.doMock(path, () => exported);
}
