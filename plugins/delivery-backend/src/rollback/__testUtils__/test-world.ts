import { JsonObject } from '@backstage/types';
import {
  Deployment,
  EnvironmentTier,
  parseVersion,
  RolloutPhase,
  defaultVersionPattern,
  Version,
} from '@heal7/backstage-plugin-delivery-common';
import { objectAt } from '../../json/read-json';
import { EnvironmentFacts } from '../../reader/delivery-reader';
import { TestCluster } from './test-cluster';
import { TestGithub } from './test-github';

export const pattern = new RegExp(defaultVersionPattern);
export const good: Version = parseVersion('1.41.3-9f8e7d6', pattern);
export const bad: Version = parseVersion('1.42.0-a1b2c3d', pattern);
export const entityRef = 'component:default/pay';
export const valuesPath = 'environments/prod/pay/values-prod.yaml';
export const values = (tag: string) =>
  `# written by CI\nimage:\n  tag: ${tag} # do not edit\nreplicas: 2\n`;

const namespace = 'pay-prod';
const image = (tag: string) => `registry.example.org/acme/pay:${tag}`;
const template = (tag: string, app: string): JsonObject => ({
  metadata: {
    labels: {
      app,
      'app.kubernetes.io/version': tag,
      'pod-template-hash': `h-${tag}`,
    },
  },
  spec: { containers: [{ name: 'pay', image: image(tag) }] },
});

/**
 * A service in production with small stand-ins for the controllers: what they do when they are called is what the real
 * ones do in the same situation.
 */
export class TestWorld {
  readonly cluster = new TestCluster('prod-1');
  clock = new Date('2025-11-20T12:00:00.000Z');
  readonly canary: boolean;
  readonly tier: EnvironmentTier;
  phase: RolloutPhase | undefined;
  /** The canary's pods do not become ready: Flagger asks nothing. */
  #crashing = false;
  /** Asked by Flagger at each tick while it may roll back. */
  rollbackGate: () => Promise<boolean> = async () => false;

  constructor(
    readonly github: TestGithub,
    options: { phase?: RolloutPhase; tier?: EnvironmentTier } = {},
  ) {
    this.phase = options.phase;
    this.canary = options.phase !== undefined;
    this.tier = options.tier ?? 'production';
    github.files.set(valuesPath, values(bad.tag));
    const promoted = !this.canary || options.phase === 'succeeded';
    const canaryPods = options.phase === 'progressing' ? 1 : 0;
    this.deploy('pay', bad.tag, this.canary ? canaryPods : 2);
    if (this.canary) {
      this.deploy('pay-primary', good.tag, 2);
      if (promoted) this.deploy('pay-primary', bad.tag, 2);
      this.writeCanary();
    } else {
      this.replicaSet('pay', good.tag, 1);
    }
    this.cluster.put('Application', 'argocd', 'pay-prod', {
      status: {
        sync: { status: 'Synced', revision: 'old' },
        health: { status: 'Healthy' },
      },
    });
  }

  now = (): Date => new Date(this.clock);

  pass(seconds: number): void {
    this.clock = new Date(this.clock.getTime() + seconds * 1000);
  }

  tagOf(deployment: string): string {
    const spec = objectAt(
      this.cluster.raw('Deployment', namespace, deployment),
      'spec',
      'template',
      'spec',
    );
    return String(
      objectAt({ first: (spec.containers as JsonObject[])[0] }, 'first').image,
    ).split(':')[1];
  }

  replicaSet(deployment: string, tag: string, revision: number): void {
    this.cluster.put('ReplicaSet', namespace, `${deployment}-${tag}`, {
      metadata: {
        ownerReferences: [{ kind: 'Deployment', name: deployment }],
        annotations: { 'deployment.kubernetes.io/revision': String(revision) },
        creationTimestamp: '2025-11-20T10:00:00Z',
      },
      spec: { replicas: 0, template: template(tag, deployment) },
    });
  }

  /** The Deployment controller, done in one go. */
  deploy(name: string, tag: string, replicas: number): void {
    this.replicaSet(name, tag, 2);
    this.cluster.put('Deployment', namespace, name, {
      metadata: { generation: 1 },
      spec: {
        replicas,
        selector: { matchLabels: { app: name } },
        template: template(tag, name),
      },
      status: {
        observedGeneration: 1,
        replicas,
        updatedReplicas: replicas,
        readyReplicas: replicas,
        availableReplicas: replicas,
      },
    });
    for (const index of [0, 1]) {
      const pod = `${name}-${index}`;
      if (index < replicas) {
        this.cluster.put('Pod', namespace, pod, {
          metadata: { labels: { app: name } },
          spec: { containers: [{ name: 'pay', image: image(tag) }] },
          status: { conditions: [{ type: 'Ready', status: 'True' }] },
        });
      } else {
        this.cluster.remove('Pod', namespace, pod);
      }
    }
  }

  writeCanary(): void {
    const word = (this.phase ?? '')
      .split('-')
      .map(part => part[0].toLocaleUpperCase('en-US') + part.slice(1))
      .join('');
    this.cluster.put('Canary', namespace, 'pay', {
      spec: {
        targetRef: { kind: 'Deployment', name: 'pay' },
        service: { port: 80 },
      },
      status: { phase: word, canaryWeight: 0, failedChecks: 0 },
    });
  }

  crash(): void {
    this.#crashing = true;
    this.deploy('pay', bad.tag, 1);
    const deployment = this.cluster.raw('Deployment', namespace, 'pay');
    this.cluster.put('Deployment', namespace, 'pay', {
      ...deployment,
      status: {
        ...objectAt(deployment, 'status'),
        readyReplicas: 0,
        availableReplicas: 0,
      },
    });
  }

  /** One tick of everything that runs beside the portal. */
  async tick(): Promise<void> {
    this.#tickArgo();
    if (this.canary) await this.#tickFlagger();
  }

  #tickArgo() {
    const application = this.cluster.raw('Application', 'argocd', 'pay-prod');
    const annotations = objectAt(application, 'metadata', 'annotations');
    if (!annotations['argocd.argoproj.io/refresh'] || this.cluster.down) return;
    const tag =
      /tag: (\S+)/.exec(this.github.files.get(valuesPath) ?? '')?.[1] ?? '';
    this.cluster.put('Application', 'argocd', 'pay-prod', {
      ...application,
      metadata: { annotations: {} },
    });
    if (this.tagOf('pay') !== tag) this.deploy('pay', tag, this.canary ? 0 : 2);
  }

  async #tickFlagger() {
    const isAsked = this.phase === 'progressing' && !this.#crashing;
    if (isAsked && (await this.rollbackGate())) {
      this.phase = 'failed';
      this.writeCanary();
    }
    const primary = this.tagOf('pay-primary');
    const pod = this.cluster.raw('Pod', namespace, 'pay-primary-0');
    if (!JSON.stringify(pod).includes(primary))
      this.deploy('pay-primary', primary, 2);
  }

  facts(): EnvironmentFacts {
    const running = this.canary ? this.tagOf('pay-primary') : this.tagOf('pay');
    const desired = this.tagOf('pay');
    const hour = 3600_000;
    const at = (ms: number) =>
      new Date(Date.parse('2025-11-20T12:00:00.000Z') - ms).toISOString();
    const row = (version: Version, ms: number): Deployment => ({
      id: version.tag,
      environment: 'prod',
      to: version,
      startedAt: at(ms),
      finishedAt: at(ms),
      outcome: 'succeeded',
      kind: 'deployment',
      links: [],
    });
    return {
      entityRef,
      service: 'pay',
      environment: {
        name: 'prod',
        title: 'Production',
        tier: this.tier,
        cluster: 'prod-1',
        namespace,
        strategy: this.canary ? 'canary' : 'rolling',
      },
      deploymentName: 'pay',
      ...(this.canary ? { primaryDeploymentName: 'pay-primary' } : {}),
      applicationRef: {
        cluster: 'prod-1',
        namespace: 'argocd',
        name: 'pay-prod',
      },
      replicaSets: [good, bad].map(({ tag }) => ({
        name: `x-${tag}`,
        tag,
        revision: 1,
        createdAt: at(hour),
        owner: this.canary ? 'pay-primary' : 'pay',
      })),
      history: [
        ...(running === bad.tag ? [row(bad, 300_000)] : []),
        row(good, 24 * hour),
      ],
      state: {
        name: 'prod',
        title: 'Production',
        tier: this.tier,
        cluster: 'prod-1',
        namespace,
        strategy: this.canary ? 'canary' : 'rolling',
        running: parseVersion(running, pattern),
        desired: parseVersion(desired, pattern),
        health: 'healthy',
        sync: 'synced',
        pods: { ready: 2, desired: 2 },
        stale: false,
        links: [],
        actions: [],
        problems: [],
        ...(this.phase
          ? {
              rollout: {
                name: 'pay',
                phase: this.phase,
                active: this.phase === 'progressing',
                ...(this.#crashing ? { canaryReady: false } : {}),
                canary: parseVersion(desired, pattern),
                stable: parseVersion(running, pattern),
                reportedWeight: 0,
                routeAgrees: true,
                maxWeight: 50,
                stepWeight: 10,
                step: 1,
                steps: 5,
                failedChecks: 0,
                threshold: 5,
                intervalSeconds: 60,
                metrics: [],
                timeline: [],
                weightSeries: [],
              },
            }
          : {}),
      },
    };
  }
}
