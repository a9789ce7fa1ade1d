import { WorkflowJob, WorkflowStep } from './workflow';

/** What the sandbox really does in a step; everything else is only written into the log. */
export const stepKinds = [
  'checkout',
  'test',
  'security',
  'gates-check',
  'gates-push',
  'upload',
  'image',
  'deploy',
] as const;
export type StepKind = (typeof stepKinds)[number];

const patterns = {
  test: /\b(pytest|vitest|jest|playwright test|npm (run )?test|yarn (run )?test|pnpm (run )?test|coverage run)\b/,
  trivy: /\btrivy\b/,
  audit: /\b(npm audit|pip-audit|yarn npm audit|osv-scanner|trivy)\b/,
  gates: /heal7-gates\b|@heal7\/gates\b/,
  image:
    /docker\/build-push-action|docker (buildx )?build\b.*--push|docker push\b|buildah push|crane push/s,
  deploy: /values-dev\.yaml|image\.tag|kustomize edit set image/,
};

function textOf(step: WorkflowStep): string {
  return [
    step.name,
    step.uses ?? '',
    step.run ?? '',
    ...Object.values(step.with),
  ].join('\n');
}

/** The kinds of one step, in the order they are done. */
export function kindsOf(job: WorkflowJob, step: WorkflowStep): StepKind[] {
  const uses = step.uses ?? '';
  const command = `${uses}\n${step.run ?? ''}`;
  if (/^actions\/checkout@/.test(uses)) return ['checkout'];
  if (/^actions\/upload-artifact@/.test(uses)) return ['upload'];
  if (/^actions\//.test(uses)) return [];
  if (patterns.gates.test(command)) {
    const check = /(heal7-gates|@heal7\/gates\S*)\s+check/.test(command);
    const push = /(heal7-gates|@heal7\/gates\S*)\s+push/.test(command);
    // A composite action or a reusable workflow does not say which: it does both.
    if (!check && !push) return ['gates-check', 'gates-push'];
    return (['gates-check', 'gates-push'] satisfies StepKind[]).filter(kind =>
      kind === 'gates-check' ? check : push,
    );
  }
  const kinds: StepKind[] = [];
  if (patterns.test.test(command)) kinds.push('test');
  if (isSecurityScan(job, step, command)) kinds.push('security');
  if (patterns.image.test(command) && step.with.push !== 'false')
    kinds.push('image');
  if (patterns.deploy.test(command)) kinds.push('deploy');
  if (/\.ya?ml@/.test(uses))
    kinds.push(
      ...reusableKinds(`${job.key}\n${textOf(step)}`).filter(
        each => !kinds.includes(each),
      ),
    );
  return kinds;
}

/** One scan a job: Trivy when there is one, otherwise the package manager's own audit. */
function isSecurityScan(
  job: WorkflowJob,
  step: WorkflowStep,
  command: string,
): boolean {
  if (step.with['image-ref'] || /\btrivy image\b/.test(command)) return false;
  if (step.with.format === 'sarif') return false;
  const hasTrivy = job.steps.some(
    each =>
      patterns.trivy.test(`${each.uses ?? ''}\n${each.run ?? ''}`) &&
      !each.with['image-ref'],
  );
  return hasTrivy ? patterns.trivy.test(command) : patterns.audit.test(command);
}

/** A called workflow cannot be looked into; its name says what it is for. */
function reusableKinds(text: string): StepKind[] {
  const kinds: StepKind[] = [];
  if (/\btests?\b|\bci\b/i.test(text)) kinds.push('test');
  if (/security|scan|quality|\bci\b/i.test(text)) kinds.push('security');
  if (/gates?\b/i.test(text)) kinds.push('gates-check', 'gates-push');
  if (/build|image|container/i.test(text)) kinds.push('image');
  if (/deploy/i.test(text)) kinds.push('deploy');
  return kinds;
}
