import {
  formatValue,
  isUnderstood,
} from '@heal7/backstage-plugin-quality-gates-common';
import { readReport } from '../reports/readReport';
import type { Output } from '../output/Output';

/** `heal7-gates inspect FILE…`: what each file says. Exit 0 when all were understood, 2 when not. */
export function inspect(
  files: readonly string[],
  options: { json?: boolean },
  output: Output,
): number {
  const results = files.map(file => readReport(file));
  if (options.json) {
    output.line(
      JSON.stringify(
        results.map(({ file, format, measurements, problems }) => ({
          file,
          format: format ?? null,
          measurements: measurements.map(({ id, value, unit, detail }) => ({
            id,
            value,
            unit,
            ...(detail ? { detail } : {}),
          })),
          problems,
        })),
        null,
        2,
      ),
    );
  } else {
    for (const { file, format, measurements, problems } of results) {
      output.line(`${file}: ${format ?? 'not recognised'}`);
      for (const { id, value, unit, detail } of measurements) {
        const ratio =
          detail?.total === undefined
            ? ''
            : `  (${detail.covered} of ${detail.total})`;
        output.line(`  ${id.padEnd(28)} ${formatValue(value, unit)}${ratio}`);
        for (const item of detail?.items ?? []) output.line(`    · ${item}`);
      }
      for (const problem of problems) {
        output.line(`  ! ${problem.code}: ${problem.message}`);
      }
    }
  }
  return results.every(isUnderstood) ? 0 : 2;
}
