import { maximum, mean, minimum, quantile, sum, variance } from '../statistics';
import { FunctionTable, RangeFunction } from './function-definition';

function overTime(
  reduce: (values: number[], parameters: number[]) => number,
  extra: Partial<RangeFunction> = {},
): RangeFunction {
  return {
    kind: 'range',
    args: ['matrix'],
    returns: 'vector',
    apply: ({ values }, _window, parameters) => reduce(values, parameters),
    ...extra,
  };
}

export const overTimeFunctions: FunctionTable = {
  avg_over_time: overTime(mean),
  min_over_time: overTime(minimum),
  max_over_time: overTime(maximum),
  sum_over_time: overTime(sum),
  count_over_time: overTime(values => values.length),
  last_over_time: overTime(values => values[values.length - 1], {
    keepsName: true,
  }),
  present_over_time: overTime(() => 1),
  stddev_over_time: overTime(values => Math.sqrt(variance(values))),
  stdvar_over_time: overTime(variance),
  quantile_over_time: overTime((values, [q]) => quantile(q, values), {
    args: ['scalar', 'matrix'],
  }),
};
