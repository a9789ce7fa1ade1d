/** Prints rows of texts under a title, columns aligned. */
export function printTable(title, header, rows) {
  const all = [header, ...rows].map(row => row.map(String));
  const widths = header.map((_, column) =>
    Math.max(...all.map(row => row[column].length)),
  );
  const line = row =>
    `  ${row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd()}`;
  console.log(`\n${title}`);
  console.log(line(header.map(String)));
  console.log(`  ${widths.map(width => '─'.repeat(width)).join('  ')}`);
  for (const row of all.slice(1)) console.log(line(row));
}

export const kilobytes = bytes => `${(bytes / 1000).toFixed(1)} KB`;

/** One decimal below a minute, else minutes:seconds. */
export function duration(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
