import { flaggerEventText, parseFlaggerEvent } from './parse-flagger-event';

describe('parseFlaggerEvent', () => {
  it.each([
    ['New revision detected! Scaling up shop.prod', { kind: 'new-revision' }],
    ['Starting canary analysis for shop.prod', { kind: 'new-revision' }],
    ['Advance shop.prod canary weight 20', { kind: 'advance', weight: 20 }],
    [
      '(combined from similar events): Advance shop.prod canary weight 30',
      { kind: 'advance', weight: 30 },
    ],
    [
      'Halt shop.prod advancement success rate 98.69% < 99%',
      {
        kind: 'halt',
        violation: {
          metric: 'success rate',
          value: 98.69,
          comparison: '<',
          limit: 99,
          unit: '%',
        },
      },
    ],
    [
      'Halt shop.prod advancement request duration 1.515s > 500ms',
      {
        kind: 'halt',
        violation: {
          metric: 'request duration',
          value: 1515,
          comparison: '>',
          limit: 500,
          unit: 'ms',
        },
      },
    ],
    [
      'Halt shop.prod advancement queue-depth 12.50 > 10',
      {
        kind: 'halt',
        violation: {
          metric: 'queue-depth',
          value: 12.5,
          comparison: '>',
          limit: 10,
          unit: '',
        },
      },
    ],
    [
      'Halt advancement no values found for istio metric request-success-rate probably shop.prod is not receiving traffic',
      { kind: 'halt', noData: true },
    ],
    [
      'Halt shop.prod advancement waiting for approval confirm',
      { kind: 'waiting' },
    ],
    [
      'Halt shop.prod advancement waiting for promotion approval confirm',
      { kind: 'waiting' },
    ],
    [
      'Rolling back shop.prod failed checks threshold reached 5',
      { kind: 'rolling-back', failedChecks: 5 },
    ],
    ['Canary failed! Scaling down shop.prod', { kind: 'failed' }],
    [
      'Copying shop.prod template spec to shop-primary.prod',
      { kind: 'promotion' },
    ],
    ['Promotion completed! Scaling down shop.prod', { kind: 'succeeded' }],
    ['something Flagger says one day', { kind: 'other' }],
    ['', { kind: 'other' }],
  ])('%s', (message, expected) => {
    expect(parseFlaggerEvent(message)).toEqual(expected);
  });

  it('takes away what Kubernetes adds', () => {
    expect(flaggerEventText(' (combined from similar events): Halt x ')).toBe(
      'Halt x',
    );
  });
});
