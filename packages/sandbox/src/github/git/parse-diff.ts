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

function parseFile(section: string): FileDiff | undefined {
  const lines = section.split('\n');
  const hunkStart = lines.findIndex(line => line.startsWith('@@ '));
  const header = hunkStart < 0 ? lines : lines.slice(0, hunkStart);
  const hunks = hunkStart < 0 ? [] : lines.slice(hunkStart);
  const after = (prefix: string) =>
    header
      .find(line => line.startsWith(prefix))
      ?.slice(prefix.length)
      .replace(/\t$/, '');

  const names = /^(?:"?a\/)(.*?)"? "?b\/(.*?)"?$/.exec(lines[0] ?? '');
  const removed = header.some(line => line.startsWith('deleted file mode'));
  const added = header.some(line => line.startsWith('new file mode'));
  const renamedFrom = after('rename from ');
  const filename =
    after('rename to ') ?? after('+++ b/') ?? after('--- a/') ?? names?.[2];
  if (!filename) return undefined;

  const index = /^index ([0-9a-f]+)\.\.([0-9a-f]+)/.exec(
    header.find(line => line.startsWith('index ')) ?? '',
  );
  let status: FileDiff['status'] = 'modified';
  if (removed) status = 'removed';
  else if (added) status = 'added';
  else if (renamedFrom) status = 'renamed';
  while (hunks.length > 0 && hunks[hunks.length - 1] === '') hunks.pop();
  return {
    filename,
    ...(renamedFrom ? { previousFilename: renamedFrom } : {}),
    status,
    additions: hunks.filter(line => line.startsWith('+')).length,
    deletions: hunks.filter(line => line.startsWith('-')).length,
    sha: index?.[removed ? 1 : 2] ?? '',
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
