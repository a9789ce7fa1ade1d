import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  entityRef,
  pull,
  repoUrl,
  stored,
  teaShop,
  templateRef,
  tree,
} from '../__testUtils__/fixtures';
import type { ProposedChange } from '../repositories/GithubPullRequests';
import type { StoredService } from '../store/ServiceStore';
import { DefaultUpdateService } from './DefaultUpdateService';

const manifestsUrl = 'https://git.example/tea/manifests';
const repository = (url: string) => ({
  url,
  defaultBranch: 'main',
  commit: 'base',
  files: tree({ 'a.txt': 'old\n' }),
});
const file = { content: new TextEncoder().encode('new\n') };
const merge = (conflicts = 0) => ({
  changes: [{ kind: 'change' as const, path: 'a.txt', file }],
  conflicts: Array.from({ length: conflicts }, () => ({
    path: 'a.txt',
    reason: 'overlap' as const,
  })),
  skipped: [],
});

function startIn(folder: string, ...known: StoredService[]) {
  const rows = new Map(known.map(row => [row.entityRef, row]));
  const propose = jest.fn(async ({ repository: { url } }: ProposedChange) => ({
    number: 9,
    url: `${url}/pull/9`,
    commit: `commit of ${url}`,
  }));
  const service = new DefaultUpdateService({
    store: {
      get: async ref => rows.get(ref),
      save: async row => void rows.set(row.entityRef, row),
      list: async () => [...rows.values()],
    },
    archive: {
      versions: async () => new Map([[templateRef, ['1.0.0', '1.1.0']]]),
    },
    checker: { check: async () => rows.get(entityRef) },
    planner: {
      plan: async () => ({
        entityRef,
        templateRef,
        from: '1.0.0',
        to: '1.1.0',
        baseKnown: true,
        folder,
        targets: [
          { repository: repository(repoUrl), merge: merge(1) },
          { repository: repository(manifestsUrl), merge: merge() },
        ],
      }),
    },
    pullRequests: { propose },
    catalog: catalogServiceMock({ entities: [teaShop] }),
    auth: mockServices.auth(),
    portalUrl: 'https://portal',
  });
  return { service, propose, rows };
}

const start = (...known: StoredService[]) => startIn('', ...known);

describe('DefaultUpdateService', () => {
  it('opens one pull request a repository, a draft where a person must look', async () => {
    const { service, propose } = start(stored());
    expect(await service.propose(entityRef)).toMatchObject({
      state: 'proposed',
      pullRequests: [{ conflicts: 1 }, { conflicts: 0 }],
    });
    expect(propose.mock.calls).toMatchObject([
      [{ draft: true, branch: 'heal7/template-update-tea-shop' }],
      [{ draft: false, title: 'Template small: 1.0.0 → 1.1.0 (tea-shop)' }],
    ]);
    expect(propose.mock.calls[0][0].title).toBe(
      'Template small: 1.0.0 → 1.1.0',
    );
  });

  it('says whom it is for in a repository of many', async () => {
    const { service, propose } = startIn('shops/tea', stored());
    await service.propose(entityRef);
    expect(propose.mock.calls[0][0]).toMatchObject({
      branch: 'heal7/template-update-tea-shop',
      title: 'Template small: 1.0.0 → 1.1.0 (tea-shop)',
      body: expect.stringContaining('Brings `tea-shop` from'),
    });
  });

  it('writes down what was opened before another fails, and goes on from there', async () => {
    const { service, propose, rows } = start(stored());
    propose.mockImplementationOnce(async ({ repository: { url } }) => ({
      number: 7,
      url: `${url}/pull/7`,
      commit: 'first',
    }));
    propose.mockRejectedValueOnce(new Error('GitHub does not answer'));
    await expect(service.propose(entityRef)).rejects.toThrow(
      'GitHub does not answer',
    );
    expect(rows.get(entityRef)?.pullRequests).toMatchObject([
      { repoUrl, number: 7, commit: 'first', version: '1.1.0' },
    ]);
    expect((await service.propose(entityRef)).pullRequests).toHaveLength(2);
    // The portal knows its own commit again, so that only others' are in the way.
    expect(propose.mock.calls[2][0].lastCommit).toBe('first');
  });

  it('shows what it would do, line by line', async () => {
    const { service, propose } = start(stored());
    const { targets } = await service.preview(entityRef);
    expect(targets.map(target => target.repositoryUrl)).toEqual([
      repoUrl,
      manifestsUrl,
    ]);
    expect(targets[0].files).toMatchObject([{ added: 1, removed: 1 }]);
    expect(propose).not.toHaveBeenCalled();
  });

  it('lists the services of some owners', async () => {
    const { service } = start(stored({ pullRequests: [pull()] }));
    const of = async (owners?: string[]) =>
      (await service.fleet({ owners })).items.length;
    expect(await of()).toBe(1);
    expect(await of(['group:default/team-tea'])).toBe(1);
    expect(await of(['group:default/team-web'])).toBe(0);
    expect(await of([])).toBe(0);
  });

  it('knows nothing of what was not made from a template', async () => {
    const { service, propose } = start();
    const made = /was not made from a template/;
    await expect(service.get(entityRef)).rejects.toThrow(made);
    await expect(service.check(entityRef)).rejects.toThrow(made);
    await expect(service.propose(entityRef)).rejects.toThrow(made);
    await expect(service.check('component:default/none')).rejects.toThrow(
      /The catalog has no component:default\/none/,
    );
    expect(propose).not.toHaveBeenCalled();
  });
});
