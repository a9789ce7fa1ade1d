export interface FileDiff {
  filename: string;
  previousFilename?: string;
  status: 'added' | 'removed' | 'modified' | 'renamed';
  additions: number;
  deletions: number;
  /** Blob after the change (before it, when removed). */
  sha: string;
  patch?: string;
}

/** The lines of one file before its first hunk. */
class Header {
  constructor(private readonly lines: string[]) {}

  has(prefix: string): boolean {
    return this.lines.some(line => line.startsWith(prefix));
  }

  after(prefix: string): string | undefined {
    return this.lines
      .find(line => line.startsWith(prefix))
      ?.slice(prefix.length)
      .replace(/\t$/, '');
  }

  /** From where it is certain first; the first line alone is ambiguous when names hold spaces. */
  get filename(): string | undefined {
    const names = /^(?:"?a\/)(.*?)"? "?b\/(.*?)"?$/.exec(this.lines[0] ?? '');
    return (
      this.after('rename to ') ??
      this.after('+++ b/') ??
      this.after('--- a/') ??
      names?.[2]
    );
  }

  get status(): FileDiff['status'] {
    if (this.has('deleted file mode')) return 'removed';
    if (this.has('new file mode')) return 'added';
    return this.has('rename from ') ? 'renamed' : 'modified';
  }

  get blob(): string {
    const ids = /^([0-9a-f]+)\.\.([0-9a-f]+)/.exec(this.after('index ') ?? '');
    return ids?.[this.status === 'removed' ? 1 : 2] ?? '';
  }
}

function parseFile(section: string): FileDiff | undefined {
  const lines = section.split('\n');
  const found = lines.findIndex(line => line.startsWith('@@ '));
  const start = found < 0 ? lines.length : found;
  const header = new Header(lines.slice(0, start));
  const hunks = lines.slice(start);
  while (hunks.at(-1) === '') hunks.pop();
  const { blob, filename, status } = header;
  if (!filename) return undefined;
  const renamedFrom = header.after('rename from ');
  return {
    filename,
    ...(renamedFrom ? { previousFilename: renamedFrom } : {}),
    status,
    additions: hunks.filter(line => line.startsWith('+')).length,
    deletions: hunks.filter(line => line.startsWith('-')).length,
    sha: blob,
    ...(hunks.length > 0 ? { patch: hunks.join('\n') } : {}),
  };
}

/** Reads the output of `git diff --full-index`. */
export function parseDiff(text: string): FileDiff[] {
  return text
    .split(/^diff --git /m)
    .slice(1)
    .map(parseFile)
    .filter(file => file !== undefined);
}
