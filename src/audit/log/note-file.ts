// A file of signed notes, one after the other -> its whole notes.

/** Ours have neither empty lines nor signatures within their texts; empty lines between notes say nothing. */
const note = /(?:(?!— )[^\n]+\n)+\n(?:— [^ \n]+ [A-Za-z0-9+/]+={0,2}\n)+/g;

/** What a crash has left half at the end is no note. */
export function splitNotes(text: string): string[] {
  return text.match(note) ?? [];
}
