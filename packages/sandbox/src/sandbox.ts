import { promises as fs } from 'node:fs';
import path from 'node:path';
import { addressesOf, portsFrom, SandboxAddresses } from './addresses';
import { createCi, createHistory } from './ci';
import { createGithubServer } from './github';
import { createImageRegistry } from './images';
import { writeKubeconfig } from './kubernetes';
import { createPrometheusServer, TimeSeriesDatabase } from './prometheus';
import { readRuleGroups, RuleEvaluator } from './prometheus/rules';
import {
  CLUSTER_TOKEN,
  startSandboxCluster,
  SandboxCluster,
} from './sandbox-cluster';
import { FaultChange, FaultState } from './scenarios/faults';
import {
  playRelease,
  ReleaseRequest,
  ScenarioProgress,
} from './scenarios/release-scenario';
import {
  MANIFESTS_REPOSITORY,
  SandboxEnvironment,
} from './seed/seed-manifests';
import { seedSandbox } from './seed/seed-sandbox';
import { isSettled, ServiceState, serviceStates } from './service-states';
import { createSlackServer } from './slack';
import { TemplateShelf } from './templates/template-shelf';
import { findTool } from './tools/kubernetes-tools';
import { createRandom, TrafficGenerator } from './traffic';

const SCRAPE_MS = 1000;
const RULES_MS = 10_000;
const TRAFFIC_SEED = 7;
const GIT_TOKEN = 'ghp_sandboxci';

export interface SandboxOptions {
  basePort: number;
  stateDir: string;
  portalUrl: string;
  /** Divides every interval of the controllers. */
  speed: number;
  /** The folder `templates` of the portal. */
  templates: string;
  /** The folder with the files of each service that the template does not have. */
  overlays: string;
  log?: (message: string) => void;
}

/** HEAL7 in a box. */
export interface Sandbox {
  readonly addresses: SandboxAddresses;
  readonly faults: FaultState;
  /** Everything has started and was compared with Git. */
  isReady(): boolean;
  services(): ServiceState[];
  setFaults(change: FaultChange): Promise<void>;
  release(
    request: ReleaseRequest,
    report: (progress: ScenarioProgress) => void,
  ): Promise<void>;
  /** Releases the next version of the service templates; returns it. */
  releaseTemplates(): Promise<string>;
  stop(): Promise<void>;
}

const clusterPlan = [
  ['heal7-dev', ['dev', 'staging']],
  ['heal7-prod', ['prod']],
] as const;

/** Starts it all; on the first start it makes repositories, images and clusters as if HEAL7 had been there for weeks. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { stateDir, speed, portalUrl } = options;
  const log = options.log ?? (() => undefined);
  const ports = portsFrom(options.basePort);
  const addresses = addressesOf(ports, portalUrl);
  const stops: Array<() => Promise<unknown> | unknown> = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) {
      await end();
    }
  };
  try {
    await fs.mkdir(stateDir, { recursive: true });
    const shelf = new TemplateShelf(options);
    await shelf.open();
    const helm = await findTool('helm');
    const images = createImageRegistry({
      path: path.join(stateDir, 'images.json'),
    });
    stops.push(() => images.flush());

    const github = createGithubServer({
      port: ports.github,
      stateDirectory: path.join(stateDir, 'github'),
      pullRequestBot: {
        repositories: [MANIFESTS_REPOSITORY],
        delayMs: 20_000 / speed,
      },
      log,
    });
    await github.start();
    stops.push(() => github.stop());

    const slack = createSlackServer({
      port: ports.slack,
      stateDirectory: stateDir,
    });
    await slack.start();
    stops.push(() => slack.stop());

    const database = new TimeSeriesDatabase();
    const rules = new RuleEvaluator(database);
    const prometheus = await createPrometheusServer({
      database,
      rules: () => rules.groups,
      port: ports.prometheus,
      host: 'localhost',
    });
    stops.push(() => prometheus.close());

    const clusters: SandboxCluster[] = [];
    for (const [name, environments] of clusterPlan) {
      const cluster = await startSandboxCluster({
        name,
        environments,
        port: ports.clusters[name],
        speed,
        stateDir,
        images,
        helm,
        prometheusUrl: addresses.prometheus,
        gitToken: GIT_TOKEN,
      });
      clusters.push(cluster);
      stops.push(() => cluster.stop());
    }
    await writeKubeconfig(
      path.join(stateDir, 'kubeconfig'),
      clusterPlan.map(([name]) => ({
        name,
        url: addresses.clusters[name],
        token: CLUSTER_TOKEN,
        namespace: name,
      })),
    );

    const gitUrl = `${addresses.github}/${MANIFESTS_REPOSITORY}.git`;
    await seedSandbox({
      templates: options.templates,
      overlays: options.overlays,
      portalUrl,
      prometheusUrl: addresses.prometheus,
      gitUrl,
      github,
      images,
      clusters,
      log,
    });

    const unsubscribe = github.onPush(push =>
      clusters.forEach(({ argocd }) =>
        argocd.notifyPush(`${push.owner}/${push.repo}`),
      ),
    );
    stops.push(unsubscribe);
    clusters.forEach(cluster => cluster.startControllers());

    const traffic = new TrafficGenerator({
      stores: clusters.map(({ cluster }) => cluster.store),
      images,
      database,
      now: Date.now,
      random: createRandom(TRAFFIC_SEED),
      controllerMetrics: () =>
        clusters
          .flatMap(({ flagger }) => flagger.flaggerMetrics())
          .map(({ name, labels, value }) => ({
            labels: { __name__: name, ...labels },
            value,
          })),
    });
    const scrape = setInterval(() => traffic.tick(), SCRAPE_MS);
    stops.push(() => clearInterval(scrape));
    const evaluateRules = setInterval(
      () =>
        rules.evaluateAll(
          clusters.flatMap(({ cluster }) => readRuleGroups(cluster.store)),
          Date.now(),
        ),
      RULES_MS,
    );
    stops.push(() => clearInterval(evaluateRules));

    const ci = createCi({ github, images, portalUrl, speed, log });
    ci.start();
    stops.push(() => ci.stop());
    const history = createHistory({ github, images, portalUrl, log });
    history.start();
    stops.push(() => history.stop());

    const abort = new AbortController();
    const scenarios = new Set<Promise<void>>();
    stops.push(async () => {
      abort.abort();
      await Promise.allSettled(scenarios);
    });
    const storeOf = (environment: SandboxEnvironment) => {
      const found = clusters.find(it => it.environments.includes(environment));
      return (found ?? clusters[0]).cluster.store;
    };
    const states = () => clusters.flatMap(serviceStates);

    return {
      addresses,
      get faults(): FaultState {
        const [dev, prod] = clusters;
        return {
          clusters: {
            'heal7-dev': dev.gate.state,
            'heal7-prod': prod.gate.state,
          },
          prometheus: prometheus.outage,
        };
      },
      isReady: () => isSettled(states()),
      services: states,
      async setFaults(change) {
        for (const { name, gate } of clusters) {
          const state = change.clusters[name];
          if (state) {
            await gate.setState(state);
          }
        }
        if (change.prometheus) {
          await prometheus.setOutage(change.prometheus);
        }
        if (change.github === 'none') {
          github.faults.clear();
        } else if (change.github) {
          const { path: pathPattern, ...fault } = change.github;
          github.faults.failNext({ pathPattern, ...fault });
        }
      },
      release(request, report) {
        const playing = playRelease(request, {
          github,
          images,
          storeOf,
          speed,
          now: () => new Date(),
          signal: abort.signal,
          report,
        });
        const settled = playing.catch(() => undefined);
        scenarios.add(settled);
        settled.then(() => scenarios.delete(settled));
        return playing;
      },
      releaseTemplates: () => shelf.release(),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
