import { KubernetesObject } from '../../clusters/cluster-client';
import { arrayAt, numberAt, stringAt } from '../../json/read-json';

// `name`, `name.namespace` or `name.namespace.svc.cluster.local`.
const isHost = (host: string | undefined, name: string) =>
  host === name || host?.startsWith(`${name}.`) === true;

/**
 * Percent of the traffic that the VirtualService sends to the canary; `undefined` when it does not route between the two.
 * Rules with a `match` (A/B, header of the testers) come first and say nothing about everybody's traffic: the last rule
 * that names both decides.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/
 */
export function parseRouteWeight(
  { raw }: KubernetesObject,
  serviceName: string,
): number | undefined {
  let weight: number | undefined;
  for (const rule of arrayAt(raw, 'spec', 'http')) {
    const destinations = arrayAt(rule, 'route').map(route => ({
      host: stringAt(route, 'destination', 'host'),
      weight: numberAt(route, 'weight'),
    }));
    const canary = destinations.find(({ host }) =>
      isHost(host, `${serviceName}-canary`),
    );
    const primary = destinations.find(({ host }) =>
      isHost(host, `${serviceName}-primary`),
    );
    if (canary && primary) {
      weight = canary.weight ?? 0;
    } else if (primary && destinations.length === 1) {
      weight = 0;
    } else if (
      canary &&
      destinations.length === 1 &&
      arrayAt(rule, 'match').length === 0
    ) {
      weight = 100;
    }
  }
  return weight;
}
