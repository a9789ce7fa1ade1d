import { gitText, runGit } from '../github/git/run-git';
import { downloadArtifacts, uploadArtifact } from './artifacts';
import { deployToDev } from './deploy';
import { runGatesStep } from './gates';
import { buildImage, tagOf } from './image-build';
import { reportPerformers } from './report-steps';
import { readOutputs } from './step-outputs';
import { StepCall } from './step-call';
import { kindsOf, StepKind } from './step-kind';

type Performer = (call: StepCall) => Promise<boolean>;

async function checkOut({ scope, step, log }: StepCall): Promise<boolean> {
  if (step.with.repository) {
    log(`${step.with.repository} is cloned when it is needed.`);
    return true;
  }
  const { directory, repository, run } = scope;
  await runGit(['init', '--quiet', directory]);
  await runGit(['fetch', '--quiet', repository.directory, run.headSha], {
    cwd: directory,
  });
  await runGit(['checkout', '--quiet', '--detach', run.headSha], {
    cwd: directory,
  });
  log(
    await gitText(['log', '-1', '--stat', '--format=%H%n%an <%ae>%n%n%B'], {
      cwd: directory,
    }),
  );
  return true;
}

const performers: Record<StepKind, Performer> = {
  ...reportPerformers,
  checkout: checkOut,
  upload: async ({ scope, step, log }) => {
    await uploadArtifact(
      scope,
      step.with.name || 'artifact',
      step.with.path ?? '',
      log,
    );
    return true;
  },
  download: async ({ scope, step, log }) => {
    await downloadArtifacts(scope, step.with, log);
    return true;
  },
  gates: runGatesStep,
  tag: async ({ scope, outputs, log }) => {
    const tag = await tagOf(scope, log);
    if (tag) outputs.tag = tag;
    return tag !== undefined;
  },
  image: buildImage,
  deploy: ({ scope, log }) => deployToDev(scope, log),
};

/** Does in a step what the sandbox can do for real, and says in the log what it only pretends. Returns whether it succeeded. */
export async function runStep(call: StepCall): Promise<boolean> {
  const { step, log } = call;
  const kinds = kindsOf(step);
  readOutputs(call);
  if (kinds.length === 0) {
    log(`Not run by the sandbox CI: ${step.uses ?? (step.run ?? '').trim()}`);
    return true;
  }
  let succeeded = true;
  for (const kind of kinds) {
    const done = await performers[kind](call);
    succeeded = succeeded && done;
  }
  return succeeded;
}
