import { expect } from '@playwright/test';
import { addresses } from './sandbox';

/** An object of the production cluster, as `kubectl get` reads it. */
export async function fromCluster<T>(path: string): Promise<T> {
  const response = await fetch(`${addresses.production}${path}`, {
    headers: { authorization: 'Bearer sandbox-kubernetes' },
  });
  expect(response.ok, `${path}: ${response.status}`).toBe(true);
  return response.json();
}

async function askPrometheus<T>(path: string): Promise<T> {
  const response = await fetch(`${addresses.prometheus}/api/v1${path}`);
  const text = await response.text();
  expect(response.ok, `${path}: ${text}`).toBe(true);
  return JSON.parse(text).data;
}

/** How many series a query answers with. */
export async function seriesOf(query: string): Promise<number> {
  const { result } = await askPrometheus<{ result: unknown[] }>(
    `/query?${new URLSearchParams({ query })}`,
  );
  return result.length;
}

export interface PrometheusRule {
  type: 'recording' | 'alerting';
  name: string;
  health: string;
  state?: string;
}

/** What Prometheus says of the rules of a service in production. */
export async function rulesOf(service: string): Promise<PrometheusRule[]> {
  const { groups } = await askPrometheus<{
    groups: Array<{ file: string; rules: PrometheusRule[] }>;
  }>('/rules');
  return groups
    .filter(({ file }) => file.endsWith(`heal7-prod/${service}`))
    .flatMap(({ rules }) => rules);
}

/** The queries of the panels of a Grafana dashboard, with what Grafana fills in. */
export function queriesOf(
  dashboard: string,
  variables: Record<string, string>,
): string[] {
  const { panels }: { panels: Array<{ targets?: Array<{ expr: string }> }> } =
    JSON.parse(dashboard);
  return panels
    .flatMap(({ targets = [] }) => targets)
    .map(({ expr }) =>
      Object.entries({ ...variables, __rate_interval: '1m' }).reduce(
        (text, [name, value]) => text.replaceAll(`$${name}`, value),
        expr,
      ),
    );
}
