import { repoUrl, snapshot, teaShop, tree } from '../__testUtils__/fixtures';
import { UpdatePlanner } from './UpdatePlanner';

const manifestsUrl = 'https://git.example/tea/manifests';
const recordPath = '.heal7/template.json';

function start(version: string, options: { baseIsLost?: boolean } = {}) {
  const record = { template: 'small', version, answers: { name: 'tea' } };
  const repositories: Record<string, ReturnType<typeof tree>> = {
    [repoUrl]: tree({ 'a.txt': 'old\n', [recordPath]: JSON.stringify(record) }),
    [manifestsUrl]: tree({
      'dev/tea/values.yaml': 'old\n',
      'dev/cake/values.yaml': 'old\n',
    }),
  };
  const rendered = (to: string, text: string) =>
    tree({
      'service/a.txt': text,
      [`service/${recordPath}`]: JSON.stringify({ ...record, version: to }),
      'manifests/dev/tea/values.yaml': text,
      'other/x.txt': text,
    });
  const render = jest.fn(async ({ version: to }: { version: string }) =>
    rendered(to, to === '1.1.0' ? 'new\n' : 'old\n'),
  );
  const planner = new UpdatePlanner({
    archive: {
      get: async (_, old) => (options.baseIsLost ? undefined : snapshot(old)),
    },
    renderer: { render },
    repositories: {
      read: async url => ({
        url,
        defaultBranch: 'main',
        commit: 'c',
        files: repositories[url],
      }),
    },
    records: {
      find: async () => (version ? { repoUrl, folder: '', record } : undefined),
    },
    companions: [
      { folder: 'manifests', repoUrl: manifestsUrl },
      { folder: 'nothing', repoUrl: 'https://git.example/tea/nothing' },
    ],
    latest: async () => snapshot('1.1.0'),
  });
  return { planner, render };
}

describe('UpdatePlanner', () => {
  it('plans for the service and for the other repositories its template writes to', async () => {
    const { planner, render } = start('1.0.0');
    const plan = await planner.plan(teaShop);
    expect(plan).toMatchObject({ from: '1.0.0', to: '1.1.0', baseKnown: true });
    expect(
      plan.targets.map(({ repository, merge }) => [
        repository.url,
        merge.changes.map(({ path }) => path),
        merge.conflicts,
      ]),
    ).toEqual([
      [repoUrl, [recordPath, 'a.txt'], []],
      [manifestsUrl, ['dev/tea/values.yaml'], []],
    ]);
    expect(render.mock.calls.map(([{ version }]) => version)).toEqual([
      '1.1.0',
      '1.0.0',
    ]);
  });

  it('leaves other repositories alone where the old version is lost', async () => {
    const plan = await start('0.9.0', { baseIsLost: true }).planner.plan(
      teaShop,
    );
    expect(plan.baseKnown).toBe(false);
    expect(plan.targets.map(({ repository }) => repository.url)).toEqual([
      repoUrl,
    ]);
  });

  it.each(['1.1.0', '1.2.0'])(
    'has nothing to do for a service on %s, and renders nothing',
    async version => {
      const { planner, render } = start(version);
      await expect(planner.plan(teaShop)).rejects.toThrow(
        `component:default/tea-shop is on the newest version ${version} already`,
      );
      expect(render).not.toHaveBeenCalled();
    },
  );

  it('refuses what was not made from a template', async () => {
    await expect(start('').planner.plan(teaShop)).rejects.toThrow(
      /was not made from a template/,
    );
  });

  describe('where the record is in a shared repository', () => {
    const root = '../../..';
    const found = (
      files: Record<string, string>,
      repository = manifestsUrl,
    ) => {
      const record = { template: 'small', version: '1.0.0', answers: {} };
      const rendered = (to: string, text: string, rest = {}) =>
        tree({
          'manifests/env/tea/prod/a.txt': text,
          [`manifests/env/tea/prod/${recordPath}`]: JSON.stringify({
            ...record,
            ...rest,
            version: to,
          }),
          'manifests/apps/tea.txt': text,
          'docs/tea.md': text,
        });
      const planner = new UpdatePlanner({
        archive: { get: async (_, old) => snapshot(old) },
        renderer: {
          render: async ({ version }) =>
            version === '1.1.0'
              ? rendered(version, 'new\n', { root })
              : rendered(version, 'old\n'),
        },
        repositories: {
          read: async url => ({
            url,
            defaultBranch: 'main',
            commit: 'c',
            files: url === manifestsUrl ? tree(files) : tree({}),
          }),
        },
        records: {
          find: async () => ({
            repoUrl: manifestsUrl,
            folder: 'env/tea/prod',
            record,
          }),
        },
        companions: [
          { folder: 'manifests', repoUrl: manifestsUrl },
          { folder: 'docs', repoUrl: repository },
        ],
        latest: async () => snapshot('1.1.0'),
      });
      return planner.plan(teaShop);
    };
    const files = {
      'env/tea/prod/a.txt': 'old\n',
      [`env/tea/prod/${recordPath}`]: '{}',
      'env/tea/dev/a.txt': 'old\n',
      'apps/tea.txt': 'old\n',
      'tea.md': 'old\n',
    };
    const changes = (plan: Awaited<ReturnType<typeof found>>) =>
      plan.targets.map(({ repository, merge }) => [
        repository.url,
        merge.changes.map(({ kind, path }) => `${kind} ${path}`),
      ]);

    it('plans for it once, with what lies outside the folder of the record', async () => {
      const plan = await found(files, repoUrl);
      expect(plan).toMatchObject({ folder: 'env/tea/prod', baseKnown: true });
      expect(changes(plan)).toEqual([
        [
          manifestsUrl,
          [
            'change apps/tea.txt',
            `change env/tea/prod/${recordPath}`,
            'change env/tea/prod/a.txt',
          ],
        ],
        // The team has deleted it there, and the template changed it.
        [repoUrl, []],
      ]);
      expect(plan.targets[1].merge.conflicts).toHaveLength(1);
    });

    it('makes one pull request of two folders that go into one repository', async () => {
      expect(changes(await found(files))).toEqual([
        [
          manifestsUrl,
          [
            'change apps/tea.txt',
            `change env/tea/prod/${recordPath}`,
            'change env/tea/prod/a.txt',
            'change tea.md',
          ],
        ],
      ]);
    });
  });
});
