import { numbers } from '../testing';

describe('SonarQube', () => {
  it.each([
    {
      projectStatus: {
        status: 'ERROR',
        conditions: [
          {
            status: 'ERROR',
            metricKey: 'coverage',
            actualValue: '80.1',
            errorThreshold: '85',
          },
        ],
      },
    },
    {
      taskId: 'A',
      project: { key: 'a' },
      qualityGate: {
        status: 'ERROR',
        conditions: [{ status: 'ERROR', metric: 'coverage', value: '80.1' }],
      },
    },
  ])('reads the gate and its failed conditions', value => {
    const { measured, result } = numbers(value);
    expect(measured).toEqual({ 'sonar.gate': 'ERROR', 'sonar.coverage': 80.1 });
    expect(result.measurements[0].detail?.items?.[0]).toContain(
      'coverage is 80.1',
    );
  });

  it('reads measures, also of the new code, and leaves out words', () => {
    const { measured } = numbers({
      component: {
        key: 'a',
        measures: [
          { metric: 'alert_status', value: 'OK' },
          { metric: 'bugs', value: '3' },
          { metric: 'new_bugs', period: { value: '1' } },
          { metric: 'new_lines', periods: [{ index: 1, value: '20' }] },
          { metric: 'ncloc_language_distribution', value: 'ts=5' },
          { metric: 'coverage' },
        ],
      },
    });
    expect(measured).toEqual({
      'sonar.gate': 'OK',
      'sonar.bugs': 3,
      'sonar.new_bugs': 1,
      'sonar.new_lines': 20,
    });
  });

  it('reads a search for one component, not for several', () => {
    const measure = (component: string) => ({
      metric: 'bugs',
      value: '3',
      component,
    });
    expect(numbers({ measures: [measure('a')] }).measured).toEqual({
      'sonar.bugs': 3,
    });
    expect(numbers({ measures: [measure('a'), measure('b')] }).codes).toEqual([
      'not-recognised',
    ]);
  });

  it('reads the newest values of a history', () => {
    const at = (date: string, value?: string) => ({
      date: `${date}T10:00:00+0000`,
      ...(value === undefined ? {} : { value }),
    });
    expect(
      numbers({
        paging: { total: 3 },
        measures: [
          {
            metric: 'coverage',
            history: [at('2026-01-01', '70.1'), at('2026-02-01', '81.5')],
          },
          {
            metric: 'bugs',
            history: [at('2026-01-01', '3'), at('2026-02-01')],
          },
          { metric: 'alert_status', history: [at('2026-02-01', 'OK')] },
          { metric: 'ncloc', history: [] },
        ],
      }).measured,
    ).toEqual({ 'sonar.gate': 'OK', 'sonar.coverage': 81.5, 'sonar.bugs': 3 });
  });

  it.each([
    [{ projectStatus: { status: 'GREAT' } }, 'malformed'],
    [{ component: { measures: [] } }, 'no-data'],
  ])('makes no number of %j', (value, code) => {
    expect(numbers(value)).toMatchObject({ measured: {}, codes: [code] });
  });

  it('knows that a task is not the gate', () => {
    expect(
      numbers({ task: { status: 'SUCCESS', componentKey: 'a' } }).measured,
    ).toEqual({ 'sonar.analysis': 'SUCCESS' });
    expect(
      numbers('organization=o\r\nprojectKey=a\r\nceTaskId=AX-1\r\n\r\n')
        .measured,
    ).toEqual({ 'sonar.task': 'AX-1' });
    expect(numbers('projectKey=a\n').codes).toEqual(['no-data']);
    expect(numbers('projectKey=a\nrubbish\n').codes).toEqual(['malformed']);
  });
});
