import { KubeObject } from '../object-store';
import { objectOf, objectsOf } from '../store/json';

/** The object as another version of its kind. Only `autoscaling/v1` differs in its fields. */
export function inVersion(apiVersion: string, object: KubeObject): KubeObject {
  const converted = { ...object, apiVersion };
  if (apiVersion !== 'autoscaling/v1') {
    return converted;
  }
  const { metrics, behavior, ...spec } = objectOf(object.spec);
  const cpu = objectsOf(metrics)
    .map(metric => objectOf(metric.resource))
    .find(({ name }) => name === 'cpu');
  const target = objectOf(cpu?.target).averageUtilization;
  return {
    ...converted,
    spec: {
      ...spec,
      ...(target !== undefined && { targetCPUUtilizationPercentage: target }),
    },
  };
}
