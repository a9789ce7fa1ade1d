import {
  formatValue,
  isUnderstood,
  type Measurement,
  type ReportResult,
} from '@heal7/backstage-plugin-quality-gates-common';
import { readReport } from '../reports/readReport';
import type { Output } from '../output/Output';
import { plainText, withoutCommands } from '../output/plainText';

/** `heal7-gates inspect FILE…`: what each file says. Exit 0 when all were understood, 2 when not. */
export function inspect(
  files: readonly string[],
  options: { json?: boolean },
  output: Output,
): number {
  const results = files.map(file => readReport(file));
  if (options.json) {
    output.line(JSON.stringify(results.map(toJson), null, 2));
  } else {
    for (const line of results.flatMap(toLines)) {
      output.line(withoutCommands(plainText(line)));
    }
  }
  return results.every(isUnderstood) ? 0 : 2;
}

function toJson({ file, format, measurements, problems }: ReportResult) {
  return {
    file,
    format: format ?? null,
    measurements: measurements.map(({ id, value, unit, detail }) => ({
      id,
      value,
      unit,
      ...(detail ? { detail } : {}),
    })),
    problems,
  };
}

function toLines(result: ReportResult): string[] {
  return [
    `${result.file}: ${result.format ?? 'not recognised'}`,
    ...result.measurements.flatMap(measurementLines),
    ...result.problems.map(it => `  ! ${it.code}: ${it.message}`),
  ];
}

function measurementLines({ id, value, unit, detail }: Measurement): string[] {
  const ratio =
    detail?.total === undefined
      ? ''
      : `  (${detail.covered} of ${detail.total})`;
  return [
    `  ${id.padEnd(28)} ${formatValue(value, unit)}${ratio}`,
    ...(detail?.items ?? []).map(item => `    · ${item}`),
  ];
}
