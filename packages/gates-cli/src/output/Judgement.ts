import type { ReportProblem } from '@heal7/backstage-plugin-quality-gates-common';
import type { Judged } from './exitCodeOf';
import { isPassingSoFar } from './exitCodeOf';
import { isPending, verdictWords } from './verdictWords';

/** What is shown of a judgement, whoever made it. */
export interface Judgement extends Judged {
  title: string;
  problems: readonly ReportProblem[];
  /** When it was made. */
  at: Date;
  /** Sentences about the judgement itself, e.g. that the portal could not be asked. */
  notes: string[];
  /** Page of the portal that shows it. */
  url?: string;
  /** What `--json` writes. */
  json: object;
}

/** `✖ failed`, `… passed so far, 4 checks pending` or `✔ passed, 1 check waived`: no verdict without its exceptions. */
export function gateWords(judgement: Judgement): string {
  const { checks, verdict } = judgement;
  const soFar = isPassingSoFar(judgement);
  return [
    soFar ? '… passed so far' : verdictWords[verdict],
    ...counted(soFar ? checks.filter(isPending).length : 0, 'pending'),
    ...counted(checks.filter(check => check.waiver).length, 'waived'),
  ].join(', ');
}

function counted(count: number, word: string): string[] {
  if (count === 0) return [];
  return [`${count} ${count === 1 ? 'check' : 'checks'} ${word}`];
}
