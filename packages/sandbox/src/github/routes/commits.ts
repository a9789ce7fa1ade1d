import { emptyTree } from '../git/git-reader';
import { GithubContext } from '../github-context';
import { ApiCall, reply } from '../http/api-call';
import { ApiRoutes } from '../http/api-routes';
import { GithubError } from '../http/github-error';
import { isFilePath } from '../names';
import { commitPayload, filePayload } from '../payloads/commit-payload';
import { repositoryUrls } from '../payloads/repository-payload';
import { Repository } from '../repository';

/** The commit a path parameter names; 422 as GitHub answers, 409 while there is none at all. */
export async function requireRef(
  repository: Repository,
  ref: string,
): Promise<string> {
  const sha = await repository.reader.resolve(ref);
  if (sha) return sha;
  if (await repository.isEmpty())
    throw new GithubError(409, 'Git Repository is empty.');
  throw new GithubError(
    /^[0-9a-f]{40}$/.test(ref) ? 422 : 404,
    `No commit found for SHA: ${ref}`,
  );
}

/** Commits, comparisons and archives. */
export function addCommitRoutes(api: ApiRoutes, context: GithubContext): void {
  api.get('/repos/:owner/:repo/commits', async call => {
    const repository = call.repository();
    const head = await requireRef(
      repository,
      call.query('sha') ?? repository.record.defaultBranch,
    );
    const { page, perPage } = call.page;
    const path = call.query('path');
    if (path !== undefined && !isFilePath(path)) return reply([]);
    const commits = await repository.reader.log(head, {
      path,
      skip: (page - 1) * perPage,
      limit: perPage + 1,
      since: call.query('since'),
      until: call.query('until'),
      author: call.query('author'),
    });
    const pages = commits.length > perPage ? page + 1 : page;
    return reply(
      commits
        .slice(0, perPage)
        .map(commit => commitPayload(context, repository, commit)),
      200,
      call.linkHeader(pages),
    );
  });

  api.get('/repos/:owner/:repo/compare/:base(*)...:head(*)', call =>
    compare(context, call),
  );

  for (const format of ['tarball', 'zipball'] as const) {
    api.get(`/repos/:owner/:repo/${format}/:ref(*)?`, async call => {
      const repository = call.repository();
      const sha = await requireRef(
        repository,
        call.param('ref') || repository.record.defaultBranch,
      );
      const { owner, name } = repository.record;
      const prefix = `${owner}-${name}-${sha.slice(0, 7)}`;
      const kind = format === 'tarball' ? 'tar.gz' : 'zip';
      return reply(await repository.reader.archive(sha, kind, prefix), 200, {
        'Content-Type':
          format === 'tarball' ? 'application/x-gzip' : 'application/zip',
        'Content-Disposition': `attachment; filename=${prefix}.${kind}`,
      });
    });
  }

  // Registered after `…/status`, `…/statuses`, `…/check-runs`, `…/pulls` (checks.ts, pulls.ts): the ref takes the rest of the path.
  api.get('/repos/:owner/:repo/commits/:ref(*)', async call => {
    const repository = call.repository();
    const sha = await requireRef(repository, call.param('ref'));
    if (call.accepts('sha'))
      return reply(Buffer.from(sha), 200, {
        'Content-Type': 'text/plain; charset=utf-8',
      });
    const commit = await repository.reader.commit(sha);
    const files = await repository.reader.diff(
      commit.parents[0] ?? emptyTree,
      sha,
    );
    const additions = files.reduce((sum, file) => sum + file.additions, 0);
    const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
    return reply({
      ...commitPayload(context, repository, commit),
      stats: { total: additions + deletions, additions, deletions },
      files: files.map(file => filePayload(context, repository, sha, file)),
    });
  });
}

async function compare(context: GithubContext, call: ApiCall) {
  const repository = call.repository();
  // `owner:branch` names a fork; here there are none, so only the own owner makes sense.
  const own = (ref: string) =>
    ref.replace(new RegExp(`^${repository.record.owner}:`, 'i'), '');
  const [baseName, headName] = [
    own(call.param('base')),
    own(call.param('head')),
  ];
  const base = await repository.reader.resolve(baseName);
  const head = await repository.reader.resolve(headName);
  if (!base || !head) throw GithubError.notFound();
  const start = await repository.reader.mergeBase(base, head);
  if (!start)
    throw new GithubError(
      404,
      `No common ancestor between ${baseName} and ${headName}.`,
    );
  const commits = (
    await repository.reader.log(`${base}..${head}`, { limit: 250 })
  ).reverse();
  const ahead = await repository.reader.count(`${base}..${head}`);
  const behind = await repository.reader.count(`${head}..${base}`);
  const files = await repository.reader.diff(start, head);
  const { api, html } = repositoryUrls(context, repository);
  let status = 'identical';
  if (ahead > 0) status = behind > 0 ? 'diverged' : 'ahead';
  else if (behind > 0) status = 'behind';
  const shape = async (sha: string) =>
    commitPayload(context, repository, await repository.reader.commit(sha));
  return reply({
    url: `${api}/compare/${baseName}...${headName}`,
    html_url: `${html}/compare/${baseName}...${headName}`,
    status,
    ahead_by: ahead,
    behind_by: behind,
    total_commits: ahead,
    base_commit: await shape(base),
    merge_base_commit: await shape(start),
    commits: commits.map(commit => commitPayload(context, repository, commit)),
    files: files.map(file => filePayload(context, repository, head, file)),
  });
}
