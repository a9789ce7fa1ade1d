import {
  isDecided,
  type Evaluation,
  type Verdict,
} from '@heal7/backstage-plugin-quality-gates-common';
import { headlineOf } from './sentences';

const states: Record<Verdict, string> = {
  passed: 'success',
  failed: 'failure',
  error: 'error',
  inconclusive: 'error',
};

const maxDescriptionLength = 140;

/** Body of `POST /repos/…/statuses/SHA`, for portals that are connected by a personal token: only Apps make check runs. */
export function commitStatusOf(
  evaluation: Evaluation,
  links: { name: string; url: string },
) {
  const headline = headlineOf(evaluation);
  return {
    context: links.name,
    state: isDecided(evaluation) ? states[evaluation.verdict] : 'pending',
    description:
      headline.length > maxDescriptionLength
        ? `${headline.slice(0, maxDescriptionLength - 1)}…`
        : headline,
    target_url: links.url,
  };
}
