import { GithubContext } from '../github-context';
import { ApiCall, noContent, reply } from '../http/api-call';
import { ApiRoutes } from '../http/api-routes';
import { GithubError } from '../http/github-error';
import { repositoryUrls } from '../payloads/repository-payload';
import {
  artifactPayload,
  jobPayload,
  runPayload,
  workflowId,
} from '../payloads/run-payload';
import { Repository } from '../repository';
import { RunRecord } from '../state/github-state';
import { workflowName } from '../workflow-name';

interface Workflow {
  id: number;
  path: string;
  name: string;
}

async function workflowsOf(repository: Repository): Promise<Workflow[]> {
  const head = await repository.reader.resolve(repository.record.defaultBranch);
  const folder =
    head && (await repository.reader.entry(head, '.github/workflows'));
  if (!folder || folder.type !== 'tree') return [];
  const files = (await repository.reader.tree(folder.sha)).filter(each =>
    /\.ya?ml$/.test(each.path),
  );
  return Promise.all(
    files.map(async file => {
      const path = `.github/workflows/${file.path}`;
      const text = (await repository.reader.blob(file.sha)).toString('utf8');
      return {
        id: workflowId(repository, path),
        path,
        name: workflowName(text) ?? path,
      };
    }),
  );
}

async function findWorkflow(call: ApiCall): Promise<Workflow> {
  const wanted = call.param('workflow');
  const found = (await workflowsOf(call.repository())).find(
    each =>
      String(each.id) === wanted ||
      each.path === `.github/workflows/${wanted}` ||
      each.path === wanted,
  );
  if (!found) throw GithubError.notFound();
  return found;
}

/** Workflow runs, jobs, logs and artifacts. */
export function addActionsRoutes(api: ApiRoutes, context: GithubContext): void {
  const findRun = (call: ApiCall) => {
    const repository = call.repository();
    const id = call.numberParam('run');
    const run = repository.record.runs.find(each => each.id === id);
    if (!run) throw GithubError.notFound();
    return { repository, run };
  };
  const listRuns = (call: ApiCall, keep: (run: RunRecord) => boolean) => {
    const repository = call.repository();
    const wanted = (name: string, value: string | undefined) => {
      const asked = call.query(name);
      return asked === undefined || asked === value;
    };
    const status = call.query('status');
    const found = repository.record.runs
      .filter(
        run =>
          keep(run) &&
          wanted('head_sha', run.headSha) &&
          wanted('branch', run.headBranch) &&
          wanted('event', run.event) &&
          wanted('actor', run.actor) &&
          (!status || run.status === status || run.conclusion === status),
      )
      .reverse();
    return call.paginate(found, shown => ({
      total_count: found.length,
      workflow_runs: shown.map(run => runPayload(context, repository, run)),
    }));
  };

  const root = '/repos/:owner/:repo/actions';
  api.get(`${root}/workflows`, async call => {
    const repository = call.repository();
    const { api: url, html } = repositoryUrls(context, repository);
    const workflows = await workflowsOf(repository);
    return call.paginate(workflows, shown => ({
      total_count: workflows.length,
      workflows: shown.map(each => ({
        ...each,
        state: 'active',
        url: `${url}/actions/workflows/${each.id}`,
        html_url: `${html}/blob/${repository.record.defaultBranch}/${each.path}`,
        created_at: repository.record.createdAt,
        updated_at: repository.record.updatedAt,
      })),
    }));
  });
  api.get(`${root}/workflows/:workflow`, async call =>
    reply({ ...(await findWorkflow(call)), state: 'active' }),
  );
  api.get(`${root}/workflows/:workflow/runs`, async call => {
    const { path } = await findWorkflow(call);
    return listRuns(call, run => run.workflowPath === path);
  });
  api.post(`${root}/workflows/:workflow/dispatches`, async call => {
    const repository = call.repository();
    const { path } = await findWorkflow(call);
    const ref = call.body.string('ref');
    const branch = ref.replace(/^refs\/heads\//, '');
    if (!(await repository.reader.resolve(branch)))
      throw new GithubError(422, `No ref found for: ${ref}`);
    const inputs: Record<string, string> = {};
    for (const [name, value] of Object.entries(
      call.body.optionalFields('inputs')?.all ?? {},
    )) {
      inputs[name] = String(value);
    }
    context.dispatches.publish({
      repository,
      workflowPath: path,
      ref: branch,
      inputs,
      actor: call.caller.login,
    });
    return noContent;
  });

  api.get(`${root}/runs`, call => listRuns(call, () => true));
  api.get(`${root}/runs/:run`, call => {
    const { repository, run } = findRun(call);
    return reply(runPayload(context, repository, run));
  });
  const jobs = (call: ApiCall) => {
    const { repository, run } = findRun(call);
    return call.paginate(run.jobs, shown => ({
      total_count: run.jobs.length,
      jobs: shown.map(job => jobPayload(context, repository, run, job)),
    }));
  };
  api.get(`${root}/runs/:run/jobs`, jobs);
  api.get(`${root}/runs/:run/attempts/:attempt/jobs`, jobs);
  api.get(`${root}/runs/:run/artifacts`, call => {
    const { repository, run } = findRun(call);
    const name = call.query('name');
    const found = repository.record.artifacts.filter(
      each => each.runId === run.id && (!name || each.name === name),
    );
    return call.paginate(found, shown => ({
      total_count: found.length,
      artifacts: shown.map(each => artifactPayload(context, repository, each)),
    }));
  });

  const findJob = (call: ApiCall) => {
    const repository = call.repository();
    const id = call.numberParam('job');
    for (const run of repository.record.runs) {
      const job = run.jobs.find(each => each.id === id);
      if (job) return { repository, run, job };
    }
    throw GithubError.notFound();
  };
  api.get(`${root}/jobs/:job`, call => {
    const { repository, run, job } = findJob(call);
    return reply(jobPayload(context, repository, run, job));
  });
  api.get(`${root}/jobs/:job/logs`, call =>
    reply(Buffer.from(context.actions.readLog(findJob(call).job.id)), 200, {
      'Content-Type': 'text/plain; charset=utf-8',
    }),
  );

  const findArtifact = (call: ApiCall) => {
    const repository = call.repository();
    const id = call.numberParam('artifact');
    const artifact = repository.record.artifacts.find(each => each.id === id);
    if (!artifact) throw GithubError.notFound();
    return { repository, artifact };
  };
  api.get(`${root}/artifacts`, call => {
    const repository = call.repository();
    const name = call.query('name');
    const found = repository.record.artifacts
      .filter(each => !name || each.name === name)
      .reverse();
    return call.paginate(found, shown => ({
      total_count: found.length,
      artifacts: shown.map(each => artifactPayload(context, repository, each)),
    }));
  });
  api.get(`${root}/artifacts/:artifact`, call => {
    const { repository, artifact } = findArtifact(call);
    return reply(artifactPayload(context, repository, artifact));
  });
  api.get(`${root}/artifacts/:artifact/zip`, call => {
    // GitHub hands artifacts to signed-in people only, public repository or not.
    if (!call.account) throw new GithubError(401, 'Requires authentication');
    const { artifact } = findArtifact(call);
    return reply(context.actions.readArtifact(artifact), 200, {
      'Content-Type': 'application/zip',
    });
  });
}
