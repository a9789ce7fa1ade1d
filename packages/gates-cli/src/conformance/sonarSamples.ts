import type { ReportResult } from '@heal7/backstage-plugin-quality-gates-common';
import type { Comparison, SampleFormat } from './Sample';
import { compareValue, record } from './values';

function compareWord(
  result: ReportResult,
  id: string,
  expected: unknown,
): Comparison {
  const value = result.measurements.find(it => it.id === id)?.value;
  return {
    what: id,
    expected: typeof expected === 'string' ? expected : undefined,
    actual: typeof value === 'string' ? value : undefined,
  };
}

/** SonarQube. */
export const sonarSamples: Record<string, SampleFormat> = {
  'SQ-MEASURES': {
    name: 'SonarQube measures',
    format: 'sonarqube',
    compare: (expected, result) =>
      Object.entries(record(expected.measures)).map(([metric, value]) =>
        metric === 'alert_status'
          ? compareWord(result, 'sonar.gate', value)
          : compareValue(
              result,
              `sonar.${metric}`,
              record(value).period ?? value,
            ),
      ),
  },
  'SQ-TASK': {
    name: 'SonarQube task',
    format: 'sonarqube',
    compare: (expected, result) => [
      compareWord(result, 'sonar.analysis', expected.status),
    ],
  },
  'SQ-REPORTTASK': {
    name: 'SonarQube report-task.txt',
    format: 'sonar-report-task',
    compare: (expected, result) => [
      compareWord(result, 'sonar.task', expected.ceTaskId),
    ],
  },
};
