import {
  isDecided,
  type Evaluation,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { Colour } from '../store/turnColour';

/** What the owner is told of: nothing of what is still awaited or could not be judged. */
export function colourOf(evaluation: Evaluation): Colour | undefined {
  if (!isDecided(evaluation)) return undefined;
  switch (evaluation.verdict) {
    case 'passed':
      return 'green';
    case 'failed':
    case 'error':
      return 'red';
    default:
      return undefined;
  }
}
