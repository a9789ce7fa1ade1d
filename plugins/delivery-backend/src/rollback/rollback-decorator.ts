import {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  AllowedAction,
  EnvironmentState,
  markRollbacks,
  Rollback,
  RollbackPlan,
  Sentence,
  ServiceDelivery,
  stoppablePhases,
} from '@heal7/backstage-plugin-delivery-common';
import { ServiceDecorator } from '../service/service-decorator';
import { refusalOf, RollbackPermissions } from './rollback-permissions';
import { RollbackService } from './rollback-service';

const listed = 10;

const action = (
  name: AllowedAction['action'],
  reason: Sentence | undefined,
): AllowedAction =>
  reason
    ? { action: name, allowed: false, reason }
    : { action: name, allowed: true };

/** The buttons of a lane: permission first, then what the plan says. */
export function actionsOf(
  environment: EnvironmentState,
  plan: RollbackPlan | undefined,
  mayRollBack: boolean,
): AllowedAction[] {
  const unknown: Sentence = {
    code: 'rollback-not-plannable',
    text: 'It is not known well enough what runs here',
  };
  const blocker = plan ? plan.blockers[0] : unknown;
  const reason = mayRollBack ? blocker : refusalOf('create');
  const { rollout } = environment;
  const actions = [action('rollback', reason)];
  if (rollout?.active) {
    const stoppable = stoppablePhases.includes(rollout.phase);
    actions.push(
      action(
        'stop-canary',
        reason ??
          (stoppable
            ? undefined
            : {
                code: 'rollback-canary-not-stoppable',
                params: { phase: rollout.phase },
                text: `Flagger is ${rollout.phase} and takes no questions now`,
              }),
      ),
    );
  }
  return actions;
}

/** Adds rollbacks, holds and allowed actions to what the tab shows. */
export function createRollbackDecorator(options: {
  /** Undecorated: the caller may see the service, or this would not be called. */
  service: RollbackService;
  permissions: RollbackPermissions;
  logger: LoggerService;
}): ServiceDecorator {
  const { service, permissions, logger } = options;

  const decorate = async (
    delivery: ServiceDelivery,
    credentials: BackstageCredentials,
  ): Promise<ServiceDelivery> => {
    const { entityRef } = delivery;
    const caller = { credentials, actor: '' };
    const [[mayRollBack, mayApprove], active, recent, holds] =
      await Promise.all([
        permissions.may(['create', 'approve'], entityRef, credentials),
        service.list({ entityRef, active: true, limit: 100 }, caller),
        service.list({ entityRef, active: false, limit: listed }, caller),
        service.listHolds(entityRef, caller),
      ]);
    const rollbacks: Rollback[] = [...active.items, ...recent.items];
    const environments = await Promise.all(
      delivery.environments.map(async environment => {
        const plan = await service
          .plan(
            { entityRef, environment: environment.name },
            { ...caller, mayApprove },
          )
          .catch(error => {
            logger.debug(
              `No plan for ${entityRef} in ${environment.name}: ${String(
                error,
              )}`,
            );
            return undefined;
          });
        return {
          ...environment,
          actions: actionsOf(environment, plan, mayRollBack),
        };
      }),
    );
    return {
      ...delivery,
      environments,
      rollbacks,
      holds,
      history: markRollbacks(delivery.history, rollbacks),
    };
  };

  return async (delivery, credentials) => {
    try {
      return await decorate(delivery, credentials);
    } catch (error) {
      logger.warn(
        `Rollbacks of ${delivery.entityRef} cannot be shown: ${String(error)}`,
      );
      return {
        ...delivery,
        problems: [
          ...delivery.problems,
          {
            code: 'rollbacks-unavailable',
            severity: 'warning',
            scope: 'entity',
            text: 'Rollbacks cannot be shown or started at the moment',
          },
        ],
      };
    }
  };
}
