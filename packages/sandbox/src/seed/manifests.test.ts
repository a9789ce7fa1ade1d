import { execFile } from 'node:child_process';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { parseManifests } from '../argocd/render';
import { parseCanary } from '../flagger/canary-definition';
import { KubeObject } from '../kubernetes/object-store';
import { objectOf, objectsOf } from '../kubernetes/store/json';
import { findTool } from '../tools/kubernetes-tools';
import { renderManifests } from './render-manifests';
import { environments } from './seed-manifests';

const run = promisify(execFile);
const template = path.resolve(
  __dirname,
  '../../../../templates/parts/manifests',
);

const variants: Record<string, Record<string, string | number | boolean>> = {
  defaults: { imageTag: '1.42.0-a1b2c3d', publicPath: '/api' },
  'before the first image': { imageTag: '' },
  'nothing optional': {
    imageTag: '1e5',
    canary: false,
    autoscaling: false,
    database: false,
    redis: false,
    externalSecret: false,
  },
  'compute with a fixed size': {
    imageTag: '1.2.3',
    nodePool: 'compute',
    autoscaling: false,
    containerPort: 8001,
    replicas: 3,
    redis: false,
  },
};

jest.setTimeout(60_000);

describe('the manifests of a service', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await fs.mkdtemp(path.join(os.tmpdir(), 'heal7-manifests-'));
  });
  afterAll(() => fs.rm(directory, { recursive: true, force: true }));

  /** Writes, lints and renders them as Argo CD does. */
  async function render(variant: string, environment: string) {
    const files = await renderManifests(template, {
      name: 'api',
      description: 'An "API": with: colons',
      owner: 'group:default/team-saju',
      imageRepository: 'registry.example/heal7/api',
      ...variants[variant],
      environment,
    });
    const target = path.join(directory, variant, environment);
    for (const [file, content] of Object.entries(files)) {
      await fs.mkdir(path.dirname(path.join(target, file)), {
        recursive: true,
      });
      await fs.writeFile(path.join(target, file), content);
    }
    const chart = path.join(target, 'environments', environment, 'api');
    const values = ['values.yaml', `values-${environment}.yaml`].flatMap(
      file => ['--values', path.join(chart, file)],
    );
    const helm = await findTool('helm');
    await run(helm, ['lint', '--strict', chart, ...values]);
    const { stdout } = await run(helm, [
      'template',
      'api',
      chart,
      '--namespace',
      `heal7-${environment}`,
      ...values,
    ]);
    const [application] = parseManifests(
      files[`applications/${environment}/api.yaml`],
    );
    return { objects: parseManifests(stdout), application, files };
  }

  const kinds = (objects: KubeObject[]) =>
    objects.map(({ kind }) => kind).sort();
  const find = (objects: KubeObject[], kind: string) =>
    objects.find(it => it.kind === kind);

  it.each(
    Object.keys(variants).flatMap(variant =>
      environments.map(environment => [variant, environment] as const),
    ),
  )('%s: lint-clean and consistent in %s', async (variant, environment) => {
    const { objects, application, files } = await render(variant, environment);
    const text = Object.values(files).join('\n');
    expect(text).not.toMatch(/\$\{\{ ?values|\{%|undefined/);

    expect(application.metadata.name).toBe(`api-${environment}`);
    for (const object of objects) {
      expect(object.metadata.namespace).toBe(`heal7-${environment}`);
    }
    const deployment = find(objects, 'Deployment');
    expect(deployment === undefined).toBe(variant === 'before the first image');
    if (!deployment) {
      return;
    }
    const spec = objectOf(deployment.spec);
    const canary = find(objects, 'Canary');
    const scaled = Boolean(find(objects, 'HorizontalPodAutoscaler'));
    expect(objectOf(spec.selector)).toEqual({ matchLabels: { app: 'api' } });
    expect(spec.replicas === undefined).toBe(scaled);
    // Flagger makes Service and VirtualService of this name; two owners would fight.
    expect(Boolean(find(objects, 'Service'))).toBe(!canary);
    expect(Boolean(find(objects, 'VirtualService') && canary)).toBe(false);
    const pod = objectOf(objectOf(spec.template).spec);
    expect(pod.automountServiceAccountToken).toBe(false);
    const [container] = objectsOf(pod.containers);
    expect(container).toMatchObject({
      name: 'api',
      securityContext: {
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      },
      startupProbe: { httpGet: { port: 'http' } },
      livenessProbe: { httpGet: { path: '/health' } },
      readinessProbe: { httpGet: { path: '/ready' } },
    });
    expect(kinds(objects)).toEqual(
      expect.arrayContaining([
        'NetworkPolicy',
        'PrometheusRule',
        'ServiceAccount',
        'ServiceMonitor',
      ]),
    );
  });

  it('asks the portal before, during and after a canary', async () => {
    const { objects } = await render('defaults', 'prod');
    const canary = find(objects, 'Canary');
    const definition = parseCanary(canary ?? objects[0]);
    expect(definition).toMatchObject({
      intervalMs: 60_000,
      threshold: 5,
      maxWeight: 50,
      stepWeight: 10,
      progressDeadlineSeconds: 600,
    });
    expect(
      definition.webhooks.map(({ type, url }) => `${type} ${url}`),
    ).toEqual(
      ['confirm-rollout', 'rollback', 'event'].map(
        type =>
          `${type} http://portal.heal7-portal:7007/api/delivery/flagger/${type}/unset`,
      ),
    );
    const metricTemplate = find(objects, 'MetricTemplate');
    expect(objectOf(metricTemplate?.spec).query).toContain('[{{ interval }}]');
  });

  it('does not take values it does not know', async () => {
    await render('defaults', 'dev');
    const chart = path.join(directory, 'defaults/dev/environments/dev/api');
    const helm = await findTool('helm');
    await expect(
      run(helm, ['template', 'api', chart, '--set', 'replica=3']),
    ).rejects.toThrow(/replica/);
  });
});
