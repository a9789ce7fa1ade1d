import { dropMetricName } from '../labels';
import { EachFunction, FunctionTable } from './function-definition';

function each(
  apply: EachFunction['apply'],
  parameters: number = 0,
  optional: number = 0,
): EachFunction {
  return {
    kind: 'each',
    args: ['vector', ...Array<'scalar'>(parameters).fill('scalar')],
    optional,
    returns: 'vector',
    apply,
  };
}

const plainFunctions = [
  'abs',
  'ceil',
  'floor',
  'sqrt',
  'exp',
  'log2',
  'log10',
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'sinh',
  'cosh',
  'tanh',
  'asinh',
  'acosh',
  'atanh',
] as const;

export const mathFunctions: FunctionTable = {
  ...Object.fromEntries(
    plainFunctions.map(name => [name, each(value => Math[name](value))]),
  ),
  ln: each(value => Math.log(value)),
  // JavaScript keeps the sign of zero, Prometheus does not.
  sgn: each(value => (value === 0 ? 0 : Math.sign(value))),
  deg: each(value => (value * 180) / Math.PI),
  rad: each(value => (value * Math.PI) / 180),
  round: each(
    (value, [nearest = 1]) => {
      // Multiplying by the inverse is what Prometheus does against rounding errors.
      const inverse = 1 / nearest;
      return Math.floor(value * inverse + 0.5) / inverse;
    },
    1,
    1,
  ),
  clamp_min: each((value, [low]) => Math.max(low, value), 1),
  clamp_max: each((value, [high]) => Math.min(high, value), 1),
  clamp: {
    kind: 'general',
    args: ['vector', 'scalar', 'scalar'],
    returns: 'vector',
    apply: ([vector, low, high]) => {
      if (
        vector.type !== 'vector' ||
        low.type !== 'scalar' ||
        high.type !== 'scalar'
      ) {
        return vector;
      }
      // An empty interval holds nothing.
      if (high.value < low.value) return { type: 'vector', samples: [] };
      return {
        type: 'vector',
        samples: vector.samples.map(({ labels, value }) => ({
          labels: dropMetricName(labels),
          value: Math.max(low.value, Math.min(high.value, value)),
        })),
      };
    },
  },
  pi: {
    kind: 'general',
    args: [],
    returns: 'scalar',
    apply: () => ({ type: 'scalar', value: Math.PI }),
  },
};
