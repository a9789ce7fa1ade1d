import type { MeasurementUnit } from '../types';

const units: [RegExp, MeasurementUnit][] = [
  [/^(coverage|duplication)\./, 'percent'],
  [/\.(duration|update-interval)$/, 'seconds'],
  [/^image\.size$/, 'bytes'],
  [/^lighthouse\./, 'score'],
  [/^sonar\.(gate|analysis|task)$/, 'status'],
];

/** The unit a measurement has when it comes, so that a check without a value still shows its threshold well. @public */
export function unitOfMeasurement(id: string): MeasurementUnit {
  return units.find(([pattern]) => pattern.test(id))?.[1] ?? 'count';
}
