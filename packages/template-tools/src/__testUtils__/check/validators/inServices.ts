import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Cell } from '../Cell';
import type { CommandResult } from '../command';
import { found, type CheckFinding, type CheckRun } from '../Validator';

/**
 * Each distinct service once, on a copy so that nothing of it is judged by the others: answers that change nothing but the
 * manifests need no second run.
 */
export async function inServices(
  { cells, skip }: CheckRun,
  marker: string,
  judge: (folder: string) => Promise<CommandResult>,
): Promise<Omit<CheckFinding, 'validator'>[]> {
  const findings: Omit<CheckFinding, 'validator'>[] = [];
  const done = new Set<string>();
  for (const cell of cells) {
    const path = cell.files.find(file => basename(file.path) === marker)?.path;
    if (!path) continue;
    const service = dirname(path);
    const key = contentOf(cell, service);
    if (done.has(key)) continue;
    done.add(key);
    const copy = await mkdtemp(join(tmpdir(), 'heal7-service-'));
    try {
      await cp(join(cell.folder, service), copy, { recursive: true });
      const result = await judge(copy);
      if (result.code !== 0) {
        findings.push(found(cell, path, result.output.trim().slice(-1500)));
      }
    } finally {
      // Processes the tests have started may write for a moment after their end.
      await rm(copy, {
        recursive: true,
        force: true,
        maxRetries: 10,
        retryDelay: 300,
      });
    }
  }
  if (done.size === 0) skip(`no service with ${marker}`);
  return findings;
}

function contentOf(cell: Cell, service: string): string {
  const name = String(cell.answers.name);
  return cell.files
    .filter(({ path }) => path.startsWith(`${service}/`))
    .map(({ path, text, hash, binary }) =>
      binary ? `${path}:${hash}` : `${path}:${text}`,
    )
    .filter(
      entry => !/^[^:]*(?:catalog-info|template\.json|README)/.test(entry),
    )
    .join('\n')
    .replaceAll(name, 'NAME');
}
