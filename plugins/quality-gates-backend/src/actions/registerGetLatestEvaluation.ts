import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { parseEntity } from '../router/parseEntity';
import type { EvaluationService } from '../service/EvaluationService';
import { checksShape, latestOutput } from './latestOutput';

/** For templates and agents: was this commit, or the newest one, good enough? */
export function registerGetLatestEvaluation(
  registry: ActionsRegistryService,
  evaluations: EvaluationService,
): void {
  registry.register({
    name: 'get-latest-evaluation',
    title: 'Latest quality gate evaluation',
    description:
      'The newest quality gate evaluation of a catalog entity: its verdict (passed, failed, inconclusive or error) and every check with value and reason. Pass a branch to look at that branch only.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('Entity, e.g. component:default/heal7-backend'),
          branch: z.string().optional().describe('Only this branch'),
        }),
      output: z =>
        z.object({
          found: z.boolean().describe('False when nothing was evaluated yet'),
          commit: z.string().optional(),
          verdict: z.string().optional(),
          createdAt: z.string().optional(),
          pendingParts: z
            .array(z.string())
            .optional()
            .describe('Parts of the CI run that are still awaited'),
          checks: checksShape(z),
        }),
    },
    action: async ({ input, credentials }) => {
      const { items } = await evaluations.list(
        {
          entityRef: parseEntity(input.entityRef),
          limit: 1,
          ...(input.branch ? { branch: input.branch } : {}),
        },
        { credentials },
      );
      const [latest] = items;
      if (!latest) return { output: { found: false, checks: [] } };
      return {
        output: {
          found: true,
          pendingParts: latest.pendingParts,
          ...latestOutput(latest),
        },
      };
    },
  });
}
