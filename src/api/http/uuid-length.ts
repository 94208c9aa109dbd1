/** Characters of a UUID; a longer text is none. */
export const UUID_LENGTH = 36;
