import {
  groupOfFormat,
  type Measurement,
  type ReportProblem,
  type ReportResult,
} from '@heal7/backstage-plugin-quality-gates-common';

/** What scope of its own the gate asks of which measurements. */
interface ScopedFamily {
  prefixes: string[];
  groups: string[];
}

/**
 * The scopes the HEAL7 gate tells apart. They hold for these measurements only: failed integration tests still are failed
 * tests, and the size of the image has no scope.
 */
const families: Record<string, ScopedFamily | undefined> = {
  integration: { prefixes: ['coverage.'], groups: ['coverage'] },
  image: {
    prefixes: ['vulnerabilities.', 'secrets.', 'misconfigurations.'],
    groups: ['security'],
  },
};

/** In a configuration: of no scope, whatever the names say. */
const noScope = 'none';

/** `integration` or `image` as a folder or a word of the file's name, e.g. `trivy-image.json`. */
export function defaultScopeOf(file: string): string | undefined {
  const words = file.split(/[/\\]/).flatMap(segment => [
    segment,
    // Words of a folder's name would find too much: `image-service/` is not about an image.
    ...(file.endsWith(segment) ? segment.split(/[-_.]/) : []),
  ]);
  return Object.keys(families).find(scope => words.includes(scope));
}

/** The result with its scope, explicit or by its name. */
export function withScope(
  result: ReportResult,
  explicit: string | undefined,
): ReportResult {
  const scope = explicit ?? defaultScopeOf(result.file);
  if (scope === undefined || scope === noScope) return result;
  const family = Object.hasOwn(families, scope) ? families[scope] : undefined;
  return {
    ...result,
    measurements: result.measurements.map(it => scoped(it, scope, family)),
    problems: result.problems.map(it => scopedProblem(it, scope, family)),
  };
}

function scoped(
  measurement: Measurement,
  scope: string,
  family: ScopedFamily | undefined,
): Measurement {
  const applies =
    !family || family.prefixes.some(it => measurement.id.startsWith(it));
  return applies
    ? { ...measurement, source: { ...measurement.source, scope } }
    : measurement;
}

function scopedProblem(
  problem: ReportProblem,
  scope: string,
  family: ScopedFamily | undefined,
): ReportProblem {
  const group = problem.format && groupOfFormat(problem.format);
  const applies =
    !family ||
    problem.format === undefined ||
    family.groups.includes(group ?? '');
  return applies ? { ...problem, scope } : problem;
}
