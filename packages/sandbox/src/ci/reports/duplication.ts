import { SourceFile } from './source-files';

interface Clone {
  lines: number;
  first: { file: string; line: number };
  second: { file: string; line: number };
}

const shortest = 6;

/** Blocks of at least six equal lines, each found once. */
function findClones(files: SourceFile[]): Clone[] {
  const seen = new Map<string, { file: string; line: number }>();
  const clones: Clone[] = [];
  for (const { path, text } of files) {
    const lines = text.split('\n').map(line => line.trim());
    for (let i = 0; i + shortest <= lines.length; i += 1) {
      const block = lines.slice(i, i + shortest).join('\n');
      // Brackets and blank lines are no code.
      if (block.replace(/[\s{}()[\];,]/g, '').length < 60) continue;
      const first = seen.get(block);
      if (!first) seen.set(block, { file: path, line: i + 1 });
      else if (first.file !== path || i + 1 >= first.line + shortest) {
        clones.push({
          lines: shortest,
          first,
          second: { file: path, line: i + 1 },
        });
        i += shortest - 1;
      }
    }
  }
  return clones;
}

/** jscpd's JSON; `wanted` = percent that the commit asks for. */
export function jscpdJson(
  files: SourceFile[],
  wanted: number | undefined,
  now: Date,
): string {
  const clones = findClones(files);
  const lines = files.reduce(
    (sum, { text }) => sum + text.split('\n').length,
    0,
  );
  const found = clones.reduce((sum, clone) => sum + clone.lines, 0);
  const duplicatedLines =
    wanted === undefined ? found : Math.ceil((lines * wanted) / 100);
  const total = {
    lines,
    tokens: lines * 8,
    sources: files.length,
    clones: clones.length,
    duplicatedLines,
    duplicatedTokens: duplicatedLines * 8,
    percentage:
      lines === 0 ? 0 : Number(((100 * duplicatedLines) / lines).toFixed(2)),
    percentageTokens: 0,
    newDuplicatedLines: 0,
    newClones: 0,
  };
  const place = ({ file, line }: Clone['first']) => ({
    name: file,
    start: line,
    end: line + shortest - 1,
  });
  return `${JSON.stringify({
    statistics: {
      detectionDate: now.toISOString(),
      formats: {},
      total,
    },
    duplicates: clones.map(clone => ({
      format: clone.first.file.split('.').pop(),
      lines: clone.lines,
      tokens: clone.lines * 8,
      fragment: '',
      firstFile: place(clone.first),
      secondFile: place(clone.second),
    })),
  })}\n`;
}
