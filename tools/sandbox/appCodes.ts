/** As the interface document lists them; not from the node's own table, where a slip must be noticed. */
export const WHATSAPP = 'DE8E6A1F3499B973';
export const TELEGRAM = 'C117542A589737A2';
