// Why the records cannot be opened as they are.

/** The signing keys or the store are not what they must be; the message says what is wrong and what to do. */
export class UnusableRecords extends Error {}
