import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { metricFlavours } from '../../config/delivery-config';
import { defaultQueries, metricQuery } from './metric-queries';

/** What the sandbox's comparison with a real Prometheus asks: see real-prometheus.test.ts there. */
const comparedWithPrometheus = join(
  __dirname,
  '../../../../../packages/sandbox/src/prometheus/testing/product-queries.json',
);

const target = { app: 'shop', namespace: 'prod' };
const config = { flavour: 'http' as const, queries: {}, windowSeconds: 60 };

describe('metricQuery', () => {
  it('is aggregated, and zero errors are a 0 while no traffic stays no data', () => {
    const all = 'http_requests_total{app="shop",namespace="prod"}';
    const bad =
      'http_requests_total{app="shop",namespace="prod",status=~"5.."}';
    expect(metricQuery(config, 'error-rate', target)).toBe(
      `100 * (sum(rate(${bad}[60s])) or 0*sum(rate(${all}[60s]))) / sum(rate(${all}[60s]))`,
    );
  });

  it('asks Istio for what Flagger asks', () => {
    const labels =
      'reporter="destination",destination_workload_namespace="prod",destination_workload="shop"';
    expect(
      metricQuery(
        { ...config, flavour: 'istio' },
        'request-success-rate',
        target,
      ),
    ).toBe(
      `sum(rate(istio_requests_total{${labels},response_code!~"5.*"}[60s])) / sum(rate(istio_requests_total{${labels}}[60s])) * 100`,
    );
  });

  it('tells canary pods from primary pods', () => {
    expect(metricQuery(config, 'cpu', target)).toContain(
      'pod=~"shop-[a-z0-9]+-[a-z0-9]+"',
    );
  });

  it('escapes what goes into strings and patterns', () => {
    const query = metricQuery(
      {
        ...config,
        queries: { own: 'x{a="{app}",b=~"{appPattern}-.*"}[{window}]' },
      },
      'own',
      { app: 'a.b"}c\\', namespace: 'n', windowSeconds: 15 },
    );
    expect(query).toBe(
      'x{a="a.b\\"}c\\\\",b=~"a\\\\.b\\"\\\\}c\\\\\\\\-.*"}[15s]',
    );
  });

  it('prefers own templates and knows nothing by accident', () => {
    expect(
      metricQuery(
        { ...config, queries: { p95: 'mine{a="{app}"}' } },
        'p95',
        target,
      ),
    ).toBe('mine{a="shop"}');
    expect(metricQuery(config, 'queue-depth', target)).toBeUndefined();
    expect(metricQuery(config, 'constructor', target)).toBeUndefined();
  });

  it('has the same metrics in both flavours, without a placeholder left over', () => {
    expect(Object.keys(defaultQueries.http)).toEqual(
      Object.keys(defaultQueries.istio),
    );
    for (const flavour of ['http', 'istio'] as const) {
      for (const name of Object.keys(defaultQueries[flavour])) {
        expect(metricQuery({ ...config, flavour }, name, target)).not.toMatch(
          /\{(app|appPattern|namespace|window)\}/,
        );
      }
    }
  });

  it('sends nothing that was not compared with a real Prometheus', () => {
    const sent = metricFlavours.flatMap(flavour =>
      Object.keys(defaultQueries[flavour]).flatMap(name =>
        [
          { app: 'heal7-backend', namespace: 'heal7-prod' },
          { app: 'heal7-backend-primary', namespace: 'heal7-prod' },
          { app: 'no-such-service', namespace: 'heal7-dev' },
        ].flatMap(of =>
          [30, 60, 300].map(windowSeconds =>
            metricQuery({ flavour, queries: {}, windowSeconds }, name, of),
          ),
        ),
      ),
    );
    expect([...new Set(sent)]).toEqual(
      JSON.parse(readFileSync(comparedWithPrometheus, 'utf8')),
    );
  });
});
