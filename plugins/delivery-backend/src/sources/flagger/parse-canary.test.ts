import { JsonObject } from '@backstage/types';
import { canary, parsed, virtualService } from '../../__testUtils__/objects';
import { parseCanary } from './parse-canary';
import { parseCanaryEvent } from './parse-flagger-event-object';
import { parseRouteWeight } from './parse-route-weight';

const withAnalysis = (analysis: JsonObject, status: JsonObject = {}) =>
  parseCanary(
    parsed({
      metadata: { name: 'shop', namespace: 'prod' },
      spec: { targetRef: { kind: 'Deployment', name: 'shop' }, analysis },
      status,
    }),
  )?.facts;

describe('parseCanary', () => {
  it('reads analysis and status', () => {
    expect(
      parseCanary(
        parsed(
          canary({
            namespace: 'prod',
            phase: 'WaitingPromotion',
            weight: 50,
            failedChecks: 1,
          }),
        ),
      ),
    ).toEqual({
      facts: {
        name: 'shop',
        phase: 'waiting-promotion',
        reportedWeight: 50,
        maxWeight: 50,
        stepWeights: [10, 20, 30, 40, 50],
        failedChecks: 1,
        threshold: 5,
        intervalSeconds: 60,
        lastTransitionAt: '2026-01-01T10:00:00.000Z',
        specHash: 'abc',
        promotedSpecHash: 'def',
        metrics: [
          { name: 'request-success-rate', unit: '%', threshold: { min: 99 } },
          { name: 'request-duration', unit: 'ms', threshold: { max: 500 } },
        ],
      },
      targetName: 'shop',
      targetKind: 'Deployment',
      primaryName: 'shop-primary',
      serviceName: 'shop',
    });
  });

  it.each([
    [{ stepWeights: [5, 20, 80] }, [5, 20, 80], 80],
    [{ stepWeight: 30, maxWeight: 50 }, [30, 50], 50],
    [{ iterations: 10 }, [], 100],
    [{ stepWeight: 0.001, maxWeight: 50 }, [], 50],
  ])('knows the steps of %j', (analysis, stepWeights, maxWeight) => {
    expect(withAnalysis(analysis)).toMatchObject({ stepWeights, maxWeight });
  });

  it('reads durations, old thresholds and a status without phase', () => {
    expect(
      withAnalysis(
        {
          interval: '1m30s',
          metrics: [
            { name: 'request-success-rate', threshold: 98 },
            { name: 'latency', threshold: 300 },
            { thresholdRange: { min: 1 } },
          ],
        },
        {
          conditions: [
            { type: 'Promoted', reason: 'Succeeded', message: 'finished' },
          ],
        },
      ),
    ).toMatchObject({
      intervalSeconds: 90,
      phase: 'succeeded',
      message: 'finished',
      metrics: [{ threshold: { min: 98 } }, { threshold: { max: 300 } }],
    });
  });

  it('is undefined without a target', () => {
    expect(parseCanary(parsed({ metadata: { name: 'x' } }))).toBeUndefined();
  });
});

describe('parseRouteWeight', () => {
  const weigh = (http: JsonObject[]) =>
    parseRouteWeight(
      parsed({ metadata: { name: 'shop' }, spec: { http } }),
      'shop',
    );
  const route = (host: string, weight?: number): JsonObject => ({
    destination: { host },
    ...(weight === undefined ? {} : { weight }),
  });
  const both = (weight: number) => [
    route('shop-primary', 100 - weight),
    route('shop-canary', weight),
  ];

  it('reads what everybody gets', () => {
    expect(parseRouteWeight(parsed(virtualService('prod', 30)), 'shop')).toBe(
      30,
    );
    expect(
      weigh([
        {
          match: [{ headers: { canary: { exact: 'true' } } }],
          route: [route('shop-canary', 100)],
        },
        { route: both(20) },
      ]),
    ).toBe(20);
    expect(
      weigh([
        {
          route: [
            route('shop-primary.prod.svc.cluster.local', 60),
            route('shop-canary.prod', 40),
          ],
        },
      ]),
    ).toBe(40);
    expect(weigh([{ route: [route('shop-primary')] }])).toBe(0);
  });

  it('is undefined when the route is about something else', () => {
    expect(weigh([])).toBeUndefined();
    expect(weigh([{ route: [route('other', 100)] }])).toBeUndefined();
  });
});

it('parseCanaryEvent reads events of canaries only', () => {
  const event = (involvedObject: JsonObject, more: JsonObject = {}) =>
    parseCanaryEvent(
      parsed({
        metadata: { name: 'e', namespace: 'prod' },
        involvedObject,
        ...more,
      }),
    );
  const about = { kind: 'Canary', name: 'shop' };
  expect(
    event(about, {
      message: 'Halt',
      type: 'Warning',
      lastTimestamp: '2026-01-01T00:00:00Z',
    }),
  ).toEqual({
    canary: 'shop',
    message: 'Halt',
    type: 'warning',
    at: '2026-01-01T00:00:00.000Z',
  });
  expect(event(about, { message: 'Halt' })).toBeUndefined();
  expect(
    event(
      { kind: 'Pod', name: 'x' },
      { message: 'm', lastTimestamp: '2026-01-01T00:00:00Z' },
    ),
  ).toBeUndefined();
});
