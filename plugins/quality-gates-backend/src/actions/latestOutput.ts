import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  formatValue,
  type Evaluation,
} from '@heal7/backstage-plugin-quality-gates-common';

type Zod = Parameters<
  Parameters<ActionsRegistryService['register']>[0]['schema']['input']
>[0];

/** The shape of the checks that `latestOutput` tells. */
export const checksShape = (z: Zod) =>
  z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      blocking: z.boolean(),
      verdict: z.string(),
      value: z.string().optional(),
      reason: z.string(),
      waived: z.boolean().optional(),
    }),
  );

/** An evaluation as actions tell it: values as text with their unit. */
export function latestOutput(evaluation: Evaluation) {
  const { checks, commit, createdAt, verdict } = evaluation;
  return {
    commit,
    verdict,
    createdAt,
    checks: checks.map(check => ({
      id: check.id,
      title: check.title,
      blocking: check.blocking,
      verdict: check.verdict,
      ...(check.value === undefined
        ? {}
        : { value: formatValue(check.value, check.unit) }),
      reason: check.reason,
      ...(check.waiver ? { waived: true } : {}),
    })),
  };
}
