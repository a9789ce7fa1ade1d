import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { createArgoCd } from './argocd';
import { applicationKind } from './argocd/application';
import { createExternalSecrets } from './cluster-addons/external-secrets';
import { createFlagger } from './flagger';
import { canaryKind } from './flagger/canary-definition';
import { virtualServiceKind } from './flagger/istio-routes';
import { deploymentKind } from './flagger/owned-objects';
import { FakePortal, startFakePortal } from './flagger/testing/fake-portal';
import { createGithubServer, GithubServer } from './github';
import { Image, ImageRegistry } from './images/image-registry';
import { Cluster, createCluster } from './kubernetes/create-cluster';
import { objectOf, objectsOf } from './kubernetes/store/json';
import { TimeSeriesDatabase } from './prometheus';
import { readRuleGroups, RuleEvaluator } from './prometheus/rules';
import { evaluate } from './promql';
import { renderManifests } from './seed/render-manifests';
import { findTool } from './tools/kubernetes-tools';
import { createRandom, TrafficGenerator } from './traffic';

const SPEED = 200;
const NAMESPACE = 'heal7-prod';
const IMAGE = 'registry.example/heal7/api';
const VALUES = 'environments/prod/api/values-prod.yaml';
const person = { name: 'Test', email: 'test@heal7.com' };
const templates = path.resolve(__dirname, '../../../templates');

jest.setTimeout(120_000);

const anyImage: ImageRegistry = {
  push: () => undefined,
  list: () => [],
  find: (reference): Image => ({
    repository: IMAGE,
    tag: reference.split(':')[1],
    commit: '0'.repeat(40),
    quality: 'healthy',
    pushedAt: '2026-03-01T10:00:00Z',
  }),
};

/** Argo CD on real Git and real Helm, Flagger and the cluster's own controllers, together. */
describe('delivery in the sandbox', () => {
  let directory: string;
  let portal: FakePortal;
  let github: GithubServer;
  let cluster: Cluster;
  let argocd: ReturnType<typeof createArgoCd>;
  let flagger: ReturnType<typeof createFlagger>;
  let secrets: ReturnType<typeof createExternalSecrets>;
  let manifests: Record<string, string>;

  beforeAll(async () => {
    directory = await fs.mkdtemp(path.join(os.tmpdir(), 'heal7-delivery-'));
    portal = await startFakePortal();
    github = createGithubServer({
      port: 0,
      stateDirectory: path.join(directory, 'github'),
    });
    await github.start();
    manifests = await renderManifests(
      path.join(templates, 'parts', 'manifests'),
      {
        name: 'api',
        environment: 'prod',
        description: 'An API.',
        owner: 'team-saju',
        imageRepository: IMAGE,
        imageTag: '1.0.0',
        replicas: 2,
        publicPath: '/api',
        portalUrl: portal.url,
        gatesToken: 'secret',
        prometheusAddress: portal.url,
        manifestsRepoUrl: `${github.url()}/heal7/k8s-manifests.git`,
      },
    );
    await github.createRepository({
      owner: 'heal7',
      name: 'k8s-manifests',
      files: manifests,
      message: 'Add api',
      author: person,
    });
    cluster = createCluster({
      name: 'heal7-prod',
      port: 0,
      token: 'test',
      speed: SPEED,
      images: anyImage,
    });
    await cluster.start();
    argocd = createArgoCd({
      store: cluster.store,
      helm: await findTool('helm'),
      workDir: path.join(directory, 'argocd'),
      credentials: { username: 'x', password: 'ghp_sandboxportal' },
      speed: SPEED,
    });
    flagger = createFlagger({
      store: cluster.store,
      prometheusUrl: portal.url,
      speed: SPEED,
    });
    secrets = createExternalSecrets(cluster.store);
    secrets.start();
    argocd.start();
    github.onPush(push => argocd.notifyPush(`${push.owner}/${push.repo}`));
  });

  afterAll(async () => {
    await argocd?.stop();
    await flagger?.stop();
    secrets?.stop();
    await cluster?.stop();
    await github?.stop();
    await portal?.close();
    await fs.rm(directory, { recursive: true, force: true });
  });

  const application = () =>
    objectOf(cluster.store.get(applicationKind, 'argocd', 'api-prod')?.status);
  const sync = () => objectOf(application().sync).status;
  const health = () => objectOf(application().health).status;
  const canary = () =>
    objectOf(cluster.store.get(canaryKind, NAMESPACE, 'api')?.status);
  const imageOf = (name: string) => {
    const deployment = cluster.store.get(deploymentKind, NAMESPACE, name);
    const template = objectOf(objectOf(deployment?.spec).template);
    return String(
      objectsOf(objectOf(template.spec).containers)[0]?.image,
    ).split(':')[1];
  };
  const weights = () => {
    const service = cluster.store.get(virtualServiceKind, NAMESPACE, 'api');
    const [route] = objectsOf(objectOf(service?.spec).http);
    return objectsOf(route?.route).map(it => it.weight);
  };

  /** Ticks Flagger until something is true; ticks, not time, decide what happens. */
  async function tickUntil(done: () => boolean): Promise<void> {
    await until(async () => {
      await flagger.tick(NAMESPACE, 'api');
      return done();
    });
  }

  async function release(tag: string): Promise<void> {
    await github.commitFiles(
      'heal7/k8s-manifests',
      'main',
      { [VALUES]: manifests[VALUES].replace('1.0.0', tag) },
      `Deploy api ${tag} to prod`,
      person,
    );
    await until(() => imageOf('api') === tag);
  }

  it('syncs from Git and initialises the canary', async () => {
    const [file] = Object.keys(manifests).filter(it =>
      it.startsWith('applications/'),
    );
    cluster.store.create(parse(manifests[file]));
    await until(() => imageOf('api') === '1.0.0');
    await tickUntil(() => canary().phase === 'Initialized');
    await until(() => sync() === 'Synced' && health() === 'Healthy');

    expect(imageOf('api-primary')).toBe('1.0.0');
    expect(weights()).toEqual([100, 0]);
    const head = await github.headOf('heal7/k8s-manifests', 'main');
    expect(objectsOf(application().history)).toMatchObject([
      { id: 0, revision: head, initiatedBy: { automated: true } },
    ]);
    await until(() => {
      const { images } = objectOf(application().summary);
      return Array.isArray(images) && images.includes(`${IMAGE}:1.0.0`);
    });
  });

  it('answers every query of the generated dashboard, and the generated alerts tell good from bad', () => {
    const database = new TimeSeriesDatabase();
    const rules = new RuleEvaluator(database);
    let now = Date.UTC(2026, 2, 1);
    const serve = (quality: Image['quality'], seconds: number) => {
      const traffic = new TrafficGenerator({
        stores: [cluster.store],
        images: {
          ...anyImage,
          find: reference => {
            const image = anyImage.find(reference);
            return image && { ...image, quality };
          },
        },
        database,
        now: () => now,
        random: createRandom(1),
        controllerMetrics: () =>
          flagger.flaggerMetrics().map(({ name, labels, value }) => ({
            labels: { __name__: name, ...labels },
            value,
          })),
      });
      for (let second = 0; second < seconds; second += 1) {
        now += 1000;
        traffic.tick();
        if (second % 10 === 0) {
          rules.evaluateAll(readRuleGroups(cluster.store), now);
        }
      }
    };
    const alerts = () =>
      rules.groups
        .flatMap(group => group.rules)
        .filter(({ rule }) => rule.type === 'alerting')
        .map(({ rule, problem, alerts: [active] }) =>
          [rule.name, problem ?? active?.state ?? 'inactive'].join(' '),
        );

    serve('healthy', 120);
    const dashboard = objectOf(
      cluster.store.get(
        { apiVersion: 'v1', kind: 'ConfigMap' },
        NAMESPACE,
        'api-dashboard',
      )?.data,
    )['api.json'];
    const queries = objectsOf(objectOf(parse(String(dashboard))).panels)
      .flatMap(panel => objectsOf(panel.targets))
      .map(target =>
        String(target.expr)
          .replaceAll('$service', 'api')
          .replaceAll('$namespace', NAMESPACE)
          .replaceAll('$__rate_interval', '1m'),
      );
    expect(queries.length).toBeGreaterThan(10);
    const empty = queries.filter(query => {
      const value = evaluate(query, database, { time: now });
      return value.type !== 'vector' || value.samples.length === 0;
    });
    expect(empty).toEqual([]);
    expect(alerts()).toEqual([
      'ErrorBudgetBurnsFast inactive',
      'ErrorBudgetBurns inactive',
      'SlowRequests inactive',
    ]);

    // It fails for everybody 45 s after it was promoted.
    serve('bad-later', 600);
    expect(alerts()).toEqual([
      'ErrorBudgetBurnsFast firing',
      'ErrorBudgetBurns pending',
      'SlowRequests inactive',
    ]);
  });

  it('reverts what people change by hand, but not on the primary', async () => {
    const undo = (name: string) =>
      cluster.store.patch(deploymentKind, NAMESPACE, name, {
        spec: {
          template: {
            spec: { containers: [{ name: 'api', image: `${IMAGE}:0.9.0` }] },
          },
        },
      });
    undo('api-primary');
    undo('api');
    await until(() => imageOf('api') === '1.0.0');
    await until(() => sync() === 'Synced');
    expect(imageOf('api-primary')).toBe('0.9.0');
    // A self-heal is a selective sync: not a deployment, so no new line in the history.
    expect(objectsOf(application().history)).toHaveLength(1);
    expect(
      objectsOf(
        objectOf(
          objectOf(objectOf(application().operationState).operation).sync,
        ).resources,
      ),
    ).toMatchObject([{ kind: 'Deployment', name: 'api' }]);
  });

  it('takes a good release through the canary to the primary', async () => {
    portal.calls.length = 0;
    const before = new Set<unknown>();
    await release('1.1.0');
    await tickUntil(() => {
      before.add(`${canary().phase} ${weights().join('/')}`);
      return canary().phase === 'Succeeded';
    });
    expect([...before]).toEqual(
      expect.arrayContaining([
        'Progressing 100/0',
        'Progressing 90/10',
        'Progressing 50/50',
        'Finalising 100/0',
        'Succeeded 100/0',
      ]),
    );
    expect(imageOf('api-primary')).toBe('1.1.0');
    expect(canary().lastPromotedSpec).toBe(canary().lastAppliedSpec);
    expect(portal.events()).toEqual(
      expect.arrayContaining([
        'New revision detected! Scaling up api.heal7-prod',
        'Advance api.heal7-prod canary weight 10',
        'Promotion completed! Scaling down api.heal7-prod',
      ]),
    );
    expect(portal.queries.join()).toContain('destination_workload="api"');
    await until(() => sync() === 'Synced' && health() === 'Healthy');
    expect(objectsOf(application().history)).toHaveLength(2);
  });

  it('waits for the gate, whose checksum is the one of the new revision', async () => {
    portal.open.clear();
    portal.calls.length = 0;
    const promoted = canary().lastPromotedSpec;
    await release('1.2.0');
    await tickUntil(() => canary().phase === 'Waiting');
    await tickUntil(() => portal.calls.length > 4);
    const asked = portal.calls.filter(it =>
      it.path.endsWith('/confirm-rollout/secret'),
    );
    expect(new Set(asked.map(it => it.body.checksum)).size).toBe(1);
    expect(canary().lastAppliedSpec).not.toBe(promoted);
    await until(() => health() === 'Unknown');
    portal.open.add('confirm-rollout');
    await tickUntil(() => canary().phase === 'Progressing');
  });

  it('catches a bad release, and returning to the old tag starts nothing', async () => {
    portal.successRate = 92;
    await tickUntil(() => canary().phase === 'Failed');
    expect(weights()).toEqual([100, 0]);
    expect(imageOf('api-primary')).toBe('1.1.0');
    expect(portal.events()).toEqual(
      expect.arrayContaining([
        'Halt api.heal7-prod advancement success rate 92.00% < 99%',
        'Rolling back api.heal7-prod failed checks threshold reached 5',
        'Canary failed! Scaling down api.heal7-prod',
      ]),
    );
    await until(() => health() === 'Degraded');

    await release('1.1.0');
    await tickUntil(
      () => canary().lastAppliedSpec === canary().lastPromotedSpec,
    );
    await flagger.tick(NAMESPACE, 'api');
    expect(canary().phase).toBe('Failed');
    portal.successRate = 100;
  });

  it('is stopped by the rollback gate', async () => {
    await release('1.3.0');
    await tickUntil(() => weights()[1] === 20);
    portal.open.add('rollback');
    await tickUntil(() => canary().phase === 'Failed');
    expect(weights()).toEqual([100, 0]);
    expect(portal.events()).toContain(
      'Rolling back api.heal7-prod manual webhook invoked',
    );
    const replicas = objectOf(
      cluster.store.get(deploymentKind, NAMESPACE, 'api')?.spec,
    ).replicas;
    expect(replicas).toBe(0);
    portal.open.delete('rollback');
  });

  it('says what is wrong with the repository and keeps what it knew', async () => {
    const resources = objectsOf(application().resources).length;
    await github.commitFiles(
      'heal7/k8s-manifests',
      'main',
      { [VALUES]: 'image:\n  tag: "not allowed!"\n' },
      'Break it',
      person,
    );
    await until(() => sync() === 'Unknown');
    expect(objectsOf(application().conditions)[0]).toMatchObject({
      type: 'ComparisonError',
      message: expect.stringContaining('`helm template` failed'),
    });
    expect(objectsOf(application().resources)).toHaveLength(resources);
    await release('1.3.1');
    await until(() => sync() === 'Synced');
    expect(application().conditions).toEqual([]);
  });

  it('syncs to an older revision on request and handles the refresh annotation', async () => {
    const [first] = objectsOf(application().history);
    cluster.store.patch(applicationKind, 'argocd', 'api-prod', {
      spec: { syncPolicy: { automated: { enabled: false } } },
      metadata: { annotations: { 'argocd.argoproj.io/refresh': 'normal' } },
      operation: {
        initiatedBy: { username: 'dohyun' },
        sync: { revision: first.revision, prune: true },
      },
    });
    await until(() => imageOf('api') === '1.0.0');
    await until(() => sync() === 'OutOfSync');
    const history = objectsOf(application().history);
    expect(history[history.length - 1]).toMatchObject({
      revision: first.revision,
      initiatedBy: { username: 'dohyun' },
    });
    const object = cluster.store.get(applicationKind, 'argocd', 'api-prod');
    expect(object?.operation).toBeUndefined();
    await until(
      () =>
        !cluster.store.get(applicationKind, 'argocd', 'api-prod')?.metadata
          .annotations?.['argocd.argoproj.io/refresh'],
    );
  });

  it('prunes what leaves the repository and everything with the application', async () => {
    cluster.store.patch(applicationKind, 'argocd', 'api-prod', {
      spec: { syncPolicy: { automated: { enabled: true } } },
    });
    const kind = {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
    };
    expect(cluster.store.get(kind, NAMESPACE, 'api')).toBeDefined();
    await github.commitFiles(
      'heal7/k8s-manifests',
      'main',
      { 'environments/prod/api/templates/pdb.yaml': undefined },
      'No budget',
      person,
    );
    await until(() => !cluster.store.get(kind, NAMESPACE, 'api'));
    cluster.store.delete(applicationKind, 'argocd', 'api-prod');
    await until(
      () => !cluster.store.get(applicationKind, 'argocd', 'api-prod'),
    );
    expect(cluster.store.get(deploymentKind, NAMESPACE, 'api')).toBeUndefined();
    expect(
      cluster.store.get(deploymentKind, NAMESPACE, 'api-primary'),
    ).toBeUndefined();
  });
});

async function until(
  done: () => boolean | Promise<boolean>,
  timeoutMs = 30_000,
): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await done())) {
    if (Date.now() > end) {
      throw new Error(`never became true: ${done}`);
    }
    await new Promise(resolve => {
      setTimeout(resolve, 20);
    });
  }
}
