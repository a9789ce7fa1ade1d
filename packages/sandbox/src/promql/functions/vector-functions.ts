import { Call, Expression, unwrapParentheses } from '../expression';
import { dropMetricName, Labels, METRIC_NAME } from '../labels';
import { InstantValue, Sample } from '../value';
import { FunctionTable } from './function-definition';

function vector(samples: Sample[]): InstantValue {
  return { type: 'vector', samples };
}

function samplesOf(value: InstantValue): Sample[] {
  return value.type === 'vector' ? value.samples : [];
}

/** NaN comes last in both directions. */
function sorted(samples: Sample[], direction: 1 | -1): Sample[] {
  return [...samples].sort((left, right) => {
    if (Number.isNaN(left.value)) return Number.isNaN(right.value) ? 0 : 1;
    if (Number.isNaN(right.value)) return -1;
    return direction * Math.sign(left.value - right.value || 0);
  });
}

/** The labels that `absent()` can tell from the selector: those it asks to equal one value. */
function labelsOfAbsent(call: Call): Labels {
  const argument: Expression = unwrapParentheses(call.args[0]);
  let matchers = argument.type === 'selector' ? argument.matchers : [];
  if (argument.type === 'range') matchers = argument.selector.matchers;
  const labels: Record<string, string> = {};
  const ambiguous = new Set<string>();
  for (const { name, operator, value } of matchers) {
    if (name === METRIC_NAME) continue;
    if (operator === '=' && !(name in labels)) labels[name] = value;
    else ambiguous.add(name);
  }
  return Object.fromEntries(
    Object.entries(labels).filter(([name]) => !ambiguous.has(name)),
  );
}

export const vectorFunctions: FunctionTable = {
  time: {
    kind: 'general',
    args: [],
    returns: 'scalar',
    apply: (_, { time }) => ({ type: 'scalar', value: time / 1000 }),
  },
  timestamp: {
    kind: 'general',
    args: ['vector'],
    returns: 'vector',
    apply: ([argument], { time }) =>
      vector(
        samplesOf(argument).map(sample => ({
          labels: dropMetricName(sample.labels),
          value: (sample.timestamp ?? time) / 1000,
        })),
      ),
  },
  scalar: {
    kind: 'general',
    args: ['vector'],
    returns: 'scalar',
    apply: ([argument]) => {
      const samples = samplesOf(argument);
      return {
        type: 'scalar',
        value: samples.length === 1 ? samples[0].value : NaN,
      };
    },
  },
  vector: {
    kind: 'general',
    args: ['scalar'],
    returns: 'vector',
    apply: ([argument]) =>
      vector(
        argument.type === 'scalar'
          ? [{ labels: {}, value: argument.value }]
          : [],
      ),
  },
  absent: {
    kind: 'general',
    args: ['vector'],
    returns: 'vector',
    apply: ([argument], { call }) =>
      vector(
        samplesOf(argument).length > 0
          ? []
          : [{ labels: labelsOfAbsent(call), value: 1 }],
      ),
  },
  absent_over_time: {
    kind: 'general',
    args: ['matrix'],
    returns: 'vector',
    apply: ([argument], { call }) =>
      vector(
        argument.type === 'matrix' && argument.series.length > 0
          ? []
          : [{ labels: labelsOfAbsent(call), value: 1 }],
      ),
  },
  sort: {
    kind: 'general',
    args: ['vector'],
    returns: 'vector',
    apply: ([argument]) => vector(sorted(samplesOf(argument), 1)),
  },
  sort_desc: {
    kind: 'general',
    args: ['vector'],
    returns: 'vector',
    apply: ([argument]) => vector(sorted(samplesOf(argument), -1)),
  },
};
