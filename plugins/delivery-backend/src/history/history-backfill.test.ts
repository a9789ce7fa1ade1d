import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { DeploymentRecord } from '@heal7/backstage-plugin-delivery-common';
import { GithubClient } from '@heal7/github-client';
import express from 'express';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { GithubContents } from '../manifests/github-contents';
import { ApplicationHistoryEntry } from '../sources/argocd/parse-application';
import { BackfillStore } from '../store/backfill-store';
import { openDatabase } from '../store/database';
import { DeploymentStore } from '../store/deployment-store';
import { ManifestTagStore } from '../store/manifest-tag-store';
import { HistoryBackfill } from './history-backfill';
import { PastTags } from './past-tags';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const ref = 'component:default/shop';
const path = 'environments/prod/shop/values-prod.yaml';
const sha = (letter: string) => letter.repeat(40);
const hour = (value: number) => new Date(Date.UTC(2026, 0, 1, value));

/** GitHub's contents API with a file that differs by commit, over real HTTP. */
class Github {
  readonly texts = new Map<string, string>();
  asked: string[] = [];
  status = 200;
  #server: Server | undefined;
  port = 0;

  get repoUrl() {
    return `http://localhost:${this.port}/acme/manifests`;
  }

  async start() {
    const app = express();
    app.get(
      '/api/v3/repos/acme/manifests/contents/:path(*)',
      (request, response) => {
        const ref_ = String(request.query.ref);
        this.asked.push(ref_[0]);
        const text = this.texts.get(`${request.params.path}@${ref_}`);
        if (this.status !== 200 || text === undefined) {
          response
            .status(this.status === 200 ? 404 : this.status)
            .json({ message: 'No commit found for the ref' });
          return;
        }
        response.json({
          type: 'file',
          sha: 'blob',
          encoding: 'base64',
          content: Buffer.from(text).toString('base64'),
        });
      },
    );
    this.#server = createServer(app);
    await new Promise<void>(resolve => this.#server?.listen(0, resolve));
    this.port = (this.#server.address() as AddressInfo).port;
  }

  async stop() {
    this.#server?.closeAllConnections();
    await new Promise(resolve => this.#server?.close(resolve));
  }
}

describe.each(databases.eachSupportedId())('history backfill on %s', id => {
  const github = new Github();
  beforeAll(() => github.start());
  afterAll(() => github.stop());
  beforeEach(() => {
    github.texts.clear();
    github.asked = [];
    github.status = 200;
  });

  const commit = (letter: string, tag: string) =>
    github.texts.set(`${path}@${sha(letter)}`, `image:\n  tag: '${tag}'\n`);
  const entry = (letter: string, at: number): ApplicationHistoryEntry => ({
    id: letter,
    revisions: [sha(letter)],
    sources: [{ repoUrl: `${github.repoUrl}.git`, revision: sha(letter) }],
    startedAt: hour(at).toISOString(),
    deployedAt: new Date(hour(at).getTime() + 60_000).toISOString(),
    initiatedBy: 'Argo CD',
  });

  const start = async () => {
    const db = await openDatabase(
      mockServices.database({ knex: await databases.init(id) }),
    );
    const deployments = new DeploymentStore(db);
    const store = new BackfillStore(db);
    const integrations = ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: {
          github: [
            {
              host: `localhost:${github.port}`,
              apiBaseUrl: `http://localhost:${github.port}/api/v3`,
              token: 'test-token',
            },
          ],
        },
      }),
    );
    const manifests = {
      repoUrl: github.repoUrl,
      branch: 'main',
      valuesPath:
        'environments/{environment}/{service}/values-{environment}.yaml',
      tagKey: 'image.tag',
    };
    const changed: string[] = [];
    let now = hour(10);
    const create = () =>
      new HistoryBackfill({
        manifests,
        tags: new PastTags({
          contents: new GithubContents({
            client: new GithubClient({ integrations, timeoutMs: 2000 }),
            repoUrl: manifests.repoUrl,
            branch: manifests.branch,
          }),
          store: new ManifestTagStore(db),
          manifests,
        }),
        store,
        deployments,
        announcer: { changed: entityRef => changed.push(entityRef) },
        logger: mockServices.logger.mock(),
        clock: () => now,
      });
    const first: DeploymentRecord = {
      id: 'first',
      environment: 'prod',
      toTag: '1.2-cccccc3',
      startedAt: hour(6).toISOString(),
      finishedAt: hour(6).toISOString(),
      outcome: 'succeeded',
      kind: 'deployment',
      origin: 'cluster',
      links: [],
    };
    const run = async (
      backfill: HistoryBackfill,
      ...history: ApplicationHistoryEntry[]
    ) => {
      backfill.offer(
        { entityRef: ref, environment: 'prod', service: 'shop' },
        { history },
      );
      await backfill.tick(new AbortController().signal);
    };
    const rows = async () =>
      (await deployments.recent(ref, { environment: 'prod', limit: 50 })).map(
        ({ fromTag, outcome, toTag }) =>
          `${fromTag ?? '-'} → ${toTag} ${outcome}`,
      );
    return {
      changed,
      create,
      deployments,
      first,
      rows,
      run,
      store,
      pass: (minutes: number) => {
        now = new Date(now.getTime() + minutes * 60_000);
      },
    };
  };

  it('finds what was deployed before, asks for each commit once and never again', async () => {
    commit('a', '1.0-aaaaaa1');
    commit('b', '1.1-bbbbbb2');
    commit('c', '1.2-cccccc3');
    const world = await start();
    const backfill = world.create();
    const history = [entry('c', 6), entry('b', 4), entry('a', 2)];

    // Nothing was seen yet: nothing to put anything before.
    await world.run(backfill, ...history);
    expect(github.asked).toEqual([]);

    await world.deployments.save(ref, [world.first]);
    await world.run(backfill, ...history);
    expect(await world.rows()).toEqual([
      '1.1-bbbbbb2 → 1.2-cccccc3 succeeded',
      '1.0-aaaaaa1 → 1.1-bbbbbb2 succeeded',
      '- → 1.0-aaaaaa1 succeeded',
    ]);
    const [, second] = await world.deployments.recent(ref, { limit: 5 });
    expect(second).toMatchObject({
      startedAt: '2026-01-01T04:00:00.000Z',
      finishedAt: '2026-01-01T04:01:00.000Z',
      actor: 'Argo CD',
      origin: 'gitops',
      links: [
        {
          kind: 'manifests',
          title: 'bbbbbbb',
          url: `${github.repoUrl}/commit/${sha('b')}`,
        },
      ],
    });
    expect(github.asked.sort()).toEqual(['a', 'b', 'c']);
    expect(world.changed).toEqual([ref]);

    await world.run(backfill, entry('d', 8), ...history);
    await world.run(world.create(), entry('d', 8), ...history);
    expect(github.asked).toHaveLength(3);
    expect(await world.rows()).toHaveLength(3);
  });

  it('says what is in the way, tries again later, and keeps what it has read', async () => {
    commit('c', '1.2-cccccc3');
    commit('b', '1.1-bbbbbb2');
    const world = await start();
    await world.deployments.save(ref, [world.first]);
    const backfill = world.create();
    const history = [entry('c', 6), entry('b', 4)];
    github.status = 502;
    await world.run(backfill, ...history);
    expect(await world.store.get(ref, 'prod')).toMatchObject({
      done: false,
      error: 'GitHub answered 502',
      errorSince: hour(10).toISOString(),
    });
    expect(world.changed).toEqual([ref]);

    github.status = 200;
    await world.run(backfill, ...history);
    expect(github.asked).toHaveLength(1);
    world.pass(1);
    await world.run(backfill, ...history);
    expect(await world.store.get(ref, 'prod')).toEqual({ done: true });
    expect(await world.rows()).toHaveLength(2);
  });

  it('takes "not found" for an answer only beside something that was found', async () => {
    const world = await start();
    await world.deployments.save(ref, [world.first]);
    const backfill = world.create();
    await world.run(backfill, entry('c', 6), entry('b', 4));
    expect((await world.store.get(ref, 'prod'))?.error).toContain(path);

    commit('c', '1.2-cccccc3');
    commit('a', '');
    world.pass(11);
    await world.run(backfill, entry('c', 6), entry('b', 4), entry('a', 2));
    expect(await world.store.get(ref, 'prod')).toEqual({ done: true });
    expect(await world.rows()).toEqual(['- → 1.2-cccccc3 succeeded']);
  });

  it('does not mistake the version of a chart, or another repository, for a commit of the manifests', async () => {
    const world = await start();
    await world.deployments.save(ref, [world.first]);
    await world.run(world.create(), {
      ...entry('c', 6),
      sources: [
        { repoUrl: github.repoUrl, revision: '1.2.3' },
        { repoUrl: 'https://git.example.com/x', revision: sha('b') },
      ],
    });
    expect(github.asked).toEqual([]);
    expect(await world.store.get(ref, 'prod')).toEqual({ done: true });
  });
});
