import { gitText } from '../github/git/run-git';
import { JobRecord } from '../github/state/github-state';
import { uploadArtifact } from './artifacts';
import { deployToDev } from './deploy';
import { checkGates, pushGates } from './gates';
import { buildImage } from './image-build';
import { writeSecurityReport, writeTestReports } from './reports/write-reports';
import { Log, logOf, RunScope } from './run-scope';
import { kindsOf, StepKind } from './step-kind';
import { WorkflowJob, WorkflowStep } from './workflow';

interface StepCall {
  scope: RunScope;
  job: WorkflowJob;
  step: WorkflowStep;
  log: Log;
  interpolate: (text: string) => string;
}

const reportOptions = ({ scope }: StepCall) => ({
  directory: scope.directory,
  trailers: scope.trailers,
  repository: scope.repository.fullName,
  now: scope.settings.now(),
});

const performers: Record<StepKind, (call: StepCall) => Promise<boolean>> = {
  checkout: async ({ scope, log, step }) => {
    if (step.with.repository) {
      log(`${step.with.repository} is cloned when it is needed.`);
      return true;
    }
    log(
      await gitText(['log', '-1', '--stat', '--format=%H%n%an <%ae>%n%n%B'], {
        cwd: scope.directory,
      }),
    );
    return true;
  },
  test: async call => {
    for (const line of await writeTestReports(reportOptions(call)))
      call.log(line);
    const failing = call.scope.trailers.tests === 'failing';
    if (failing)
      call.log('1 test failed: the commit says Sandbox-Tests: failing');
    return !failing;
  },
  security: async call => {
    const { output, format } = call.step.with;
    const path =
      format === 'json' && output ? call.interpolate(output) : undefined;
    for (const line of await writeSecurityReport(reportOptions(call), path))
      call.log(line);
    return true;
  },
  'gates-check': async ({ scope, job, step, log }) => {
    const command = step.run ?? '';
    const code = await checkGates(scope, command, log);
    // The portal learns the verdict whatever it is, even when the workflow never pushes.
    const pushes = job.steps.some(each =>
      kindsOf(job, each).includes('gates-push'),
    );
    const pushed = pushes ? 0 : await pushGates(scope, command, log);
    return code === 0 && pushed === 0;
  },
  'gates-push': async ({ scope, step, log }) =>
    (await pushGates(scope, step.run ?? '', log)) === 0,
  upload: async ({ scope, step, log, interpolate }) => {
    await uploadArtifact(
      scope,
      interpolate(step.with.name || 'artifact'),
      interpolate(step.with.path ?? ''),
      log,
    );
    return true;
  },
  image: ({ scope, log }) => buildImage(scope, log),
  deploy: ({ scope, log }) => deployToDev(scope, log),
};

/** Does in a step what the sandbox can do for real, and says in the log what it only pretends. Returns whether it succeeded. */
export async function runStep(
  scope: RunScope,
  job: WorkflowJob,
  step: WorkflowStep,
  record: JobRecord,
  interpolate: (text: string) => string,
): Promise<boolean> {
  const log = logOf(scope, record);
  const kinds = kindsOf(job, step);
  if (kinds.length === 0) {
    log(`Not run by the sandbox CI: ${step.uses ?? (step.run ?? '').trim()}`);
    return true;
  }
  let succeeded = true;
  for (const kind of kinds) {
    const done = await performers[kind]({ scope, job, step, log, interpolate });
    succeeded = succeeded && done;
  }
  return succeeded;
}
