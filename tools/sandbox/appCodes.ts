/** Copied from the interface document, not from the node's own table, so that a mistake there is noticed. */
export const WHATSAPP = 'DE8E6A1F3499B973';
export const TELEGRAM = 'C117542A589737A2';
