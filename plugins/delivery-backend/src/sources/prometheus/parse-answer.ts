import {
  Measurement,
  RangeMeasurement,
} from '@heal7/backstage-plugin-delivery-node';
import { JsonValue } from '@backstage/types';
import { arrayAt, at, isJsonObject, stringAt } from '../../json/read-json';

const malformed = 'the answer is not one of the Prometheus API';

// Prometheus writes numbers as strings: "1.5", "NaN", "+Inf".
function parseSample(
  sample: JsonValue | undefined,
): [number, number] | undefined {
  if (!Array.isArray(sample) || typeof sample[0] !== 'number') {
    return undefined;
  }
  const text = sample[1];
  if (typeof text !== 'string') {
    return undefined;
  }
  const infinite: Record<string, number> = {
    '+Inf': Infinity,
    '-Inf': -Infinity,
  };
  return [sample[0] * 1000, infinite[text] ?? Number(text)];
}

const numberOrNoData = (value: number): Measurement =>
  Number.isFinite(value) ? { kind: 'number', value } : { kind: 'no-data' };

const ambiguous = (count: number) =>
  `the query answers ${count} series where one is expected: check delivery.metrics.queries`;

type Answer = { error: string } | { type: string; result: JsonValue[] };

function parseEnvelope(answer: JsonValue | undefined): Answer {
  if (!isJsonObject(answer)) {
    return { error: malformed };
  }
  if (answer.status === 'error') {
    return {
      error: stringAt(answer, 'error') ?? 'Prometheus answered with an error',
    };
  }
  const type = stringAt(answer, 'data', 'resultType');
  const result = at(answer, 'data', 'result');
  if (answer.status !== 'success' || !type || !Array.isArray(result)) {
    return { error: malformed };
  }
  return { type, result };
}

/**
 * Reads an instant query. NaN, infinity and an empty vector are no data; more than one series is an error.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/
 */
export function parseInstant(answer: JsonValue | undefined): Measurement {
  const envelope = parseEnvelope(answer);
  if ('error' in envelope) {
    return { kind: 'error', message: envelope.error };
  }
  const { result, type } = envelope;
  if (type === 'scalar') {
    const sample = parseSample(result);
    return sample
      ? numberOrNoData(sample[1])
      : { kind: 'error', message: malformed };
  }
  if (type !== 'vector') {
    return {
      kind: 'error',
      message: `the query answers a ${type}, expected a vector`,
    };
  }
  if (result.length > 1) {
    return { kind: 'error', message: ambiguous(result.length) };
  }
  if (result.length === 0) {
    return { kind: 'no-data' };
  }
  if (isJsonObject(result[0]) && result[0].histogram !== undefined) {
    return {
      kind: 'error',
      message: 'the query answers a histogram, expected a number',
    };
  }
  const sample = parseSample(at(result[0], 'value'));
  return sample
    ? numberOrNoData(sample[1])
    : { kind: 'error', message: malformed };
}

/** Reads a range query; gaps and NaN are `null`. */
export function parseRange(answer: JsonValue | undefined): RangeMeasurement {
  const envelope = parseEnvelope(answer);
  if ('error' in envelope) {
    return { kind: 'error', message: envelope.error };
  }
  const { result, type } = envelope;
  if (type !== 'matrix') {
    return {
      kind: 'error',
      message: `the query answers a ${type}, expected a matrix`,
    };
  }
  if (result.length > 1) {
    return { kind: 'error', message: ambiguous(result.length) };
  }
  if (at(result[0], 'histograms') !== undefined) {
    return {
      kind: 'error',
      message: 'the query answers histograms, expected numbers',
    };
  }
  const samples: Array<[number, number | null]> = [];
  for (const value of arrayAt(result[0], 'values')) {
    const sample = parseSample(value);
    if (!sample) {
      return { kind: 'error', message: malformed };
    }
    samples.push([sample[0], Number.isFinite(sample[1]) ? sample[1] : null]);
  }
  return { kind: 'series', samples };
}
