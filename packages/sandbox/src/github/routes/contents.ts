import { TreeEntry } from '../git/git-reader';
import { GitPerson } from '../git/run-git';
import { GithubContext } from '../github-context';
import { ApiCall, reply } from '../http/api-call';
import { ApiRoutes } from '../http/api-routes';
import { Fields } from '../http/fields';
import { GithubError } from '../http/github-error';
import { assertFilePath, assertRefName } from '../names';
import { gitCommitPayload } from '../payloads/commit-payload';
import { repositoryUrls } from '../payloads/repository-payload';
import { Repository } from '../repository';

/** Files over the API: read, write with compare-and-swap, delete. */
export function addContentRoutes(api: ApiRoutes, context: GithubContext): void {
  const path = '/repos/:owner/:repo/contents/:path(*)?';
  api.get(path, call => readContents(context, call));
  api.put(path, call => writeContents(context, call));
  api.delete(path, call => deleteContents(context, call));
  api.get('/repos/:owner/:repo/readme', async call => {
    const repository = call.repository();
    const commit = await commitFor(call, repository);
    const names = (await repository.reader.tree(commit)).map(
      entry => entry.path,
    );
    const readme = names.find(name => /^readme(\.\w+)?$/i.test(name));
    if (!readme) throw GithubError.notFound();
    return readContents(context, call, readme);
  });
}

async function commitFor(
  call: ApiCall,
  repository: Repository,
): Promise<string> {
  const ref = call.query('ref') ?? repository.record.defaultBranch;
  const commit = await repository.reader.resolve(ref);
  if (commit) return commit;
  if (await repository.isEmpty())
    throw new GithubError(404, 'This repository is empty.');
  throw new GithubError(404, `No commit found for the ref ${ref}`);
}

function entryPayload(
  context: GithubContext,
  repository: Repository,
  ref: string,
  entry: TreeEntry,
) {
  const { api, html } = repositoryUrls(context, repository);
  const path = entry.path.split('/').map(encodeURIComponent).join('/');
  const isFile = entry.type === 'blob';
  const url = `${api}/contents/${path}?ref=${ref}`;
  const gitUrl = `${api}/git/${isFile ? 'blobs' : 'trees'}/${entry.sha}`;
  const htmlUrl = `${html}/${isFile ? 'blob' : 'tree'}/${ref}/${path}`;
  return {
    name: entry.path.split('/').pop() ?? '',
    path: entry.path,
    sha: entry.sha,
    size: entry.size ?? 0,
    url,
    html_url: htmlUrl,
    git_url: gitUrl,
    download_url: isFile
      ? `${context.baseUrl()}/raw/${repository.fullName}/${ref}/${path}`
      : null,
    type: isFile ? 'file' : 'dir',
    _links: { self: url, git: gitUrl, html: htmlUrl },
  };
}

async function readContents(
  context: GithubContext,
  call: ApiCall,
  fixedPath?: string,
) {
  const repository = call.repository();
  const path = (fixedPath ?? call.param('path')).replace(/^\/+|\/+$/g, '');
  const commit = await commitFor(call, repository);
  const ref = call.query('ref') ?? repository.record.defaultBranch;
  const entry = await repository.reader.entry(commit, path);
  if (!entry) throw GithubError.notFound();
  if (entry.type === 'tree') {
    const prefix = path ? `${path}/` : '';
    const children = await repository.reader.tree(entry.sha);
    return reply(
      children.map(child =>
        entryPayload(context, repository, ref, {
          ...child,
          path: prefix + child.path,
        }),
      ),
    );
  }
  const content = await repository.reader.blob(entry.sha);
  const [changed] = await repository.reader.log(commit, { path, limit: 1 });
  const headers = {
    'Last-Modified': new Date(changed.committer.date).toUTCString(),
  };
  if (call.accepts('raw')) {
    return reply(content, 200, {
      ...headers,
      'Content-Type': 'application/vnd.github.raw; charset=utf-8',
    });
  }
  const base64 = content.toString('base64').replace(/(.{60})/g, '$1\n');
  return reply(
    {
      ...entryPayload(context, repository, ref, { ...entry, path }),
      encoding: 'base64',
      content: `${base64}\n`,
    },
    200,
    headers,
  );
}

function personOf(fields: Fields | undefined): GitPerson | undefined {
  if (!fields) return undefined;
  return { name: fields.string('name'), email: fields.string('email') };
}

interface Change {
  repository: Repository;
  path: string;
  branch: string;
  head: string | undefined;
  existing: TreeEntry | undefined;
}

/** Where a write would go, after checking that the caller saw the latest version. */
async function prepareChange(call: ApiCall): Promise<Change> {
  const repository = call.repository();
  const path = assertFilePath(call.param('path').replace(/^\/+/, ''));
  const branch = assertRefName(
    call.body.optionalString('branch') ?? repository.record.defaultBranch,
  );
  const head = await repository.reader.resolve(`heads/${branch}`);
  if (!head && !(await repository.isEmpty()))
    throw new GithubError(404, `Branch ${branch} not found`);
  const existing = head ? await repository.reader.entry(head, path) : undefined;
  const sha = call.body.optionalString('sha');
  if (existing?.type === 'blob') {
    if (sha === undefined)
      throw new GithubError(422, `Invalid request.\n\n"sha" wasn't supplied.`);
    if (sha !== existing.sha)
      throw new GithubError(409, `${path} does not match ${sha}`);
  } else if (existing) {
    throw new GithubError(422, `${path} is a directory`);
  } else if (sha !== undefined) {
    throw new GithubError(409, `${path} does not match ${sha}`);
  }
  return { repository, path, branch, head, existing };
}

/** Another writer may win between the check and the commit; GitHub answers 409 then as well. */
async function commitChange(
  context: GithubContext,
  call: ApiCall,
  change: Change,
  content?: Buffer,
) {
  const { repository, path, branch, head } = change;
  const author =
    personOf(call.body.optionalFields('author')) ??
    personOf(call.body.optionalFields('committer'));
  const sha = await context.repositories.commit(repository, {
    branch,
    files: content
      ? { [path]: { content, executable: change.existing?.mode === '100755' } }
      : {},
    deletions: content ? [] : [path],
    message: call.body.string('message'),
    author: author ?? call.caller,
    committer: personOf(call.body.optionalFields('committer')),
    pusher: call.caller.login,
    ...(head ? { expectedHead: head } : {}),
  });
  const commit = gitCommitPayload(
    context,
    repository,
    await repository.reader.commit(sha),
  );
  const entry = content ? await repository.reader.entry(sha, path) : undefined;
  return {
    content: entry
      ? entryPayload(context, repository, branch, { ...entry, path })
      : null,
    commit,
  };
}

async function writeContents(context: GithubContext, call: ApiCall) {
  const encoded = call.body.optionalString('content');
  if (encoded === undefined)
    throw new GithubError(
      422,
      `Invalid request.\n\n"content" wasn't supplied.`,
    );
  if (!/^[A-Za-z0-9+/=\s]*$/.test(encoded))
    throw new GithubError(422, 'content is not valid Base64');
  const change = await prepareChange(call);
  const body = await commitChange(
    context,
    call,
    change,
    Buffer.from(encoded, 'base64'),
  );
  return reply(body, change.existing ? 200 : 201);
}

async function deleteContents(context: GithubContext, call: ApiCall) {
  for (const name of ['sha', 'message', 'branch']) {
    const value = call.query(name);
    if (value !== undefined) call.body.all[name] ??= value;
  }
  const change = await prepareChange(call);
  if (!change.existing) throw GithubError.notFound();
  return reply(await commitChange(context, call, change));
}
