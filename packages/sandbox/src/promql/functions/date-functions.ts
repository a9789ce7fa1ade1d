import { dropMetricName } from '../labels';
import { FunctionTable, GeneralFunction } from './function-definition';

/** Of the evaluation time when called without an argument. All in UTC. */
function datePart(part: (date: Date) => number): GeneralFunction {
  return {
    kind: 'general',
    args: ['vector'],
    optional: 1,
    returns: 'vector',
    apply: ([vector], { time }) => {
      const samples =
        vector?.type === 'vector'
          ? vector.samples
          : [{ labels: {}, value: time / 1000 }];
      return {
        type: 'vector',
        samples: samples.map(({ labels, value }) => ({
          labels: dropMetricName(labels),
          value: part(new Date(Math.trunc(value) * 1000)),
        })),
      };
    },
  };
}

export const dateFunctions: FunctionTable = {
  minute: datePart(date => date.getUTCMinutes()),
  hour: datePart(date => date.getUTCHours()),
  day_of_month: datePart(date => date.getUTCDate()),
  day_of_week: datePart(date => date.getUTCDay()),
  day_of_year: datePart(
    date =>
      (Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) -
        Date.UTC(date.getUTCFullYear(), 0, 0)) /
      86_400_000,
  ),
  days_in_month: datePart(date =>
    new Date(
      Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0),
    ).getUTCDate(),
  ),
  month: datePart(date => date.getUTCMonth() + 1),
  year: datePart(date => date.getUTCFullYear()),
};
