import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { isObject, listOf, textOf } from '../../../lint/visit';
import { stringify } from 'yaml';
import type { Cell } from '../Cell';
import { chartUses, renderChart } from '../charts';
import { runCommand } from '../command';
import { distinctUnits } from '../distinctUnits';
import { helmMissing, trivyPath } from '../tools';
import { found, type CheckFinding, type Validator } from '../Validator';

type Findings = Omit<CheckFinding, 'validator'>[];

const missing = async () =>
  (await trivyPath()) ? undefined : 'trivy is not installed (toolchain/checks)';

/** Misconfigurations of Dockerfiles, charts, objects and Terraform: none HIGH or CRITICAL. */
export const trivyConfigValidator: Validator = {
  name: 'trivy-config',
  unavailable: missing,
  async check({ cells }) {
    const options = [
      'config',
      '--skip-policy-update',
      '--severity',
      'HIGH,CRITICAL',
    ];
    return [
      ...(await scanWritten(cells, options)),
      ...(await scanRendered(cells, options)),
    ];
  },
};

/** Everything as it was written, the same thing once. */
function scanWritten(
  cells: readonly Cell[],
  options: readonly string[],
): Promise<Findings> {
  return scanCopy(cells, options, async folderOf => {
    for (const { cell, files } of distinctUnits(cells)) {
      for (const { path } of files) {
        const target = join(folderOf(cell), path);
        await mkdir(dirname(target), { recursive: true });
        await copyFile(join(cell.folder, path), target);
      }
    }
  });
}

/** The charts once more, as the clusters get them: with the values of each environment and an image. */
async function scanRendered(
  cells: readonly Cell[],
  options: readonly string[],
): Promise<Findings> {
  if (await helmMissing('4')) return [];
  const seen = new Set<string>();
  return scanCopy(cells, options, async folderOf => {
    for (const use of chartUses(cells)) {
      const objects = await renderChart(use, '4').catch(() => []);
      const text = objects.map(({ value }) => stringify(value)).join('---\n');
      if (seen.has(text)) continue;
      seen.add(text);
      const file = join(folderOf(use.cell), use.valueFiles.join('+'));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
  });
}

/** Scans what `fill` writes into a folder of its own, `<root>/<template>/<number>` for each cell. */
async function scanCopy(
  cells: readonly Cell[],
  options: readonly string[],
  fill: (folderOf: (cell: Cell) => string) => Promise<void>,
): Promise<Findings> {
  const root = await mkdtemp(join(tmpdir(), 'heal7-scan-'));
  const folderOf = ({ template, number }: Cell) =>
    join(root, template, String(number));
  try {
    await fill(folderOf);
    const copies = cells.map(cell => ({ ...cell, folder: folderOf(cell) }));
    return await scan(copies, root, options);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Secrets anywhere in what was written. */
export const trivySecretValidator: Validator = {
  name: 'trivy-secret',
  unavailable: missing,
  check: ({ cells }) =>
    scanWritten(cells, ['fs', '--scanners', 'secret', '--skip-db-update']),
};

async function scan(
  cells: readonly Cell[],
  root: string,
  args: readonly string[],
): Promise<Findings> {
  const trivy = await trivyPath();
  if (!trivy) return [];
  const cache = await mkdtemp(join(tmpdir(), 'heal7-trivy-'));
  try {
    const result = await runCommand(
      trivy,
      [
        ...args,
        '--cache-dir',
        cache,
        '--quiet',
        '--timeout',
        '30m',
        '--format',
        'json',
        root,
      ],
      { timeoutMs: 1_800_000 },
    );
    if (result.code !== 0) {
      return [
        found(cells[0], '', `trivy failed: ${result.output.slice(-600)}`),
      ];
    }
    return findingsIn(JSON.parse(result.stdout), root, cells);
  } finally {
    await rm(cache, { recursive: true, force: true });
  }
}

function findingsIn(
  report: unknown,
  root: string,
  cells: readonly Cell[],
): Findings {
  const results = isObject(report) ? listOf(report.Results) : [];
  return results.filter(isObject).flatMap(result => {
    const target = join(root, textOf(result.Target) ?? '');
    const cell =
      cells.find(({ folder }) => target.startsWith(folder + sep)) ?? cells[0];
    const file = relative(cell.folder, target);
    return [...listOf(result.Misconfigurations), ...listOf(result.Secrets)]
      .filter(isObject)
      .map(problem =>
        found(
          cell,
          file,
          [
            problem.Severity,
            problem.ID ?? problem.RuleID,
            problem.Title,
            problem.Message,
          ]
            .filter(Boolean)
            .join(' '),
          lineOf(problem),
        ),
      );
  });
}

function lineOf(problem: Record<string, unknown>): number | undefined {
  const cause = isObject(problem.CauseMetadata) ? problem.CauseMetadata : {};
  const line = cause.StartLine ?? problem.StartLine;
  return typeof line === 'number' && line > 0 ? line : undefined;
}
