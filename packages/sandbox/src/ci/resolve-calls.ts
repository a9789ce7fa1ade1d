import { Repositories } from '../github/repositories';
import { Repository } from '../github/repository';
import { readWorkflow } from './read-workflow';
import { Workflow, WorkflowJob } from './workflow';

/** GitHub allows four levels: the caller and three below it. */
const deepest = 4;
const reference =
  /^([\w.-]+)\/([\w.-]+)\/(\.github\/workflows\/[\w.-]+\.ya?ml)@([\w./-]+)$/;

export interface CallSource {
  repositories: Repositories;
  repository: Repository;
  sha: string;
}

/**
 * Reads the reusable workflows that jobs call, from the repository and commit they name, as GitHub does before a run
 * begins. Throws with a sentence when one is not there or does not take what it is given.
 */
export async function resolveCalls(
  workflow: Workflow,
  source: CallSource,
  depth = 1,
): Promise<Workflow> {
  const jobs = await Promise.all(
    workflow.jobs.map(async job =>
      job.uses === undefined
        ? job
        : { ...job, called: await readCalled(job, job.uses, source, depth) },
    ),
  );
  return { ...workflow, jobs };
}

async function readCalled(
  job: WorkflowJob,
  uses: string,
  source: CallSource,
  depth: number,
): Promise<Workflow> {
  if (depth >= deepest)
    throw new Error(`Job "${job.key}" calls workflows in too many levels.`);
  const found = await locate(uses, source);
  const entry =
    found && (await found.repository.reader.entry(found.sha, found.path));
  if (!found || entry?.type !== 'blob')
    throw new Error(`Job "${job.key}": workflow was not found: ${uses}`);
  const text = (await found.repository.reader.blob(entry.sha)).toString('utf8');
  const called = readWorkflow(found.path, text);
  assertTakes(job, called, uses);
  return resolveCalls(called, { ...source, ...found }, depth + 1);
}

async function locate(
  uses: string,
  { repositories, repository, sha }: CallSource,
): Promise<{ repository: Repository; sha: string; path: string } | undefined> {
  if (uses.startsWith('./')) return { repository, sha, path: uses.slice(2) };
  const [, owner, name, path, ref] = reference.exec(uses) ?? [];
  if (!owner) return undefined;
  const other = repositories
    .list()
    .find(
      ({ fullName }) =>
        fullName.toLowerCase() === `${owner}/${name}`.toLowerCase(),
    );
  const commit = await other?.reader.resolve(ref);
  return other && commit ? { repository: other, sha: commit, path } : undefined;
}

function assertTakes(job: WorkflowJob, called: Workflow, uses: string): void {
  if (!called.call)
    throw new Error(
      `Job "${job.key}": ${uses} is not reusable (on: workflow_call).`,
    );
  const { inputs } = called.call;
  const unknown = Object.keys(job.with).find(name => !(name in inputs));
  if (unknown)
    throw new Error(`Job "${job.key}": ${uses} takes no input "${unknown}".`);
  const missing = Object.entries(inputs).find(
    ([name, input]) => input.required && !(name in job.with),
  );
  if (missing)
    throw new Error(
      `Job "${job.key}": ${uses} needs the input "${missing[0]}".`,
    );
}
