/** Characters that mean something in GitHub's Markdown, wherever they stand. */
const special = /[\\`*_{}[\]()<>#+!|~&$-]/g;
const maxLength = 300;
/** Takes no room, and keeps GitHub from reading a mention or an address. */
const joiner = '\u2060';

function oneLine(text: string): string {
  const line = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return line.length > maxLength
    ? `${[...line].slice(0, maxLength).join('')}…`
    : line;
}

/** Text of strangers (reports, people) as plain text: no markup, links, mentions, pictures, and one line only. */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(special, character => `\\${character}`)
    .replace(/@/g, `@${joiner}`)
    .replace(/:\/\//g, `:${joiner}//`)
    .replace(/www\./gi, match => `${match.slice(0, 3)}${joiner}.`)
    .replace(/^(\d+)\.(?=\s|$)/, '$1\\.');
}

/** Text of strangers, letter by letter. Not for cells of tables. */
export function codeSpan(text: string): string {
  const line = oneLine(text);
  const longest = Math.max(
    0,
    ...(line.match(/`+/g) ?? []).map(run => run.length),
  );
  const fence = '`'.repeat(longest + 1);
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}
