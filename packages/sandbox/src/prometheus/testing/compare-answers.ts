import { labelKey } from '../../promql';

type Pair = [number, string];
interface Entry {
  metric: Record<string, string>;
  value?: Pair;
  values?: Pair[];
}

/** An answer of the HTTP API of Prometheus. */
export interface ApiAnswer {
  status: 'success' | 'error';
  errorType?: string;
  error?: string;
  data?: { resultType: string; result: Entry[] | Pair };
}

const TOLERANCE = 1e-9;

export async function ask(
  url: string,
  path: string,
  parameters: Record<string, string>,
): Promise<ApiAnswer> {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    body: new URLSearchParams(parameters),
  });
  return answer.json();
}

function sameNumber(left: string, right: string): boolean {
  if (left === right) return true;
  const [a, b] = [Number(left), Number(right)];
  return Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}

/** Which of several duplicates is named in the message depends on the order of evaluation. */
function withoutSeries({ error = '' }: ApiAnswer): string {
  return error.replace(/\{.*?\}/g, '{}');
}

function isPair(result: Entry[] | Pair): result is Pair {
  return typeof result[0] === 'number';
}

function pointsOf(result: Entry[] | Pair): Map<string, string> {
  if (isPair(result)) return new Map([[String(result[0]), result[1]]]);
  const points = new Map<string, string>();
  for (const { metric, value, values } of result) {
    for (const [time, number] of values ?? (value ? [value] : [])) {
      points.set(`${labelKey(metric)} at ${time}`, number);
    }
  }
  return points;
}

/** Equal values may come in any order. */
function sameOrder(left: Entry[] | Pair, right: Entry[] | Pair): boolean {
  const values = (result: Entry[] | Pair) =>
    isPair(result) ? [] : result.map(({ value }) => value?.[1] ?? '');
  const others = values(right);
  return values(left).every((value, index) =>
    sameNumber(value, others[index] ?? ''),
  );
}

/** What differs between the two answers, in words; undefined = nothing. `points` counts the numbers that were compared. */
export function compareAnswers(
  ours: ApiAnswer,
  real: ApiAnswer,
  ordered: boolean = false,
): { difference?: string; points: number } {
  const difference = outcomeDifference(ours, real);
  if (difference) return { difference, points: 0 };
  if (!ours.data || !real.data) return { points: 0 };
  if (ordered && !sameOrder(ours.data.result, real.data.result)) {
    return { difference: 'the order differs', points: 0 };
  }
  const expected = pointsOf(real.data.result);
  return {
    difference: pointDifference(pointsOf(ours.data.result), expected),
    points: expected.size,
  };
}

function outcomeDifference(
  ours: ApiAnswer,
  real: ApiAnswer,
): string | undefined {
  if (ours.status !== real.status || ours.errorType !== real.errorType) {
    const describe = (answer: ApiAnswer) =>
      answer.error ?? answer.data?.resultType;
    return `ours ${describe(ours)}, real ${describe(real)}`;
  }
  // Syntax errors are worded by two different parsers; what cannot be answered is explained in the same words.
  if (
    real.errorType === 'execution' &&
    withoutSeries(ours) !== withoutSeries(real)
  ) {
    return `ours ${ours.error}, real ${real.error}`;
  }
  return ours.data && real.data && ours.data.resultType !== real.data.resultType
    ? `ours is a ${ours.data.resultType}, real a ${real.data.resultType}`
    : undefined;
}

function pointDifference(
  actual: ReturnType<typeof pointsOf>,
  expected: ReturnType<typeof pointsOf>,
): string | undefined {
  for (const key of new Set([...actual.keys(), ...expected.keys()])) {
    const [left, right] = [actual.get(key), expected.get(key)];
    if (left === undefined || right === undefined || !sameNumber(left, right)) {
      return `${key}: ours ${left}, real ${right}`;
    }
  }
  return undefined;
}
