import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  parseReport,
  type ReportResult,
} from '@heal7/backstage-plugin-quality-gates-common';
import { parseEntity } from '../router/parseEntity';
import type { EvaluationService } from '../service/EvaluationService';
import { checksShape, latestOutput } from './latestOutput';

const mostReports = 50;
const longestReport = 5_000_000;

/** For templates and agents: judges reports they have at hand, with the permissions of the caller. */
export function registerEvaluate(
  registry: ActionsRegistryService,
  evaluations: EvaluationService,
): void {
  registry.register({
    name: 'evaluate',
    title: 'Evaluate a commit',
    description:
      'Judges a commit of a catalog entity by reports of tests, scans and analyses (coverage, JUnit, Trivy, SARIF, Lighthouse, axe, SonarQube …) and keeps the evaluation. The same entity, commit and run give the evaluation that is already there.',
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('Entity, e.g. component:default/heal7-backend'),
          commit: z
            .string()
            .regex(/^[0-9a-fA-F]{40}$/)
            .describe('Full SHA of the commit'),
          branch: z.string().min(1).max(255).optional(),
          runId: z
            .string()
            .min(1)
            .max(200)
            .describe('Identifies the run that made the reports'),
          reports: z
            .array(
              z.object({
                file: z.string().min(1).max(1000).describe('Name of the file'),
                content: z
                  .string()
                  .max(longestReport)
                  .describe('The report as its tool wrote it'),
                scope: z
                  .string()
                  .regex(/^[a-z][a-z0-9-]{0,62}$/)
                  .optional()
                  .describe('What it is about, e.g. integration or image'),
              }),
            )
            .min(1)
            .max(mostReports),
        }),
      output: z =>
        z.object({
          evaluationId: z.string(),
          created: z.boolean().describe('False when it was there already'),
          commit: z.string(),
          verdict: z.string(),
          createdAt: z.string(),
          checks: checksShape(z),
          problems: z
            .array(z.object({ file: z.string(), message: z.string() }))
            .describe('Reports that could not be read'),
        }),
    },
    action: async ({ input, credentials }) => {
      const results = input.reports.map(({ content, file, scope }) =>
        withScope(parseReport(file, content), scope),
      );
      const { created, evaluation } = await evaluations.create(
        {
          entityRef: parseEntity(input.entityRef),
          commit: input.commit.toLowerCase(),
          ...(input.branch === undefined ? {} : { branch: input.branch }),
          run: { id: input.runId },
          measurements: results.flatMap(({ measurements }) => measurements),
          problems: results.flatMap(({ problems }) => problems),
        },
        { credentials },
      );
      return {
        output: {
          evaluationId: evaluation.id,
          created,
          ...latestOutput(evaluation),
          problems: evaluation.problems.map(({ file, message }) => ({
            file,
            message,
          })),
        },
      };
    },
  });
}

function withScope(
  result: ReportResult,
  scope: string | undefined,
): ReportResult {
  if (scope === undefined) return result;
  return {
    ...result,
    measurements: result.measurements.map(measurement => ({
      ...measurement,
      source: { ...measurement.source, scope },
    })),
    problems: result.problems.map(problem => ({ ...problem, scope })),
  };
}
