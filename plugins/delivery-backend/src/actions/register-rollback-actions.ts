import { AuthService } from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { callerOf } from '../rollback/caller-of';
import {
  parsePlanRequest,
  parseRollbackRequest,
} from '../rollback/rollback-requests';
import { RollbackService } from '../rollback/rollback-service';

export interface RollbackActionOptions {
  registry: ActionsRegistryService;
  /** Authorised and audited. */
  service: Pick<RollbackService, 'plan' | 'request'>;
  auth: Pick<AuthService, 'isPrincipal'>;
  newId: () => string;
}

/** For templates and agents: look first, then act, with the rights of whoever asks. */
export function registerRollbackActions(options: RollbackActionOptions): void {
  registerPlan(options);
  registerRollBack(options);
}

function registerPlan({ auth, registry, service }: RollbackActionOptions) {
  registry.register({
    name: 'plan-rollback',
    title: 'What rolling a service back would do',
    description:
      'Shows what a rollback of a service in one environment would do, without doing it: from and to which version, the steps, warnings, what stands in the way, and which versions one could go back to. The fingerprint is needed for roll-back.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('Service, e.g. component:default/heal7-backend'),
          environment: z.string().describe('Name, e.g. prod'),
          toTag: z
            .string()
            .optional()
            .describe(
              'Image tag to go back to; absent = the last verified one',
            ),
        }),
      output: z =>
        z.object({
          possible: z.boolean(),
          strategy: z.string(),
          from: z.string(),
          to: z.string().optional(),
          steps: z.array(z.string()),
          warnings: z.array(z.string()),
          blockers: z.array(z.string()),
          approvalRequired: z.boolean(),
          targets: z.array(
            z.object({
              tag: z.string(),
              verified: z.boolean(),
              disabled: z.boolean(),
              notes: z.array(z.string()),
            }),
          ),
          fingerprint: z.string(),
        }),
    },
    action: async ({ input, credentials }) => {
      const plan = await service.plan(
        parsePlanRequest(input),
        callerOf(auth, credentials),
      );
      return {
        output: {
          possible: plan.blockers.length === 0,
          strategy: plan.strategy,
          from: plan.from.tag,
          ...(plan.to ? { to: plan.to.tag } : {}),
          steps: plan.steps.map(({ text }) => text.text),
          warnings: plan.warnings.map(({ text }) => text),
          blockers: plan.blockers.map(({ text }) => text),
          approvalRequired: plan.approval.required,
          targets: plan.targets.map(
            ({ disabled, notes, verified, version }) => ({
              tag: version.tag,
              verified,
              disabled,
              notes: notes.map(({ text }) => text),
            }),
          ),
          fingerprint: plan.fingerprint,
        },
      };
    },
  });
}

function registerRollBack({
  auth,
  newId,
  registry,
  service,
}: RollbackActionOptions) {
  registry.register({
    name: 'roll-back',
    title: 'Roll a service back',
    description:
      'Takes the running version of a service in one environment back: stops its canary or restores the primary, writes the older image tag into the manifests, watches the pods and holds the bad version. Look at plan-rollback first and pass its fingerprint; the reason is shown to everybody. Where the environment asks for it, somebody else has to approve.',
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('Service, e.g. component:default/heal7-backend'),
          environment: z.string().describe('Name, e.g. prod'),
          toTag: z.string().describe('Image tag to go back to'),
          reason: z.string().describe('Why, in 3 to 500 characters'),
          fingerprint: z.string().describe('Of the plan that was looked at'),
          idempotencyKey: z
            .string()
            .optional()
            .describe(
              'The same key gives the same rollback: pass one to be able to repeat the call',
            ),
        }),
      output: z =>
        z.object({
          id: z.string(),
          state: z
            .string()
            .describe('approved = begins at once; pending-approval = waits'),
          strategy: z.string(),
          from: z.string(),
          to: z.string(),
        }),
    },
    action: async ({ input, credentials }) => {
      const rollback = await service.request(
        parseRollbackRequest({
          ...input,
          idempotencyKey: input.idempotencyKey ?? newId(),
        }),
        callerOf(auth, credentials),
      );
      const { from, id, state, strategy, to } = rollback;
      return {
        output: { id, state, strategy, from: from.tag, to: to.tag },
      };
    },
  });
}
