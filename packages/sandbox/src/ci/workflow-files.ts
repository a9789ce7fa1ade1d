import { Repository } from '../github/repository';
import { kindsOf, StepKind } from './step-kind';
import { Workflow, WorkflowJob } from './workflow';

/** The workflow files of a commit. */
export async function workflowFiles(
  { reader }: Repository,
  sha: string,
): Promise<Array<{ path: string; text: string }>> {
  const folder = await reader.entry(sha, '.github/workflows');
  if (!folder || folder.type !== 'tree') return [];
  const files = (await reader.tree(folder.sha)).filter(
    each => each.type === 'blob' && /\.ya?ml$/.test(each.path),
  );
  return Promise.all(
    files.map(async file => ({
      path: `.github/workflows/${file.path}`,
      text: (await reader.blob(file.sha)).toString('utf8'),
    })),
  );
}

/** A workflow that builds an image but leaves its deployment to somebody else gets the job that does it here. */
export function withDeployJob(workflow: Workflow): Workflow {
  const build = workflow.jobs.find(job => hasKind(job, 'image'));
  if (!build || workflow.jobs.some(job => hasKind(job, 'deploy')))
    return workflow;
  const deploy: WorkflowJob = {
    key: 'sandbox-deploy-dev',
    name: 'Deploy to development (added by the sandbox)',
    needs: [build.key],
    if: "github.event_name == 'push' && github.ref_name == github.event.repository.default_branch",
    env: {},
    with: {},
    outputs: {},
    secrets: {},
    steps: [
      {
        name: 'Write the image tag',
        run: 'write image.tag to values-dev.yaml',
        env: {},
        with: {},
        continueOnError: false,
      },
    ],
  };
  return { ...workflow, jobs: [...workflow.jobs, deploy] };
}

/** What a workflow finds out about a commit, without what it does with it. */
export function withoutDeployJobs(workflow: Workflow): Workflow {
  const isDeploy = (job: WorkflowJob) => hasKind(job, 'deploy');
  return { ...workflow, jobs: workflow.jobs.filter(job => !isDeploy(job)) };
}

function hasKind(job: WorkflowJob, kind: StepKind): boolean {
  return (
    job.steps.some(step => kindsOf(step).includes(kind)) ||
    (job.called?.jobs.some(each => hasKind(each, kind)) ?? false)
  );
}
