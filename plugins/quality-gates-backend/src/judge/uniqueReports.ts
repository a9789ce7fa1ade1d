import type {
  Measurement,
  ReportProblem,
} from '@heal7/backstage-plugin-quality-gates-common';

/** A report that several parts of a CI run carry says nothing twice. */
export const uniqueProblems = (problems: readonly ReportProblem[]) =>
  unique(problems, ({ file, code, message }) => [file, code, message]);

/** The same number out of the same report, however many parts brought it. */
export const uniqueMeasurements = (measurements: readonly Measurement[]) =>
  unique(measurements, ({ id, value, source, generatedAt, commit }) => [
    id,
    value,
    source.file,
    source.format,
    source.scope,
    generatedAt,
    commit,
  ]);

function unique<T>(items: readonly T[], keyOf: (item: T) => unknown[]): T[] {
  const byKey = new Map<string, T>();
  for (const item of items) {
    const key = JSON.stringify(keyOf(item).map(part => part ?? ''));
    if (!byKey.has(key)) byKey.set(key, item);
  }
  return [...byKey.values()];
}
