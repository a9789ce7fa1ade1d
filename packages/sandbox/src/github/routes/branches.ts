import { GithubContext } from '../github-context';
import { ApiCall, noContent, reply } from '../http/api-call';
import { ApiRoutes } from '../http/api-routes';
import { GithubError } from '../http/github-error';
import { commitPayload } from '../payloads/commit-payload';
import { repositoryUrls } from '../payloads/repository-payload';

/** Branches, tags and branch protection. */
export function addBranchRoutes(api: ApiRoutes, context: GithubContext): void {
  const existing = async (call: ApiCall) => {
    const repository = call.repository();
    const branch = call.param('branch');
    const sha = await repository.reader.resolve(`heads/${branch}`);
    if (!sha) throw new GithubError(404, 'Branch not found');
    return {
      repository,
      branch,
      sha,
      api: repositoryUrls(context, repository).api,
    };
  };

  api.get('/repos/:owner/:repo/branches', async call => {
    const repository = call.repository();
    const { api: url } = repositoryUrls(context, repository);
    const refs = await repository.reader.refs('refs/heads/');
    return call.paginate(
      refs.map(ref => {
        const name = ref.name.replace('refs/heads/', '');
        return {
          name,
          commit: { sha: ref.sha, url: `${url}/commits/${ref.sha}` },
          protected: name in repository.record.branchProtection,
        };
      }),
    );
  });
  api.get('/repos/:owner/:repo/tags', async call => {
    const repository = call.repository();
    const { api: url } = repositoryUrls(context, repository);
    const refs = await repository.reader.refs('refs/tags/');
    return call.paginate(
      refs.map(ref => ({
        name: ref.name.replace('refs/tags/', ''),
        commit: { sha: ref.sha, url: `${url}/commits/${ref.sha}` },
      })),
    );
  });

  const protection = '/repos/:owner/:repo/branches/:branch(*)/protection';
  api.post(`${protection}/required_signatures`, async call => {
    const { branch, repository, api: url } = await existing(call);
    const rules = repository.record.branchProtection[branch];
    if (!rules) throw new GithubError(404, 'Branch not protected');
    rules.required_signatures = { enabled: true };
    context.touch();
    return reply({
      url: `${url}/branches/${branch}/protection/required_signatures`,
      enabled: true,
    });
  });
  api.get(protection, async call => {
    const { repository, branch, api: url } = await existing(call);
    const rules = repository.record.branchProtection[branch];
    if (!rules) throw new GithubError(404, 'Branch not protected');
    return reply({ url: `${url}/branches/${branch}/protection`, ...rules });
  });
  api.put(protection, async call => {
    const { repository, branch, api: url } = await existing(call);
    const toggle = (name: string) => ({
      enabled: call.body.optionalBoolean(name) ?? false,
    });
    const rules = {
      required_status_checks: call.body.optionalFields('required_status_checks')
        ?.all,
      required_pull_request_reviews: call.body.optionalFields(
        'required_pull_request_reviews',
      )?.all,
      restrictions: call.body.optionalFields('restrictions')?.all,
      enforce_admins: toggle('enforce_admins'),
      required_linear_history: toggle('required_linear_history'),
      required_conversation_resolution: toggle(
        'required_conversation_resolution',
      ),
      block_creations: toggle('block_creations'),
      allow_force_pushes: toggle('allow_force_pushes'),
      allow_deletions: toggle('allow_deletions'),
      required_signatures: { enabled: false },
    };
    repository.record.branchProtection[branch] = rules;
    context.touch();
    return reply({ url: `${url}/branches/${branch}/protection`, ...rules });
  });
  api.delete(protection, async call => {
    const { repository, branch } = await existing(call);
    delete repository.record.branchProtection[branch];
    context.touch();
    return noContent;
  });

  api.get('/repos/:owner/:repo/branches/:branch(*)', async call => {
    const { repository, branch, sha, api: url } = await existing(call);
    return reply({
      name: branch,
      commit: commitPayload(
        context,
        repository,
        await repository.reader.commit(sha),
      ),
      protected: branch in repository.record.branchProtection,
      protection_url: `${url}/branches/${branch}/protection`,
    });
  });
}
