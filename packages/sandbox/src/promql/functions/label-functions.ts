import { compileGoRegex } from '../go-regex';
import { setLabel } from '../labels';
import { executionError } from '../promql-error';
import { InstantValue, Sample } from '../value';
import { FunctionTable } from './function-definition';

const labelName = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

function requireLabelName(name: string, message: string): void {
  if (!labelName.test(name)) throw executionError(`${message}: ${name}`);
}

function text(value: InstantValue): string {
  return value.type === 'string' ? value.value : '';
}

function relabel(
  vector: InstantValue,
  change: (sample: Sample) => Sample['labels'],
): InstantValue {
  if (vector.type !== 'vector') return vector;
  return {
    type: 'vector',
    samples: vector.samples.map(sample => ({
      labels: change(sample),
      value: sample.value,
    })),
  };
}

/** `$1`, `${1}`, `$name` and `$$` as Go's Regexp.Expand reads them; an unknown group is the empty string. */
function expand(template: string, match: RegExpExecArray): string {
  return template.replace(
    /\$(?:(\$)|\{(\w+)\}|(\w+))/g,
    (
      _,
      dollar: string | undefined,
      braced: string | undefined,
      bare: string | undefined,
    ) => {
      if (dollar) return '$';
      const name = braced ?? bare ?? '';
      return (
        (/^\d+$/.test(name) ? match[Number(name)] : match.groups?.[name]) ?? ''
      );
    },
  );
}

function compile(pattern: string): RegExp {
  try {
    return compileGoRegex(pattern);
  } catch {
    throw executionError(
      `invalid regular expression in label_replace(): ${pattern}`,
    );
  }
}

export const labelFunctions: FunctionTable = {
  label_replace: {
    kind: 'general',
    args: ['vector', 'string', 'string', 'string', 'string'],
    returns: 'vector',
    apply: ([vector, ...rest]) => {
      const [destination, replacement, source, pattern] = rest.map(text);
      const regex = compile(pattern);
      requireLabelName(
        destination,
        'invalid destination label name in label_replace()',
      );
      return relabel(vector, ({ labels }) => {
        const match = regex.exec(labels[source] ?? '');
        return match
          ? setLabel(labels, destination, expand(replacement, match))
          : labels;
      });
    },
  },
  label_join: {
    kind: 'general',
    args: ['vector', 'string', 'string', 'string'],
    optional: 'repeated',
    returns: 'vector',
    apply: ([vector, ...rest]) => {
      const [destination, separator, ...sources] = rest.map(text);
      requireLabelName(
        destination,
        'invalid destination label name in label_join()',
      );
      for (const source of sources) {
        requireLabelName(source, 'invalid source label name in label_join()');
      }
      return relabel(vector, ({ labels }) =>
        setLabel(
          labels,
          destination,
          sources.map(source => labels[source] ?? '').join(separator),
        ),
      );
    },
  },
};
