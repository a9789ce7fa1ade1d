import type { MeasurementUnit } from '../../types';
import type { ParsedReport } from '../support/ParsedReport';
import { TopItems } from '../support/TopItems';
import { asArray, asRecord, asString, type JsonRecord } from '../support/json';
import { parseNumber } from '../support/numbers';

const statuses = ['OK', 'WARN', 'ERROR', 'NONE'];

/** `sonar.gate` with its failed conditions, and the metrics the conditions are about. */
export function gateMeasurements(
  report: ParsedReport,
  value: unknown,
  conditions: readonly JsonRecord[],
) {
  const status = asString(value)?.toUpperCase() ?? '';
  if (!statuses.includes(status)) {
    report.problems.push({
      code: 'malformed',
      message: `The quality gate's status "${status.slice(
        0,
        40,
      )}" is not known.`,
    });
    return;
  }
  const failed = new TopItems();
  const metrics = new Map<string, string | undefined>();
  for (const condition of conditions) {
    const metric = asString(condition.metricKey ?? condition.metric);
    const actual = textOf(condition.actualValue) ?? textOf(condition.value);
    if (metric) metrics.set(metric, actual);
    if (isFailed(condition)) {
      failed.add(() => describe(metric, actual, condition.errorThreshold));
    }
  }
  const detail = failed.detail();
  report.measurements.push({
    id: 'sonar.gate',
    value: status,
    unit: 'status',
    ...(detail ? { detail } : {}),
  });
  for (const [metric, actual] of metrics) addMetric(report, metric, actual);
}

function isFailed({ status }: JsonRecord): boolean {
  return status === 'ERROR' || status === 'WARN';
}

function describe(
  metric: string | undefined,
  actual: string | undefined,
  limit: unknown,
): string {
  return `${metric ?? 'a condition'} is ${actual ?? 'not known'}, limit ${
    textOf(limit) ?? 'not stated'
  }`;
}

/** `sonar.<metric>` of every measure that is a number; `alert_status` is the gate. */
export function metricMeasurements(
  report: ParsedReport,
  measures: readonly JsonRecord[],
) {
  const values = new Map<string, string | undefined>();
  for (const measure of measures) {
    const metric = asString(measure.metric);
    if (metric) values.set(metric, valueOf(measure));
  }
  if (values.has('alert_status')) {
    gateMeasurements(report, values.get('alert_status'), []);
  }
  for (const [metric, value] of values) addMetric(report, metric, value);
}

/** New-code metrics hold their value in a period: one since 8.1, a list before. */
function valueOf(measure: JsonRecord): string | undefined {
  return (
    textOf(measure.value) ??
    textOf(asRecord(measure.period)?.value) ??
    textOf(
      (asArray(measure.periods) ?? [])
        .map(asRecord)
        .find(period => period?.index === 1)?.value,
    )
  );
}

function addMetric(
  report: ParsedReport,
  metric: string,
  text: string | undefined,
) {
  const value = parseNumber(text);
  // Others are words or lists (quality_gate_details, ncloc_language_distribution).
  if (value === undefined || value < 0 || !/^\w{1,80}$/.test(metric)) return;
  const unit = unitOf(metric);
  if (unit === 'percent' && value > 100) return;
  report.measurements.push({ id: `sonar.${metric}`, value, unit });
}

function unitOf(metric: string): MeasurementUnit {
  if (/(_density|coverage|_ratio|_reviewed)$/.test(metric)) return 'percent';
  return metric.endsWith('_rating') ? 'score' : 'count';
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'number' ? String(value) : asString(value);
}
