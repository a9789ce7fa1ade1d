/** A line of a unified diff. @internal */
export interface DiffLine {
  kind: 'added' | 'removed' | 'same' | 'place';
  sign: string;
  text: string;
}

/** More lines are not drawn: a browser and a reader have limits. */
const mostLines = 400;

const kinds: Record<string, DiffLine['kind']> = {
  '+': 'added',
  '-': 'removed',
  '@': 'place',
  // "\ No newline at end of file"
  '\\': 'place',
};

/** The lines of a unified diff without its head, and how many more there are. @internal */
export function diffLines(diff: string): { lines: DiffLine[]; more: number } {
  const all = diff.split('\n');
  const first = all.findIndex(line => line.startsWith('@@'));
  const body = first < 0 ? [] : all.slice(first);
  if (body.at(-1) === '') body.pop();
  const lines = body.slice(0, mostLines).map((line): DiffLine => {
    const kind = kinds[line.charAt(0)] ?? 'same';
    return kind === 'place'
      ? { kind, sign: '', text: line }
      : { kind, sign: line.charAt(0), text: line.slice(1) };
  });
  return { lines, more: body.length - lines.length };
}
