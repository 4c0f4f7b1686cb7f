/** Largest file that is read, in bytes. */
export const MAX_FILE_BYTES = 256 * 1048576;
