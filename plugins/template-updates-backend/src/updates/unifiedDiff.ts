import { createTwoFilesPatch } from 'diff';
import type {
  FileChange,
  FileTree,
  PreviewFile,
  TreeFile,
} from '@heal7/backstage-plugin-template-updates-common';

/** Longer texts are not shown line by line. */
const longestText = 200_000;

/** A change as a person reads it before anything is done. */
export function previewOf(change: FileChange, ours: FileTree): PreviewFile {
  const from = change.kind === 'move' ? change.from : undefined;
  const before = ours.get(from ?? change.path);
  const after = change.kind === 'delete' ? undefined : change.file;
  const texts = [before, after].map(textOf);
  const base = {
    path: change.path,
    kind: change.kind,
    ...(from === undefined ? {} : { from }),
  };
  const [old, now] = texts;
  if (old === undefined || now === undefined) {
    return { ...base, added: 0, removed: 0 };
  }
  const diff = createTwoFilesPatch(
    from ?? change.path,
    change.path,
    old,
    now,
    undefined,
    undefined,
    { context: 3 },
  );
  const lines = diff.split('\n').slice(4);
  return {
    ...base,
    diff,
    added: lines.filter(line => line.startsWith('+')).length,
    removed: lines.filter(line => line.startsWith('-')).length,
  };
}

function textOf(file: TreeFile | undefined): string | undefined {
  if (!file) return '';
  if (file.content.length > longestText) return undefined;
  const text = Buffer.from(file.content).toString('utf8');
  return text.includes('\0') ? undefined : text;
}
