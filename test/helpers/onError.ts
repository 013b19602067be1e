/** Settings of a node, as the editor saves them. */
export const REGULAR = { onError: 'continueRegularOutput' } as const;
export const ERROR_OUTPUT = { onError: 'continueErrorOutput' } as const;
