/**
 * The service templates of this repository, from one version to the next: a service nobody touched becomes exactly the new
 * rendering, in its own repository and in that of the manifests.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { minji } from './testing/start-github';
import {
  below,
  readBranch,
  startTemplate,
  type TestTemplate,
} from './__testUtils__/start-template';

jest.setTimeout(240_000);

const entityRef = 'component:default/fortune-cookie';
const answers = {
  name: 'fortune-cookie',
  description: 'Answers with one sentence of luck',
  owner: 'group:default/team-saju',
  system: 'system:default/heal7-platform',
  publicPath: '/fortune',
};
const entity = (kind: string, name: string, url: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: {
    name,
    namespace: 'default',
    annotations: {
      'github.com/project-slug': `heal7/${name}`,
      'backstage.io/source-location': `url:${url}/heal7/${name}/tree/main/`,
    },
  },
  spec: { type: 'service', lifecycle: 'x', owner: 'team-saju', children: [] },
});

describe('the templates from one version to the next', () => {
  let template: TestTemplate;

  afterEach(() => template?.stop());

  it.each(['backend-service', 'frontend-service', 'compute-service'])(
    '%s',
    async name => {
      template = await startTemplate(`${name}.yaml`, url => [
        entity('Group', 'team-saju', url),
        entity('Component', 'fortune-cookie', url),
      ]);
      const { client, folder, github } = template;
      const render = async () => {
        const files = await template.render(answers);
        return {
          service: below(files, 'service/'),
          manifests: below(files, 'manifests/'),
        };
      };

      const old = await render();
      expect(Object.keys(old.service).length).toBeGreaterThan(20);
      for (const [repository, files] of [
        ['fortune-cookie', old.service],
        ['manifests', { ...old.manifests, 'README.md': 'ours\n' }],
      ] as const) {
        await github.github.createRepository({
          owner: 'heal7',
          name: repository,
          files,
          message: 'Create it',
          author: minji,
        });
      }
      const from = template.version();
      await template.checkEverything();
      expect(await client.getService(entityRef)).toMatchObject({
        state: 'current',
        version: from,
      });

      // The next version: a text in the repository and one in the manifests.
      const next = '9.0.0';
      await writeFile(join(folder, 'parts/service/NEWS.txt'), 'news\n');
      await writeFile(
        join(folder, 'parts/manifests/environment/NEWS.txt'),
        'news\n',
      );
      await template.release(next);
      const wanted = await render();
      expect(wanted.service['NEWS.txt']).toBe('news\n');

      const preview = await client.preview(entityRef);
      expect(preview).toMatchObject({
        fromVersion: from,
        toVersion: next,
        baseKnown: true,
      });
      expect(preview.targets.flatMap(({ conflicts }) => conflicts)).toEqual([]);
      const proposed = await client.propose(entityRef);
      expect(proposed.pullRequests).toMatchObject([
        { conflicts: 0 },
        { conflicts: 0 },
      ]);
      const branch = 'heal7/template-update-fortune-cookie';
      expect(await readBranch(github, 'heal7/fortune-cookie', branch)).toEqual(
        wanted.service,
      );
      expect(await readBranch(github, 'heal7/manifests', branch)).toEqual({
        ...wanted.manifests,
        'README.md': 'ours\n',
      });
    },
  );
});
