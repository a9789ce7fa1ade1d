import { join } from 'node:path';
import { basename, dirname } from 'node:path';
import { distinctFiles, type Cell } from '../Cell';
import { missingProgram, runCommand } from '../command';
import { found, type CheckFinding, type Validator } from '../Validator';

const YAMLLINT_RULES = JSON.stringify({
  extends: 'default',
  rules: {
    'document-start': 'disable',
    'line-length': 'disable',
    comments: { 'min-spaces-from-content': 1 },
    'comments-indentation': 'disable',
    truthy: { 'check-keys': false },
    braces: 'disable',
    brackets: 'disable',
    indentation: { 'indent-sequences': 'whatever', spaces: 'consistent' },
    'empty-lines': { max: 2 },
  },
});

export const yamllintValidator: Validator = {
  name: 'yamllint',
  unavailable: () => missingProgram('yamllint'),
  async check({ cells }) {
    const files = distinctFiles(cells, path => /\.ya?ml$/.test(path)).filter(
      ({ cell, file }) => !isChartTemplate(cell, file.path),
    );
    const places = new Map(
      files.map(place => [join(place.cell.folder, place.file.path), place]),
    );
    if (places.size === 0) return [];
    // One process for all of them: starting Python takes longer than reading a file.
    const { code, stdout, output } = await runCommand('yamllint', [
      '--format',
      'parsable',
      '--config-data',
      YAMLLINT_RULES,
      ...places.keys(),
    ]);
    const lines = stdout.split('\n').filter(Boolean);
    if (code !== 0 && lines.length === 0) throw new Error(output.slice(0, 400));
    return lines.flatMap(line => {
      const [, path, number, message] =
        /^(.*?):(\d+):\d+: (.*)$/.exec(line) ?? [];
      const place = places.get(path ?? '');
      return place
        ? [found(place.cell, place.file.path, message, Number(number))]
        : [];
    });
  },
};

/** The templates of a chart are YAML only after Helm. */
function isChartTemplate(cell: Cell, path: string): boolean {
  return cell.files.some(
    file =>
      basename(file.path) === 'Chart.yaml' &&
      path.startsWith(`${dirname(file.path)}/templates/`),
  );
}

export const shellcheckValidator: Validator = {
  name: 'shellcheck',
  unavailable: () => missingProgram('shellcheck'),
  async check({ cells }) {
    const findings: Omit<CheckFinding, 'validator'>[] = [];
    for (const { cell, file } of distinctFiles(cells, () => true)) {
      const isScript =
        /\.sh$/.test(file.path) || /^#!.*\b(?:ba)?sh\b/.test(file.text);
      if (!isScript) continue;
      const { code, output } = await runCommand('shellcheck', [
        '--format',
        'gcc',
        join(cell.folder, file.path),
      ]);
      if (code === 0) continue;
      for (const line of output.split('\n').filter(Boolean)) {
        const [, number, message] = /:(\d+):\d+: (.*)$/.exec(line) ?? [];
        findings.push(
          found(cell, file.path, message ?? line, Number(number) || undefined),
        );
      }
    }
    return findings;
  },
};
