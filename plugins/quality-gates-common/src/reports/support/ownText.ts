/** A copy: a part of a text keeps the whole text in memory, which here is a piece of a large file. */
export function ownText(text: string): string {
  return ` ${text}`.slice(1);
}
