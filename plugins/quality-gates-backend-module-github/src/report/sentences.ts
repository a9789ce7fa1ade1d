import {
  isDecided,
  type CheckResult,
  type Evaluation,
  type Verdict,
} from '@heal7/backstage-plugin-quality-gates-common';

/** How the checks of an evaluation stand, for the sentences about it. */
interface Standing {
  blocking: CheckResult[];
  /** Neither passed, nor waived, nor still awaited. */
  open: CheckResult[];
  waived: CheckResult[];
  pending: CheckResult[];
}

export function standingOf({ checks }: Evaluation): Standing {
  const blocking = checks.filter(check => check.blocking);
  const isPending = (check: CheckResult) => check.reasonCode === 'pending';
  return {
    blocking,
    open: blocking.filter(
      check => check.verdict !== 'passed' && !check.waiver && !isPending(check),
    ),
    waived: checks.filter(check => check.waiver !== undefined),
    pending: checks.filter(isPending),
  };
}

export const verdictWords: Record<Verdict, string> = {
  passed: 'Passed',
  inconclusive: 'Inconclusive',
  error: 'Error',
  failed: 'Failed',
};

const ending: Record<Exclude<Verdict, 'passed'>, [string, string]> = {
  failed: ['failed', 'failed'],
  error: ['could not be read', 'could not be read'],
  inconclusive: ['has no result', 'have no result'],
};

const checksIn = (count: number) => `${count} check${count === 1 ? '' : 's'}`;

function troubles(open: CheckResult[]): string {
  return (['failed', 'error', 'inconclusive'] as const)
    .flatMap(verdict => {
      const count = open.filter(check => check.verdict === verdict).length;
      if (count === 0) return [];
      return [`${checksIn(count)} ${ending[verdict][count === 1 ? 0 : 1]}`];
    })
    .join(', ');
}

/** One line that says it all: `2 of 14 checks failed`, `14 checks passed, 1 waived`. */
export function headlineOf(evaluation: Evaluation): string {
  const { blocking, open, pending, waived } = standingOf(evaluation);
  if (!isDecided(evaluation)) {
    const so = open.length > 0 ? `; so far ${troubles(open)}` : '';
    return `Waiting for ${evaluation.pendingParts.join(', ')} (${checksIn(
      pending.length,
    )})${so}`;
  }
  if (open.length > 0) return `${troubles(open)}, of ${blocking.length}`;
  const rest = blocking.length - waived.filter(it => it.blocking).length;
  const excepted = waived.length > 0 ? `, ${waived.length} waived` : '';
  return `${checksIn(rest)} passed${excepted}`;
}
