/** Characters. Far above every real value: rules for people are the domain's, this bounds what it is asked to look at. */
export const MAX_TEXT = 1_000;
