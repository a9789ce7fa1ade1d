import { isJsonObject, JsonObject, objectOf, objectsOf } from './json';

/** A pod spec with what the API server fills in; describe and diff of clients read these fields. */
export function withPodSpecDefaults(spec: JsonObject): JsonObject {
  return {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    schedulerName: 'default-scheduler',
    securityContext: {},
    ...spec,
    ...(Array.isArray(spec.containers) && {
      containers: objectsOf(spec.containers).map(withContainerDefaults),
    }),
    ...(Array.isArray(spec.initContainers) && {
      initContainers: objectsOf(spec.initContainers).map(withContainerDefaults),
    }),
  };
}

/** The `template` of a workload with the same defaults. */
export function withTemplateDefaults(template: unknown): unknown {
  if (!isJsonObject(template)) {
    return template;
  }
  return { ...template, spec: withPodSpecDefaults(objectOf(template.spec)) };
}

function withContainerDefaults(container: JsonObject): JsonObject {
  const latest = /(:latest|\/[^:]+|^[^:/]+)$/.test(String(container.image));
  return {
    imagePullPolicy: latest ? 'Always' : 'IfNotPresent',
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    ...container,
    ...(Array.isArray(container.ports) && {
      ports: objectsOf(container.ports).map(port => ({
        protocol: 'TCP',
        ...port,
      })),
    }),
  };
}
