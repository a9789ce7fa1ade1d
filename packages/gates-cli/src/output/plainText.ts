/** Control characters, line and paragraph separators: a report may hold any of them. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/** Text out of reports as one line. */
export function plainText(text: string): string {
  return text.replace(unprintable, ' ');
}

/**
 * A line that GitHub does not take for a command to the job: it reads `::error::` at the beginning of a line and `##[group]`
 * anywhere, and what a report says must not become one.
 */
export function withoutCommands(line: string): string {
  return line.replace(/^(\s*:)(?=:)/, '$1 ').replace(/##(?=\[)/g, '# #');
}

/** Lines of at most `width` characters, broken at spaces where that is possible. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
