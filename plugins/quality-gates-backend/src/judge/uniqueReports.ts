import type {
  Measurement,
  ReportProblem,
} from '@heal7/backstage-plugin-quality-gates-common';

/** A report that several parts of a CI run carry says nothing twice. */
export const uniqueProblems = (problems: readonly ReportProblem[]) =>
  unique(problems, ({ file, code, message }) => [file, code, message]);

/** What is told of the whole run or repository, and not of what one job did. */
const ofTheWhole = ['build.', 'dependencies.', 'sonar.'];

/**
 * The same number out of the same report, however many parts brought it. Where two parts have asked for something that is told
 * of the whole, the later answer counts; all else that differs is another report, whatever its name.
 */
export function uniqueMeasurements(
  measurements: readonly Measurement[],
): Measurement[] {
  const different = unique(
    measurements,
    ({ id, value, detail, source, generatedAt, commit }) => [
      id,
      value,
      detail?.covered,
      detail?.total,
      source.file,
      source.format,
      source.scope,
      generatedAt,
      commit,
    ],
  );
  const placeOf = ({ id, source }: Measurement) =>
    JSON.stringify([id, source.file, source.format, source.scope ?? '']);
  const last = new Map(different.map(it => [placeOf(it), it]));
  return different.filter(
    it =>
      !ofTheWhole.some(prefix => it.id.startsWith(prefix)) ||
      last.get(placeOf(it)) === it,
  );
}

function unique<T>(items: readonly T[], keyOf: (item: T) => unknown[]): T[] {
  const byKey = new Map<string, T>();
  for (const item of items) {
    const key = JSON.stringify(keyOf(item).map(part => part ?? ''));
    if (!byKey.has(key)) byKey.set(key, item);
  }
  return [...byKey.values()];
}
