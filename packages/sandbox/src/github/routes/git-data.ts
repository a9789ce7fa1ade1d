import { RefInfo, TreeEntry } from '../git/git-reader';
import { GitError, GitPerson } from '../git/run-git';
import { GithubContext } from '../github-context';
import { ApiCall, noContent, reply } from '../http/api-call';
import { ApiRoutes } from '../http/api-routes';
import { Fields } from '../http/fields';
import { GithubError } from '../http/github-error';
import { assertFilePath, assertRefName } from '../names';
import { gitCommitPayload } from '../payloads/commit-payload';
import { repositoryUrls } from '../payloads/repository-payload';
import { Repository } from '../repository';

const objectId = /^[0-9a-f]{40}$/;

/** Git objects and refs over the API. */
export function addGitDataRoutes(api: ApiRoutes, context: GithubContext): void {
  const refPayload = (repository: Repository, ref: RefInfo) => {
    const { api: url } = repositoryUrls(context, repository);
    return {
      ref: ref.name,
      node_id: Buffer.from(`Ref${ref.name}`).toString('base64'),
      url: `${url}/git/${ref.name}`,
      object: {
        sha: ref.sha,
        type: ref.type,
        url: `${url}/git/${ref.type}s/${ref.sha}`,
      },
    };
  };
  const findRef = async (repository: Repository, name: string) => {
    const full = `refs/${name.replace(/^refs\//, '')}`;
    return (await repository.reader.refs(full)).find(ref => ref.name === full);
  };
  const requireNotEmpty = async (repository: Repository) => {
    if (await repository.isEmpty())
      throw new GithubError(409, 'Git Repository is empty.');
  };

  api.get('/repos/:owner/:repo/git/ref/:ref(*)', async call => {
    const repository = call.repository();
    await requireNotEmpty(repository);
    const ref = await findRef(repository, call.param('ref'));
    if (!ref) throw GithubError.notFound();
    return reply(refPayload(repository, ref));
  });
  api.get('/repos/:owner/:repo/git/matching-refs/:ref(*)', async call => {
    const repository = call.repository();
    const refs = await repository.reader.refs();
    const prefix = `refs/${call.param('ref')}`;
    return reply(
      refs
        .filter(ref => ref.name.startsWith(prefix))
        .map(ref => refPayload(repository, ref)),
    );
  });
  api.post('/repos/:owner/:repo/git/refs', async call => {
    const repository = call.repository();
    const name = call.body.string('ref');
    const kind = /^refs\/(heads|tags)\/(.+)$/.exec(name);
    if (!kind)
      throw new GithubError(
        422,
        `Reference name must start with 'refs/' and have at least two slashes.`,
      );
    assertRefName(kind[2]);
    const sha = await requireCommit(repository, call.body.string('sha'));
    if (await findRef(repository, name))
      throw new GithubError(422, 'Reference already exists');
    await context.repositories.change(repository, call.caller.login, () =>
      repository.writer.updateRef(name, sha, '0'.repeat(40)),
    );
    return reply(refPayload(repository, { name, sha, type: 'commit' }), 201);
  });
  api.patch('/repos/:owner/:repo/git/refs/:ref(*)', async call => {
    const repository = call.repository();
    const ref = await findRef(repository, call.param('ref'));
    if (!ref) throw new GithubError(422, 'Reference does not exist');
    const sha = await requireCommit(repository, call.body.string('sha'));
    if (!call.body.optionalBoolean('force')) {
      const base = await repository.reader.mergeBase(ref.sha, sha);
      if (base !== ref.sha)
        throw new GithubError(422, 'Update is not a fast forward');
    }
    try {
      await context.repositories.change(repository, call.caller.login, () =>
        repository.writer.updateRef(ref.name, sha, ref.sha),
      );
    } catch (error) {
      if (error instanceof GitError)
        throw new GithubError(409, 'Reference has changed meanwhile');
      throw error;
    }
    return reply(refPayload(repository, { ...ref, sha }));
  });
  api.delete('/repos/:owner/:repo/git/refs/:ref(*)', async call => {
    const repository = call.repository();
    const ref = await findRef(repository, call.param('ref'));
    if (!ref) throw new GithubError(422, 'Reference does not exist');
    await context.repositories.change(repository, call.caller.login, () =>
      repository.writer.deleteRef(ref.name),
    );
    return noContent;
  });

  api.get('/repos/:owner/:repo/git/commits/:sha', async call => {
    const repository = call.repository();
    const sha = await requireCommit(
      repository,
      call.param('sha'),
      GithubError.notFound(),
    );
    return reply(
      gitCommitPayload(
        context,
        repository,
        await repository.reader.commit(sha),
      ),
    );
  });
  api.post('/repos/:owner/:repo/git/commits', async call => {
    const repository = call.repository();
    const tree = call.body.string('tree');
    await requireObject(repository, tree, ['tree']);
    const parents = call.body.optionalStrings('parents') ?? [];
    for (const parent of parents)
      await requireObject(repository, parent, ['commit']);
    const author = personOf(call.body.optionalFields('author')) ?? call.caller;
    const sha = await repository.writer.writeCommit({
      tree,
      parents,
      message: call.body.string('message'),
      author,
      committer: personOf(call.body.optionalFields('committer')) ?? author,
    });
    return reply(
      gitCommitPayload(
        context,
        repository,
        await repository.reader.commit(sha),
      ),
      201,
    );
  });

  addTreeAndBlobRoutes(api, context);
}

function addTreeAndBlobRoutes(api: ApiRoutes, context: GithubContext): void {
  const treePayload = (
    repository: Repository,
    sha: string,
    entries: TreeEntry[],
  ) => {
    const { api: url } = repositoryUrls(context, repository);
    return {
      sha,
      url: `${url}/git/trees/${sha}`,
      truncated: false,
      tree: entries.map(entry => ({
        path: entry.path,
        mode: entry.mode,
        type: entry.type,
        sha: entry.sha,
        ...(entry.size === undefined ? {} : { size: entry.size }),
        url: `${url}/git/${entry.type === 'tree' ? 'trees' : 'blobs'}/${
          entry.sha
        }`,
      })),
    };
  };

  api.get('/repos/:owner/:repo/git/trees/:sha(*)', async call => {
    const repository = call.repository();
    const name = call.param('sha');
    const commit = await repository.reader.resolve(name);
    let tree = commit && (await repository.reader.commit(commit)).tree;
    if (
      !tree &&
      objectId.test(name) &&
      (await repository.reader.typeOf(name)) === 'tree'
    )
      tree = name;
    if (!tree) throw GithubError.notFound();
    const entries = await repository.reader.tree(
      tree,
      call.query('recursive') !== undefined,
    );
    // GitHub answers with the id that was asked for.
    return reply(
      treePayload(repository, objectId.test(name) ? name : tree, entries),
    );
  });
  api.post('/repos/:owner/:repo/git/trees', async call => {
    const repository = call.repository();
    const requested = call.body.optionalString('base_tree');
    const base =
      requested &&
      (await requireObject(repository, requested, ['tree', 'commit']));
    const changes = [];
    for (const entry of call.body.fieldsList('tree')) {
      const path = assertFilePath(entry.string('path'));
      const mode = entry.optionalString('mode') ?? '100644';
      if (!/^(100644|100755|120000|040000|160000)$/.test(mode)) {
        throw new GithubError(422, `Must supply a valid tree.mode for ${path}`);
      }
      const content = entry.optionalString('content');
      const given = entry.optionalString('sha');
      if (given) await requireObject(repository, given, ['blob', 'tree']);
      const sha =
        content === undefined
          ? given
          : await repository.writer.writeBlob(Buffer.from(content));
      changes.push({ path, mode, ...(sha ? { sha } : {}) });
    }
    const tree = await repository.writer.writeTree(base, changes);
    return reply(
      treePayload(repository, tree, await repository.reader.tree(tree)),
      201,
    );
  });
  api.get('/repos/:owner/:repo/git/blobs/:sha', async call => {
    const repository = call.repository();
    const sha = call.param('sha');
    if (!objectId.test(sha) || (await repository.reader.typeOf(sha)) !== 'blob')
      throw GithubError.notFound();
    const content = await repository.reader.blob(sha);
    if (call.accepts('raw'))
      return reply(content, 200, {
        'Content-Type': 'application/octet-stream',
      });
    const { api: url } = repositoryUrls(context, repository);
    return reply({
      sha,
      size: content.length,
      url: `${url}/git/blobs/${sha}`,
      encoding: 'base64',
      content: content.toString('base64'),
    });
  });
  api.post('/repos/:owner/:repo/git/blobs', async (call: ApiCall) => {
    const repository = call.repository();
    const encoding =
      call.body.optionalString('encoding') === 'base64' ? 'base64' : 'utf8';
    const sha = await repository.writer.writeBlob(
      Buffer.from(call.body.string('content'), encoding),
    );
    const { api: url } = repositoryUrls(context, repository);
    return reply({ sha, url: `${url}/git/blobs/${sha}` }, 201);
  });
}

function personOf(
  fields: Fields | undefined,
): (GitPerson & { date?: string }) | undefined {
  if (!fields) return undefined;
  const date = fields.optionalString('date');
  return {
    name: fields.string('name'),
    email: fields.string('email'),
    ...(date ? { date } : {}),
  };
}

async function requireCommit(
  repository: Repository,
  sha: string,
  error = new GithubError(422, 'Object does not exist'),
): Promise<string> {
  if (!objectId.test(sha) || (await repository.reader.typeOf(sha)) !== 'commit')
    throw error;
  return sha;
}

async function requireObject(
  repository: Repository,
  sha: string,
  types: string[],
): Promise<string> {
  const type = objectId.test(sha)
    ? await repository.reader.typeOf(sha)
    : undefined;
  if (!type || !types.includes(type))
    throw new GithubError(422, `${types.join(' or ')} ${sha} does not exist`);
  return sha;
}
