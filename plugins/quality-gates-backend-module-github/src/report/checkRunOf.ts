import {
  isDecided,
  type Evaluation,
  type Verdict,
} from '@heal7/backstage-plugin-quality-gates-common';
import { headlineOf } from './sentences';
import { summaryMarkdown } from './summaryMarkdown';

const conclusions: Record<Verdict, string> = {
  passed: 'success',
  failed: 'failure',
  error: 'failure',
  inconclusive: 'action_required',
};

const maxTitleLength = 255;

/** Body of `POST /repos/…/check-runs`; without `head_sha` also of `PATCH`. */
export function checkRunOf(
  evaluation: Evaluation,
  links: { entityRef: string; name: string; url: string },
) {
  const isPending = !isDecided(evaluation);
  return {
    name: links.name,
    external_id: links.entityRef,
    details_url: links.url,
    started_at: evaluation.createdAt,
    ...(isPending
      ? { status: 'in_progress' }
      : {
          status: 'completed',
          conclusion: conclusions[evaluation.verdict],
          completed_at: evaluation.updatedAt,
        }),
    output: {
      title: headlineOf(evaluation).slice(0, maxTitleLength),
      summary: summaryMarkdown(evaluation, links),
    },
  };
}
