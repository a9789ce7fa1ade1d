import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { isObject, listOf, textOf } from '../../../lint/visit';
import { stringify } from 'yaml';
import type { Cell } from '../Cell';
import { chartUses, renderChart } from '../charts';
import { runCommand } from '../command';
import { helmMissing, trivyPath } from '../tools';
import { found, type CheckFinding, type Validator } from '../Validator';

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
      ...(await scan(cells, rootOf(cells), options)),
      ...(await scanRendered(cells, options)),
    ];
  },
};

/** The charts once more, as the clusters get them: with the values of each environment and an image. */
async function scanRendered(
  cells: readonly Cell[],
  options: readonly string[],
): Promise<Omit<CheckFinding, 'validator'>[]> {
  if (await helmMissing('4')) return [];
  const root = await mkdtemp(join(tmpdir(), 'heal7-rendered-'));
  try {
    const copies = cells.map(cell => ({
      ...cell,
      folder: join(root, cell.template, String(cell.number)),
    }));
    for (const use of chartUses(cells)) {
      const objects = await renderChart(use, '4').catch(() => []);
      const folder = join(root, use.cell.template, String(use.cell.number));
      const file = join(folder, `${use.valueFiles.join('+')}`);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(
        file,
        objects.map(({ value }) => stringify(value)).join('---\n'),
      );
    }
    return await scan(copies, root, options);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** `<root>/<template>/<number>` is a cell. */
function rootOf(cells: readonly Cell[]): string {
  return dirname(dirname(cells[0].folder));
}

/** Secrets anywhere in what was written. */
export const trivySecretValidator: Validator = {
  name: 'trivy-secret',
  unavailable: missing,
  check: ({ cells }) =>
    scan(cells, rootOf(cells), [
      'fs',
      '--scanners',
      'secret',
      '--skip-db-update',
    ]),
};

async function scan(
  cells: readonly Cell[],
  root: string,
  args: readonly string[],
): Promise<Omit<CheckFinding, 'validator'>[]> {
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
): Omit<CheckFinding, 'validator'>[] {
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
