// Words in one text column, each found whole.

/** Each is framed by newlines, which stand in no id. */
export function tokensText(tokens: readonly string[]): string {
  return tokens.length === 0 ? '' : `\n${[...new Set(tokens)].join('\n')}\n`;
}

export function framed(token: string): string {
  return `\n${token}\n`;
}
