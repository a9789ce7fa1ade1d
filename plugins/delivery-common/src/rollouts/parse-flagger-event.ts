import type { RolloutEvent } from '../types';

/**
 * Flagger's sentence about a metric outside its bounds, in numbers: `success rate 98.69% < 99%`.
 *
 * @public
 */
export interface RolloutViolation {
  /** Flagger's words for the metric, `success rate` or `request duration`, else the metric's name. */
  metric: string;
  /** Value in `unit`. */
  value: number;
  comparison: '<' | '>';
  limit: number;
  unit: '%' | 'ms' | '';
}

/** What Flagger's event text means. @public */
export interface ParsedRolloutEvent {
  kind: NonNullable<RolloutEvent['kind']>;
  weight?: number;
  violation?: RolloutViolation;
  /** With which the threshold was reached. */
  failedChecks?: number;
  /** True when the metric had no values. */
  noData?: boolean;
}

const combined = /^\(combined from similar events\):\s*/;

/**
 * The text without the prefix Kubernetes adds when it aggregates events.
 *
 * @public
 */
export const flaggerEventText = (message: string): string =>
  message.trim().replace(combined, '');

const kindByText: Array<[RegExp, ParsedRolloutEvent['kind']]> = [
  [/^New revision detected/i, 'new-revision'],
  [/^Starting canary (deployment|analysis)/i, 'new-revision'],
  [/waiting for (promotion |traffic increase )?approval/i, 'waiting'],
  [/^Advance /i, 'advance'],
  [/^Halt /i, 'halt'],
  [/^Rolling back /i, 'rolling-back'],
  [/^Canary failed!/i, 'failed'],
  [/^(Copying |Routing all traffic to primary|Promoting )/i, 'promotion'],
  [/^Promotion completed!/i, 'succeeded'],
];

// Go durations: `1.515s`, `212ms`, `1m2.5s`.
const durationMs = (text: string): number | undefined => {
  const parts = [...text.matchAll(/([\d.]+)(ms|µs|us|ns|s|m|h)/g)];
  const factors: Record<string, number> = {
    h: 3_600_000,
    m: 60_000,
    s: 1_000,
    ms: 1,
    us: 1e-3,
    µs: 1e-3,
    ns: 1e-6,
  };
  return parts.length === 0
    ? undefined
    : parts.reduce(
        (sum, [, value, unit]) => sum + Number(value) * factors[unit],
        0,
      );
};

function parseViolation(text: string): RolloutViolation | undefined {
  const match =
    /advancement (?<metric>.+?) (?<value>[\d.]+[a-zµ%\d.]*) (?<comparison>[<>]) (?<limit>[\d.]+[a-zµ%\d.]*)$/.exec(
      text,
    )?.groups;
  if (!match) {
    return undefined;
  }
  const { metric, value, comparison, limit } = match;
  const isPercent = value.endsWith('%');
  const isDuration = /[a-zµ]/.test(value);
  const read = (amount: string) =>
    isDuration ? durationMs(amount) : Number.parseFloat(amount);
  const [readValue, readLimit] = [read(value), read(limit)];
  if (
    readValue === undefined ||
    readLimit === undefined ||
    Number.isNaN(readValue) ||
    Number.isNaN(readLimit)
  ) {
    return undefined;
  }
  let unit: RolloutViolation['unit'] = '';
  if (isPercent) {
    unit = '%';
  } else if (isDuration) {
    unit = 'ms';
  }
  return {
    metric,
    value: readValue,
    comparison: comparison === '<' ? '<' : '>',
    limit: readLimit,
    unit,
  };
}

/**
 * Reads the text of an event of Flagger (its texts carry the meaning: every Kubernetes event of Flagger has reason `Synced`).
 *
 * @see https://github.com/fluxcd/flagger/blob/main/pkg/controller/scheduler.go
 * @public
 */
export function parseFlaggerEvent(message: string): ParsedRolloutEvent {
  const text = flaggerEventText(message);
  const kind =
    kindByText.find(([pattern]) => pattern.test(text))?.[1] ?? 'other';
  const weight = /canary weight (\d+)/.exec(text)?.[1];
  const failedChecks = /failed checks threshold reached (\d+)/.exec(text)?.[1];
  const violation = kind === 'halt' ? parseViolation(text) : undefined;
  return {
    kind,
    ...(weight === undefined ? {} : { weight: Number(weight) }),
    ...(failedChecks === undefined
      ? {}
      : { failedChecks: Number(failedChecks) }),
    ...(violation ? { violation } : {}),
    ...(/no values found/i.test(text) ? { noData: true } : {}),
  };
}
