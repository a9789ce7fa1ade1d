import { WorkflowStep } from './workflow';

/** What the sandbox really does in a step; everything else is only written into the log. */
export const stepKinds = [
  'checkout',
  'upload',
  'download',
  'unit-tests',
  'integration-tests',
  'e2e-tests',
  'page-tests',
  'lighthouse',
  'bandit',
  'complexity',
  'duplication',
  'pip-audit',
  'npm-audit',
  'file-scan',
  'image-scan',
  'image-size',
  'sonar',
  'gates',
  'tag',
  'image',
  'deploy',
] as const;
export type StepKind = (typeof stepKinds)[number];

interface StepText {
  uses: string;
  /** What it runs, or the action it uses. */
  command: string;
  with: Record<string, string>;
}

const isTrivy = ({ command }: StepText) =>
  /\btrivy\b|trivy-action@/.test(command);
const isImageScan = (step: StepText) =>
  Boolean(step.with['image-ref']) || /\btrivy image\b/.test(step.command);
const isJson = ({ with: options, command }: StepText) =>
  options.format === 'json' || /--format[ =]json/.test(command);
const unitTests =
  /\b(pytest|vitest|jest|npm (run )?test|yarn (run )?test|pnpm (run )?test|coverage run)(?![\w:-])/;

const rules: Record<StepKind, (step: StepText) => boolean> = {
  checkout: ({ uses }) => uses.startsWith('actions/checkout@'),
  upload: ({ uses }) => uses.startsWith('actions/upload-artifact@'),
  download: ({ uses }) => uses.startsWith('actions/download-artifact@'),
  'unit-tests': ({ command }) =>
    unitTests.test(command) && !/tests\/(integration|e2e)/.test(command),
  'integration-tests': ({ command }) => /tests\/integration/.test(command),
  'e2e-tests': ({ command }) => /tests\/e2e|test:e2e/.test(command),
  'page-tests': ({ command }) =>
    /test:pages|playwright test/.test(command) && !/test:e2e/.test(command),
  lighthouse: ({ command }) => /\blighthouse\b|\blhci\b/.test(command),
  bandit: ({ command }) => /\bbandit\b/.test(command),
  complexity: ({ command }) =>
    /\bradon\b|\blizard\b|run complexity/.test(command),
  duplication: ({ command }) => /\bjscpd\b/.test(command),
  'pip-audit': ({ command }) => /\bpip-audit\b/.test(command),
  'npm-audit': ({ command }) => /\bnpm audit\b/.test(command),
  'file-scan': step => isTrivy(step) && !isImageScan(step) && isJson(step),
  'image-scan': step => isTrivy(step) && isImageScan(step) && isJson(step),
  'image-size': ({ command }) => /docker image inspect/.test(command),
  sonar: ({ command }) => /qualitygates\/project_status/.test(command),
  gates: ({ command }) => /heal7-gates\b|@heal7\/gates\b/.test(command),
  tag: ({ command }) => /tag=\$\(cat VERSION\)/.test(command),
  image: ({ uses, command }) =>
    uses.startsWith('docker/build-push-action@') ||
    /docker (buildx )?build\b.*--push|docker push\b|buildah push/s.test(
      command,
    ),
  deploy: ({ command }) =>
    /values-(dev|\$ENVIRONMENT)\.yaml|image\.tag\b|kustomize edit set image/.test(
      command,
    ) && !/helm upgrade/.test(command),
};

/** The kinds of one step, in the order they are done. */
export function kindsOf(step: WorkflowStep): StepKind[] {
  const uses = step.uses ?? '';
  const text = { uses, command: `${uses}\n${step.run ?? ''}`, with: step.with };
  return stepKinds.filter(kind => rules[kind](text));
}
