/**
 * The templates of this repository that write into one which holds more: a part nobody touched becomes exactly the next
 * version, and nothing else in the repository changes.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { minji } from './testing/start-github';
import {
  below,
  readBranch,
  startTemplate,
  type CatalogEntity,
  type TestTemplate,
  type Texts,
} from './__testUtils__/start-template';

jest.setTimeout(240_000);

const common = {
  description: 'What the portal is tested with',
  owner: 'group:default/team-saju',
  system: 'system:default/heal7-platform',
};
const group: CatalogEntity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'team-saju', namespace: 'default' },
  spec: { type: 'team', children: [] },
};
const refOf = (name: string) => `component:default/${name}`;
const branchOf = (name: string) => `heal7/template-update-${name}`;
const recordPath = '.heal7/template.json';

describe('templates that share a repository', () => {
  let template: TestTemplate;

  afterEach(() => template?.stop());

  const create = (name: string, files: Texts) =>
    template.github.github.createRepository({
      owner: 'heal7',
      name,
      files,
      message: 'Create it',
      author: minji,
    });
  const commit = (name: string, files: Texts) =>
    template.github.github.commitFiles(
      `heal7/${name}`,
      'main',
      files,
      'Work of a team',
      minji,
    );
  /** Changes a file of the template. */
  const edit = async (file: string, change: (text: string) => string) => {
    const path = join(template.folder, file);
    await writeFile(path, change(await readFile(path, 'utf8')));
  };
  const listed = async () => {
    await template.checkEverything();
    return (await template.client.getFleet({})).items;
  };
  const onBranch = (repository: string, name: string) =>
    readBranch(template.github, `heal7/${repository}`, branchOf(name));

  it('observability: a folder of the manifests, and Applications beside it', async () => {
    const nameOf = (environment: string) => `observability-${environment}`;
    const folderOf = (environment: string) =>
      `environments/${environment}/observability`;
    const entityOf = (environment: string, url: string): CatalogEntity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: nameOf(environment),
        namespace: 'default',
        annotations: {
          'backstage.io/kubernetes-id': 'observability',
          'backstage.io/source-location': `url:${url}/heal7/manifests/tree/main/${folderOf(
            environment,
          )}/`,
        },
      },
      spec: { type: 'observability', lifecycle: 'x', owner: 'team-saju' },
    });
    template = await startTemplate('observability/template.yaml', url => [
      group,
      entityOf('prod', url),
      entityOf('staging', url),
    ]);
    const { client, github } = template;
    const render = async (environment: string) => {
      const files = await template.render({
        ...common,
        environment,
        grafanaHost: 'grafana.heal7.com',
      });
      const manifests = below(files, 'manifests/');
      expect(Object.keys(manifests)).toHaveLength(Object.keys(files).length);
      return manifests;
    };
    const prod = await render('prod');
    const staging = await render('staging');
    // The entity of this test is the one that the template writes.
    const [written] = parseAllDocuments(
      prod[`${folderOf('prod')}/catalog-info.yaml`],
    ).map(document => document.toJS());
    expect(written.metadata).toMatchObject({
      name: nameOf('prod'),
      annotations: entityOf('prod', github.url).metadata.annotations,
    });

    const others = {
      'README.md': 'ours\n',
      'environments/prod/shop/values.yaml': 'name: shop\n',
      'applications/prod/shop.yaml': 'name: shop\n',
    };
    const readme = `${folderOf('prod')}/README.md`;
    const application = 'applications/prod/observability.yaml';
    const rules = `${folderOf('prod')}/rules/observability.yaml`;
    const edited = {
      [readme]: `${prod[readme]}\nOur own words.\n`,
      [application]: prod[application].replace(
        'maxDuration: 3m',
        'maxDuration: 4m',
      ),
    };
    // As records were before they said where their root is.
    const { root, ...record } = JSON.parse(
      prod[`${folderOf('prod')}/${recordPath}`],
    );
    expect(root).toBe('../../..');
    expect(Object.keys(record.files)).toContain(application);
    const repository = {
      ...others,
      ...staging,
      ...prod,
      ...edited,
      [`${folderOf('prod')}/${recordPath}`]: JSON.stringify({
        ...record,
        files: below(record.files, `${folderOf('prod')}/`),
      }),
    };
    await create('manifests', repository);

    const from = template.version();
    expect(await listed()).toMatchObject(
      ['prod', 'staging'].map(environment => ({
        entityRef: refOf(nameOf(environment)),
        state: 'current',
        version: from,
      })),
    );

    await edit('observability/applications/observability.yaml.njk', text =>
      text.replaceAll('limit: 5', 'limit: 6'),
    );
    await edit(
      'observability/chart/rules/observability.yaml',
      text => `# Next.\n${text}`,
    );
    await edit('observability/environment/README.md.njk', text =>
      text.replace('## Go back', '## The way back'),
    );
    await rm(
      join(
        template.folder,
        'observability/chart/dashboards/user-analytics.json',
      ),
    );
    await writeFile(
      join(template.folder, 'observability/chart/NEWS.txt'),
      'news\n',
    );
    await template.release('9.0.0');
    const nextProd = await render('prod');
    const nextStaging = await render('staging');
    expect(nextProd[application]).not.toBe(prod[application]);

    // Nobody touched it: exactly the next version, and everything else as it was.
    const preview = await client.preview(refOf(nameOf('staging')));
    expect(preview).toMatchObject({
      baseKnown: true,
      targets: [
        { repositoryUrl: `${github.url}/heal7/manifests`, conflicts: [] },
      ],
    });
    await client.propose(refOf(nameOf('staging')));
    expect(await onBranch('manifests', nameOf('staging'))).toEqual({
      ...repository,
      ...nextStaging,
      [`${folderOf('staging')}/dashboards/user-analytics.json`]: undefined,
    });

    // The work of the team stays, also in what lies outside the folder of the record.
    expect(await client.propose(refOf(nameOf('prod')))).toMatchObject({
      state: 'proposed',
      pullRequests: [{ conflicts: 0 }],
    });
    expect(await onBranch('manifests', nameOf('prod'))).toEqual({
      ...others,
      ...staging,
      ...nextProd,
      [readme]: `${nextProd[readme]}\nOur own words.\n`,
      [application]: nextProd[application].replace(
        'maxDuration: 3m',
        'maxDuration: 4m',
      ),
    });

    // Where both changed the same lines a person decides.
    await commit('manifests', {
      [readme]: edited[readme].replace('## Go back', '## Return'),
      [rules]: `# Ours.\n${prod[rules]}`,
    });
    const { pullRequests } = await client.propose(refOf(nameOf('prod')));
    expect(pullRequests).toMatchObject([{ conflicts: 2 }]);
    const overlapping = await onBranch('manifests', nameOf('prod'));
    expect(overlapping[readme]).toContain('<<<<<<< this repository\n## Return');
    expect(overlapping[rules]).toContain('<<<<<<< this repository\n# Ours.');
    expect(below(overlapping, 'environments/staging/')).toEqual(
      below(staging, 'environments/staging/'),
    );
  });

  it('infrastructure: two environments and their modules in one repository', async () => {
    const repository = 'infrastructure-prod';
    const nameOf = (environment: string) => `infrastructure-${environment}`;
    const entityOf = (environment: string, url: string): CatalogEntity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: nameOf(environment),
        namespace: 'default',
        annotations: {
          'github.com/project-slug': `heal7/${repository}`,
          // The catalog adds it.
          'backstage.io/source-location': `url:${url}/heal7/${repository}/tree/main/environments/${environment}/`,
        },
      },
      spec: { type: 'infrastructure', lifecycle: 'x', owner: 'team-saju' },
    });
    const cluster = (url: string): CatalogEntity => {
      const { 'backstage.io/source-location': source } =
        entityOf('prod', url).metadata.annotations ?? {};
      return {
        ...entityOf('prod', url),
        kind: 'Resource',
        metadata: {
          name: 'heal7-prod-eks',
          namespace: 'default',
          annotations: { 'backstage.io/source-location': source },
        },
      };
    };
    template = await startTemplate('infrastructure/template.yaml', url => [
      group,
      entityOf('prod', url),
      entityOf('staging', url),
      cluster(url),
    ]);
    const { client, github } = template;
    const render = async (environment: string, destination: string) => {
      const files = await template.render({
        ...common,
        environment,
        destination,
        repository,
        accountId: '123456789012',
      });
      const service = below(files, 'service/');
      expect(Object.keys(service)).toHaveLength(Object.keys(files).length);
      return service;
    };
    const renderProd = () => render('prod', 'repository');
    const renderStaging = () => render('staging', 'pull-request');
    const prod = await renderProd();
    const staging = await renderStaging();
    for (const [environment, files] of [
      ['prod', prod],
      ['staging', staging],
    ] as const) {
      const [written] = parseAllDocuments(
        files[`environments/${environment}/catalog-info.yaml`],
      ).map(document => document.toJS());
      expect(written.metadata).toMatchObject({
        name: nameOf(environment),
        annotations: { 'github.com/project-slug': `heal7/${repository}` },
      });
    }
    // Each has a record of its own, and the second brings nothing but its environment and the modules.
    const stagingRecord = `environments/staging/${recordPath}`;
    expect(prod[recordPath]).toBeDefined();
    expect(
      Object.keys(staging).filter(path => path.endsWith(recordPath)),
    ).toEqual([stagingRecord]);
    expect(Object.keys(staging).map(path => path.split('/')[0])).toEqual(
      expect.not.arrayContaining(['docs', '.github', 'README.md']),
    );
    await create(repository, prod);
    await commit(repository, staging);

    const from = template.version();
    expect(await listed()).toMatchObject(
      ['prod', 'staging'].map(environment => ({
        entityRef: refOf(nameOf(environment)),
        state: 'current',
        version: from,
      })),
    );
    await expect(
      client.checkService('resource:default/heal7-prod-eks'),
    ).rejects.toMatchObject({ statusCode: 404 });

    const module = 'modules/vpc/main.tf';
    const dropped = 'modules/elasticache/outputs.tf';
    const added = 'modules/vpc/news.tf';
    const source = join(template.folder, 'infrastructure/repository');
    await edit(
      `infrastructure/repository/${module}`,
      text => `# Next.\n${text}`,
    );
    await edit(
      'infrastructure/environment/main.tf',
      text => `# Next.\n${text}`,
    );
    await edit(
      'infrastructure/repository/README.md.njk',
      text => `${text}\nNext.\n`,
    );
    await rm(join(source, dropped));
    await writeFile(join(source, added), '# News.\n');
    await template.release('9.0.0');
    const nextProd = await renderProd();
    const nextStaging = await renderStaging();

    // The one environment, from end to end.
    const proposed = await client.propose(refOf(nameOf('staging')));
    expect(proposed.pullRequests).toMatchObject([{ conflicts: 0 }]);
    const afterStaging = await onBranch(repository, nameOf('staging'));
    expect(afterStaging).toEqual({
      ...prod,
      ...nextStaging,
      // The other environment still needs it.
      [dropped]: prod[dropped],
    });
    const [{ number }] = proposed.pullRequests;
    const merged = await github.api(
      `/repos/heal7/${repository}/pulls/${number}/merge`,
      { method: 'PUT', body: {} },
    );
    expect(merged.status).toBe(200);
    expect(await client.checkService(refOf(nameOf('staging')))).toMatchObject({
      state: 'current',
      version: '9.0.0',
      pullRequests: [],
    });
    expect(await client.checkService(refOf(nameOf('prod')))).toMatchObject({
      state: 'behind',
      version: from,
    });

    // The other finds its modules in the next version, with changes of a team on top.
    const edited = {
      [module]: nextStaging[module].replace('# Next.', '# Next, and ours.'),
      [added]: '# News of ours.\n',
    };
    await commit(repository, edited);
    const preview = await client.preview(refOf(nameOf('prod')));
    expect(preview.targets).toHaveLength(1);
    expect(preview.targets[0]).toMatchObject({
      conflicts: [],
      files: [
        { path: recordPath, kind: 'change' },
        { path: 'README.md', kind: 'change' },
        { path: 'environments/prod/main.tf', kind: 'change' },
        { path: dropped, kind: 'delete' },
      ],
    });
    expect(preview.targets[0].files).toHaveLength(4);
    await client.propose(refOf(nameOf('prod')));
    expect(await onBranch(repository, nameOf('prod'))).toEqual({
      ...nextProd,
      ...nextStaging,
      ...edited,
    });
  });
});
