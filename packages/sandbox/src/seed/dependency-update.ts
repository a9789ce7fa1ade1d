import { InputError } from '@backstage/errors';
import { GitPerson, GithubServer } from '../github';
import { RenderedFiles } from './render-directory';
import { SeedUpdate } from './seed-service';

const renovate: GitPerson = {
  name: 'renovate[bot]',
  email: '29139614+renovate[bot]@users.noreply.github.com',
};

/** What an update changes, taken from what the template has today. */
export interface UpdateChange {
  file: string;
  before: string;
  after: string;
  title: string;
}

/** The version before the one in the file, and the title Renovate gives the step to it. */
export function updateChange(
  { dependency, file }: SeedUpdate,
  files: RenderedFiles,
): UpdateChange {
  const after = files[file] ?? '';
  const pin = new RegExp(`\\b${dependency}(==|:)(\\d+)\\.(\\d+)\\.(\\d+)`, 'g');
  const [found] = after.matchAll(pin);
  if (!found) throw new InputError(`${file} does not pin ${dependency}`);
  const [, separator, major, minor, patch] = found;
  const older =
    Number(patch) > 0
      ? [major, minor, Number(patch) - 1]
      : [major, Math.max(0, Number(minor) - 1), 0];
  return {
    file,
    before: after.replace(pin, `${dependency}${separator}${older.join('.')}`),
    after,
    title: `Update dependency ${dependency} to v${major}.${minor}.${patch}`,
  };
}

/** The pull request of Renovate that brings the update, merged by squashing; returns its commit. */
export async function mergeUpdate(
  github: Pick<GithubServer, 'commitFiles' | 'headOf' | 'context'>,
  name: string,
  { file, after, title }: UpdateChange,
  date: Date,
): Promise<string> {
  const { pullRequests, repositories } = github.context;
  const baseSha = (await github.headOf(name, 'main')) ?? '';
  const repository = repositories.get(...ownerAndName(name));
  const issue = pullRequests.addIssue(repository, renovate.name, {
    title,
    body: `${title}.\n\nSchedule: before 6am on monday.`,
    labels: ['dependencies'],
    assignees: [],
  });
  const commit = await github.commitFiles(
    name,
    'main',
    { [file]: after },
    `${title} (#${issue.number})`,
    renovate,
    {},
    date,
  );
  const at = date.toISOString();
  Object.assign(issue, {
    state: 'closed',
    createdAt: new Date(date.getTime() - 6 * 3_600_000).toISOString(),
    updatedAt: at,
    closedAt: at,
    pull: {
      head: `renovate/${title.toLowerCase().replace(/[^a-z0-9.]+/g, '-')}`,
      base: 'main',
      draft: false,
      headSha: commit,
      baseSha,
      mergedAt: at,
      mergedBy: renovate.name,
      mergeCommitSha: commit,
      requestedReviewers: [],
      requestedTeams: [],
    },
  });
  return commit;
}

function ownerAndName(fullName: string): [string, string] {
  const [owner, name = ''] = fullName.split('/');
  return [owner, name];
}
