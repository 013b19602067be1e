/** Whether a switch is on. An expression may give its text. */
export const isOn = (value: unknown): boolean => value === true || value === 'true';
