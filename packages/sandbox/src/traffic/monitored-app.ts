import { KubeObject, ObjectStore } from '../kubernetes/object-store';
import {
  JsonObject,
  objectOf,
  objectsOf,
  stringMapOf,
  stringOf,
} from '../kubernetes/store/json';

const monitorKind = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'ServiceMonitor',
};
const serviceKind = { apiVersion: 'v1', kind: 'Service' };

/**
 * The label `app` that ServiceMonitors give the series of a pod: those whose Services select the pod, by a relabelling with
 * a fixed value. `undefined`: none does.
 */
export function monitoredAppOf(
  store: ObjectStore,
): (pod: KubeObject) => string | undefined {
  const services = store.list(serviceKind);
  const monitors = store.list(monitorKind).flatMap(monitor => {
    const app = fixedApp(monitor);
    return app === undefined ? [] : [{ monitor, app }];
  });
  return pod => {
    const { namespace, labels = {} } = pod.metadata;
    const covering = services.filter(
      service =>
        service.metadata.namespace === namespace &&
        selects(stringMapOf(objectOf(service.spec).selector), labels),
    );
    return monitors.find(
      ({ monitor }) =>
        monitor.metadata.namespace === namespace &&
        covering.some(({ metadata }) =>
          matches(
            objectOf(objectOf(monitor.spec).selector),
            metadata.labels ?? {},
          ),
        ),
    )?.app;
  };
}

function fixedApp(monitor: KubeObject): string | undefined {
  const relabelings = objectsOf(objectOf(monitor.spec).endpoints).flatMap(
    endpoint => objectsOf(endpoint.relabelings),
  );
  const rule = relabelings.find(
    ({ targetLabel, sourceLabels }) =>
      targetLabel === 'app' && sourceLabels === undefined,
  );
  return stringOf(rule?.replacement);
}

type Labels = Readonly<Record<string, string>>;

/** A label selector: `matchLabels`, and of `matchExpressions` the operator `In`. */
function matches(selector: JsonObject, labels: Labels): boolean {
  return (
    Object.entries(stringMapOf(selector.matchLabels)).every(
      ([name, value]) => labels[name] === value,
    ) &&
    objectsOf(selector.matchExpressions).every(
      ({ key, operator, values }) =>
        operator === 'In' &&
        Array.isArray(values) &&
        values.includes(labels[String(key)]),
    )
  );
}

function selects(selector: Labels, labels: Labels): boolean {
  const wanted = Object.entries(selector);
  return (
    wanted.length > 0 && wanted.every(([name, value]) => labels[name] === value)
  );
}
