import { createHash } from 'node:crypto';
import { KubeObject } from '../object-store';
import { equalJson, objectOf, objectsOf, stringMapOf } from './json';
import { kindKey } from './kind-key';
import { validateLabels } from './label-rules';
import { withPodSpecDefaults, withTemplateDefaults } from './pod-spec-defaults';
import { InvalidObjectError } from './store-errors';

const DNS_NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;
/** RBAC names may hold colons, as in `system:node`. */
const PATH_SEGMENT_GROUPS = ['rbac.authorization.k8s.io/'];

const workloadKinds = [
  'apps/Deployment',
  'apps/ReplicaSet',
  'apps/StatefulSet',
  'apps/DaemonSet',
];

const defaultsByKind: Record<string, (object: KubeObject) => KubeObject> = {
  'apps/Deployment': object =>
    withSpec(withStrategy(withTemplate(object)), {
      replicas: 1,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    }),
  'apps/ReplicaSet': object => withSpec(withTemplate(object), { replicas: 1 }),
  'apps/StatefulSet': object => withSpec(withTemplate(object), { replicas: 1 }),
  'apps/DaemonSet': object => withTemplate(object),
  'batch/Job': object => withTemplate(object),
  'autoscaling/HorizontalPodAutoscaler': object =>
    withSpec(object, { minReplicas: 1 }),
  '/Service': object => withServiceDefaults(object),
  '/Secret': object => ({ ...object, type: object.type ?? 'Opaque' }),
  '/Namespace': object => ({
    ...object,
    spec: object.spec ?? { finalizers: ['kubernetes'] },
    status: object.status ?? { phase: 'Active' },
  }),
  '/Pod': object => ({
    ...object,
    spec: withPodSpecDefaults(objectOf(object.spec)),
    status: object.status ?? { phase: 'Pending', qosClass: 'Burstable' },
  }),
};

/** What Kubernetes fills in when it is left out: clients and controllers count on these fields being there. */
export function withDefaults(object: KubeObject): KubeObject {
  const key = kindKey(object);
  return Object.hasOwn(defaultsByKind, key)
    ? defaultsByKind[key](object)
    : object;
}

/** Refuses what the real API server refuses and our users are likely to get wrong. */
export function validateObject(next: KubeObject, previous?: KubeObject): void {
  const { name } = next.metadata;
  const key = kindKey(next);
  const fail = (field: string, why: string): never => {
    throw new InvalidObjectError(
      `${next.kind} "${name}" is invalid: ${field}: ${why}`,
    );
  };
  if (!PATH_SEGMENT_GROUPS.some(group => key.startsWith(group))) {
    if (!DNS_NAME.test(name) || name.length > 253) {
      fail('metadata.name', `Invalid value: "${name}": must be a DNS name`);
    }
  }
  validateLabels(next.metadata, 'metadata', fail);
  if (workloadKinds.includes(key)) {
    validateWorkload(next, previous, fail);
  }
}

function validateWorkload(
  next: KubeObject,
  previous: KubeObject | undefined,
  fail: (field: string, why: string) => never,
): void {
  const spec = objectOf(next.spec);
  const selector = stringMapOf(objectOf(spec.selector).matchLabels);
  const template = objectOf(spec.template);
  const labels = stringMapOf(objectOf(template.metadata).labels);
  if (!spec.selector) {
    fail('spec.selector', 'Required value');
  }
  if (Object.entries(selector).some(([key, value]) => labels[key] !== value)) {
    fail(
      'spec.template.metadata.labels',
      'Invalid value: `selector` does not match template `labels`',
    );
  }
  const containers = objectsOf(objectOf(template.spec).containers);
  if (containers.length === 0) {
    fail('spec.template.spec.containers', 'Required value');
  }
  containers.forEach((container, index) => {
    for (const field of ['name', 'image'] as const) {
      if (!container[field]) {
        fail(
          `spec.template.spec.containers[${index}].${field}`,
          'Required value',
        );
      }
    }
  });
  const names = containers.map(container => container.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    fail('spec.template.spec.containers', `Duplicate value: "${twice}"`);
  }
  const { replicas = 0 } = spec;
  if (typeof replicas !== 'number' || replicas < 0) {
    fail(
      'spec.replicas',
      `Invalid value: ${JSON.stringify(
        replicas,
      )}: must be a number greater than or equal to 0`,
    );
  }
  validateLabels(objectOf(template.metadata), 'spec.template.metadata', fail);
  if (previous && !equalJson(objectOf(previous.spec).selector, spec.selector)) {
    fail('spec.selector', 'field is immutable');
  }
}

function withSpec(
  object: KubeObject,
  defaults: Record<string, unknown>,
): KubeObject {
  return { ...object, spec: { ...defaults, ...object.spec } };
}

function withTemplate(object: KubeObject): KubeObject {
  const template = withTemplateDefaults(object.spec?.template);
  return { ...object, spec: { ...object.spec, template } };
}

function withStrategy(object: KubeObject): KubeObject {
  const given = objectOf(object.spec?.strategy);
  const strategy =
    (given.type ?? 'RollingUpdate') === 'RollingUpdate'
      ? {
          ...given,
          type: 'RollingUpdate',
          rollingUpdate: {
            maxSurge: '25%',
            maxUnavailable: '25%',
            ...objectOf(given.rollingUpdate),
          },
        }
      : given;
  return { ...object, spec: { ...object.spec, strategy } };
}

function withServiceDefaults(object: KubeObject): KubeObject {
  const { name, namespace } = object.metadata;
  const digest = createHash('sha1').update(`${namespace}/${name}`).digest();
  return withSpec(
    {
      ...object,
      spec: {
        ...object.spec,
        ...(Array.isArray(object.spec?.ports) && {
          ports: objectsOf(object.spec.ports).map(port => ({
            protocol: 'TCP',
            targetPort: port.port,
            ...port,
          })),
        }),
      },
    },
    {
      type: 'ClusterIP',
      // From the name: a write that leaves it out must not change it.
      clusterIP: `10.96.${digest[0]}.${(digest[1] % 254) + 1}`,
      sessionAffinity: 'None',
    },
  );
}
