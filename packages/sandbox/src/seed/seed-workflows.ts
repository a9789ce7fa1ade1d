import path from 'node:path';
import { GithubServer } from '../github';
import { renderDirectory } from './render-directory';
import { personOf } from './people';

export const WORKFLOWS_REPOSITORY = 'heal7/workflows';
/** As templates/workflows/VERSION says. */
export const WORKFLOWS_VERSION = 'v1.0.0';

/** `heal7/workflows`, what the CI of every service calls, with one release; returns its commit. */
export async function seedWorkflows({
  github,
  templates,
  now,
}: {
  github: Pick<GithubServer, 'createRepository' | 'context'>;
  templates: string;
  now: Date;
}): Promise<string> {
  const commit = await github.createRepository({
    owner: 'heal7',
    name: 'workflows',
    description: 'What the CI of every service does.',
    topics: ['heal7', 'ci'],
    files: await renderDirectory(path.join(templates, 'workflows'), {}),
    message: `Release ${WORKFLOWS_VERSION}`,
    author: personOf('taeyang'),
    date: new Date(now.getTime() - 40 * 24 * 3_600_000),
  });
  await github.context.repositories
    .get('heal7', 'workflows')
    .writer.updateRef(`refs/tags/${WORKFLOWS_VERSION}`, commit);
  return commit;
}
