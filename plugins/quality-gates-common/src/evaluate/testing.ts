import type { Measurement } from '../types';
import { unitOfMeasurement } from './unitOfMeasurement';

/** A measurement out of a report of its own. */
export function measurement(
  id: string,
  value: number | string,
  changes: Partial<Measurement> & { scope?: string } = {},
): Measurement {
  const { scope, ...rest } = changes;
  const source = rest.source ?? {
    file: `${scope ?? 'main'}/${id}.report`,
    format: 'lcov',
  };
  return {
    id,
    value,
    unit: unitOfMeasurement(id),
    ...rest,
    source: scope ? { ...source, scope } : source,
  };
}

/** What lets every check of a backend pass. */
export const goodBackend: readonly Measurement[] = [
  measurement('coverage.lines', 90, { detail: { covered: 90, total: 100 } }),
  measurement('coverage.lines', 75, { scope: 'integration' }),
  measurement('vulnerabilities.critical', 0),
  measurement('vulnerabilities.high', 0),
  measurement('vulnerabilities.total', 2),
  measurement('vulnerabilities.critical', 0, { scope: 'image' }),
  measurement('vulnerabilities.high', 0, { scope: 'image' }),
  measurement('vulnerabilities.total', 0, { scope: 'image' }),
  measurement('dependencies.update-interval', 604_800),
  measurement('dependencies.last-merged', 3),
  measurement('build.duration', 300),
  measurement('tests.duration', 60),
  measurement('image.size', 120_000_000),
  measurement('sonar.gate', 'OK'),
  measurement('complexity.max', 9),
  measurement('duplication.lines', 1.5),
  measurement('tests.failed', 0),
  measurement('tests.errors', 0),
];
