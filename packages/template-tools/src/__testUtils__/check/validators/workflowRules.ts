import { isNode, type Document, type LineCounter } from 'yaml';
import { isObject, listOf, textOf } from '../../../lint/visit';

export interface WorkflowProblem {
  line: number;
  message: string;
}

type Path = (string | number)[];

/** Text that anybody who opens an issue or a pull request can choose. */
const UNTRUSTED =
  /github\.(?:event\.(?:[\w.*[\]]*\.)?(?:title|body|message|name|email|label|ref|default_branch|page_name)\b|head_ref)/;

/** What actionlint does not ask for and the founders' pipelines must have. */
export function workflowProblems(
  document: Document,
  counter: LineCounter,
  text: string,
): WorkflowProblem[] {
  const workflow: unknown = document.toJS();
  if (!isObject(workflow)) return [{ line: 1, message: 'No workflow.' }];
  const problems: WorkflowProblem[] = [];
  const report = (path: Path, message: string) =>
    problems.push({ line: lineOf(document, counter, path), message });
  if (isObject(workflow.runs)) {
    checkSteps(listOf(workflow.runs.steps), ['runs', 'steps'], report);
  } else {
    checkTop(workflow, report);
    checkJobs(workflow, report);
  }
  problems.push(...pinProblems(text));
  return problems;
}

type Report = (path: Path, message: string) => void;

function triggers(workflow: Record<string, unknown>): string[] {
  const { on } = workflow;
  if (typeof on === 'string') return [on];
  return Array.isArray(on)
    ? on.map(String)
    : Object.keys(isObject(on) ? on : {});
}

function checkTop(workflow: Record<string, unknown>, report: Report): void {
  const events = triggers(workflow);
  if (events.includes('pull_request_target')) {
    report(
      ['on'],
      'pull_request_target runs with secrets for anybody who opens a pull request.',
    );
  }
  if (workflow.permissions === undefined) {
    report([], 'Without "permissions" the token may do what it likes.');
  } else if (/write-all/.test(String(workflow.permissions))) {
    report(['permissions'], 'write-all is not the least that is needed.');
  }
  // A workflow that is only called runs under the concurrency of its caller.
  const called = events.every(event => event === 'workflow_call');
  if (workflow.concurrency === undefined && !called) {
    report([], 'Without "concurrency" runs of one branch overtake each other.');
  }
}

function checkJobs(workflow: Record<string, unknown>, report: Report): void {
  for (const [name, job] of Object.entries(
    isObject(workflow.jobs) ? workflow.jobs : {},
  )) {
    if (!isObject(job)) continue;
    const path = ['jobs', name];
    // A job that calls a workflow has no time-out of its own.
    if (job['timeout-minutes'] === undefined && job.uses === undefined) {
      report(path, `The job "${name}" has no timeout-minutes.`);
    }
    if (job.secrets === 'inherit') {
      report(
        [...path, 'secrets'],
        `The job "${name}" passes every secret on; name the ones it needs.`,
      );
    }
    checkSteps(listOf(job.steps), [...path, 'steps'], report);
  }
}

function checkSteps(steps: unknown[], path: Path, report: Report): void {
  steps.forEach((step, index) => {
    if (!isObject(step)) return;
    const place = [...path, index];
    const uses = textOf(step.uses);
    if (uses?.startsWith('actions/checkout@')) {
      checkCheckout(step, place, report);
    }
    const script = isObject(step.with) ? textOf(step.with.script) : undefined;
    for (const [key, code] of [
      ['run', textOf(step.run)],
      ['with', script],
    ] as const) {
      for (const [expression] of code?.matchAll(/\$\{\{[\s\S]*?\}\}/g) ?? []) {
        if (UNTRUSTED.test(expression)) {
          report(
            [...place, key],
            `${expression} is written into a script and anybody can choose it; pass it by env.`,
          );
        }
      }
    }
  });
}

function checkCheckout(
  step: Record<string, unknown>,
  path: Path,
  report: Report,
): void {
  const options = isObject(step.with) ? step.with : {};
  // A checkout with a token of its own is there to push; the token then is the point.
  if (options['persist-credentials'] !== false && options.token === undefined) {
    report(
      path,
      'The checkout leaves its token behind: persist-credentials: false.',
    );
  }
}

/** Comments are not in the document, so pins are read from the lines. */
function pinProblems(text: string): WorkflowProblem[] {
  return text.split('\n').flatMap((content, index) => {
    const [, uses, comment] =
      /^\s*(?:- )?uses:\s*["']?([^\s"'#]+)["']?\s*(#.*)?$/.exec(content) ?? [];
    if (!uses || uses.startsWith('./')) return [];
    const problem = pinProblem(uses, comment ?? '');
    return problem ? [{ line: index + 1, message: problem }] : [];
  });
}

function pinProblem(uses: string, comment: string): string | undefined {
  if (uses.startsWith('docker://')) {
    return /@sha256:[0-9a-f]{64}$/.test(uses)
      ? undefined
      : `${uses} is not pinned by digest.`;
  }
  // The workflows of our own are versioned together with these templates.
  if (
    /^[\w.-]+\/workflows\/\.github\/workflows\/[^@]+@v?\d+\.\d+\.\d+$/.test(
      uses,
    )
  ) {
    return undefined;
  }
  if (!/@[0-9a-f]{40}$/.test(uses)) {
    return `${uses} is not pinned to a commit of 40 hex digits.`;
  }
  return /^# v?\d+\.\d+\.\d+/.test(comment)
    ? undefined
    : `${uses} does not say its version in a comment (# v1.2.3).`;
}

function lineOf(document: Document, counter: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return counter.linePos(node.range[0]).line;
  }
  return 1;
}
