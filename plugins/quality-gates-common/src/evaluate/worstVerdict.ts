import { verdicts, type Verdict } from '../types';

/** The worst of several verdicts; nothing to judge is inconclusive, never passed. @public */
export function worstVerdict(all: readonly Verdict[]): Verdict {
  if (all.length === 0) return 'inconclusive';
  return all.reduce((worst, verdict) =>
    verdicts.indexOf(verdict) > verdicts.indexOf(worst) ? verdict : worst,
  );
}
