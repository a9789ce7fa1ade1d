import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { parse, stringify } from 'yaml';
import { isObject, listOf } from '../../../lint/visit';
import { chartUses, everyObject, renderChart } from '../charts';
import { helmMissing, pathIfThere } from '../tools';
import { distinctFiles, type Cell, type CellFile } from '../Cell';
import { missingProgram, runCommand, type CommandResult } from '../command';
import { found, type CheckFinding, type Validator } from '../Validator';

/** `promtool check rules` on every PrometheusRule, `promtool test rules` on every unit test of rules. */
export const promtoolValidator: Validator = {
  name: 'promtool',
  unavailable: () => missingProgram('promtool'),
  async check(run) {
    return [...(await checkRules(run.cells)), ...(await testRules(run.cells))];
  },
};

async function checkRules(
  cells: readonly Cell[],
): Promise<Omit<CheckFinding, 'validator'>[]> {
  const findings: Omit<CheckFinding, 'validator'>[] = [];
  const folder = await mkdtemp(join(tmpdir(), 'heal7-rules-'));
  const seen = new Set<string>();
  try {
    for (const { cell, file, value } of await everyObject(cells)) {
      if (value.kind !== 'PrometheusRule' || !isObject(value.spec)) continue;
      const rules = stringify({ groups: value.spec.groups });
      if (seen.has(rules)) continue;
      seen.add(rules);
      const path = join(folder, 'rules.yaml');
      await writeFile(path, rules);
      const result = await runCommand('promtool', ['check', 'rules', path]);
      if (result.code !== 0) {
        findings.push(found(cell, file, result.output.trim().slice(-600)));
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return findings;
}

/** A unit test of rules names the files of rules it judges. */
function isRuleTest(text: string): boolean {
  return /^rule_files:/m.test(text) && /^tests:/m.test(text);
}

async function testRules(
  cells: readonly Cell[],
): Promise<Omit<CheckFinding, 'validator'>[]> {
  const findings: Omit<CheckFinding, 'validator'>[] = [];
  for (const { cell, file } of distinctFiles(cells, path =>
    /\.ya?ml$/.test(path),
  )) {
    if (!isRuleTest(file.text)) continue;
    const result = await testRule(cell, file);
    if (result.code !== 0) {
      findings.push(found(cell, file.path, result.output.trim().slice(-900)));
    }
  }
  return findings;
}

/** On a copy, with the rules its chart renders to where the test names a file that only Helm makes. */
async function testRule(cell: Cell, file: CellFile): Promise<CommandResult> {
  const folder = await mkdtemp(join(tmpdir(), 'heal7-rule-test-'));
  try {
    const root = dirname(dirname(file.path));
    await cp(join(cell.folder, root), folder, { recursive: true });
    const at = join(folder, relative(root, dirname(file.path)));
    const test: unknown = parse(file.text);
    for (const name of isObject(test) ? listOf(test.rule_files) : []) {
      const target = join(at, String(name));
      if (!(await pathIfThere(target))) {
        await writeFile(target, await renderedRules(cell, root));
      }
    }
    return await runCommand(
      'promtool',
      ['test', 'rules', basename(file.path)],
      {
        cwd: at,
      },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The groups of the PrometheusRules of the chart in a folder. */
async function renderedRules(cell: Cell, folder: string): Promise<string> {
  const groups: unknown[] = [];
  for (const use of chartUses([cell])) {
    if (use.chart !== folder || (await helmMissing('4'))) continue;
    for (const { value } of await renderChart(use, '4').catch(() => [])) {
      if (value.kind === 'PrometheusRule' && isObject(value.spec)) {
        groups.push(...listOf(value.spec.groups));
      }
    }
  }
  return stringify({ groups });
}
