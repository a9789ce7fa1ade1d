import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { EnvironmentState } from '@heal7/backstage-plugin-delivery-common';
import { ServiceAnswers } from '../service/service-answers';

function refOf(text: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(text, { defaultKind: 'component' }),
    );
  } catch {
    throw new InputError(
      `entityRef: ${text} is not an entity reference such as component:default/name`,
    );
  }
}

const laneOf = (environment: EnvironmentState) => {
  const { desired, problems, rollout, running } = environment;
  return {
    name: environment.name,
    title: environment.title,
    tier: environment.tier,
    ...(running ? { running: running.tag } : {}),
    ...(desired ? { desired: desired.tag } : {}),
    health: environment.notDeployed ? 'not-deployed' : environment.health,
    sync: environment.sync,
    readyPods: environment.pods.ready,
    desiredPods: environment.pods.desired,
    ...(environment.deployedAt ? { deployedAt: environment.deployedAt } : {}),
    stale: environment.stale,
    ...(rollout
      ? {
          canary: {
            phase: rollout.phase,
            active: rollout.active,
            ...(rollout.canary ? { version: rollout.canary.tag } : {}),
            weight: rollout.weight ?? rollout.reportedWeight,
            failedChecks: rollout.failedChecks,
            threshold: rollout.threshold,
            ...(rollout.reason ? { reason: rollout.reason.text } : {}),
          },
        }
      : {}),
    problems: problems.map(({ text }) => text),
  };
};

/** For templates and agents: where is every version of this service? */
export function registerGetService(
  registry: ActionsRegistryService,
  answers: Pick<ServiceAnswers, 'service'>,
): void {
  registry.register({
    name: 'get-service',
    title: 'Where every version of a service runs',
    description:
      'For each environment of a service: the running and the wanted image tag, health, Argo CD sync, pods, a canary that is running or ran last, and what could not be found out; also the versions on hold.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('Service, e.g. component:default/heal7-backend'),
        }),
      output: z =>
        z.object({
          headline: z
            .string()
            .optional()
            .describe(
              'The worst thing, in a sentence; absent when all is well',
            ),
          environments: z.array(
            z.object({
              name: z.string(),
              title: z.string(),
              tier: z.string(),
              running: z.string().optional().describe('Image tag'),
              desired: z.string().optional().describe('Image tag'),
              health: z.string(),
              sync: z.string(),
              readyPods: z.number(),
              desiredPods: z.number(),
              deployedAt: z.string().optional(),
              stale: z
                .boolean()
                .describe('The cluster does not answer: old data'),
              canary: z
                .object({
                  phase: z.string(),
                  active: z.boolean(),
                  version: z.string().optional(),
                  weight: z.number().describe('Percent of the traffic'),
                  failedChecks: z.number(),
                  threshold: z.number(),
                  reason: z.string().optional(),
                })
                .optional(),
              problems: z.array(z.string()),
            }),
          ),
          holds: z.array(
            z.object({
              environment: z.string(),
              version: z.string(),
              reason: z.string(),
            }),
          ),
          problems: z.array(z.string()),
        }),
    },
    action: async ({ input, credentials }) => {
      const delivery = await answers.service(
        refOf(input.entityRef),
        credentials,
      );
      return {
        output: {
          ...(delivery.headline ? { headline: delivery.headline.text } : {}),
          environments: delivery.environments.map(laneOf),
          holds: delivery.holds.map(({ environment, reason, version }) => ({
            environment,
            version: version.tag,
            reason,
          })),
          problems: delivery.problems.map(({ text }) => text),
        },
      };
    },
  });
}
