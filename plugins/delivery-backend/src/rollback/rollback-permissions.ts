import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  deliveryHoldLiftPermission,
  deliveryRollbackApprovePermission,
  deliveryRollbackCreatePermission,
  deliveryServiceReadPermission,
  Sentence,
} from '@heal7/backstage-plugin-delivery-common';

/** What somebody may do with a service, in the words of the product. */
export const rollbackAbilities = {
  read: deliveryServiceReadPermission,
  create: deliveryRollbackCreatePermission,
  approve: deliveryRollbackApprovePermission,
  lift: deliveryHoldLiftPermission,
} as const;
export type RollbackAbility = keyof typeof rollbackAbilities;

const refusals: Record<RollbackAbility, string> = {
  read: 'You may not see this service',
  create:
    'Only the owners of the service and the people responsible for all services may roll it back',
  approve: 'Only a team lead of the service may decide about its rollbacks',
  lift: 'Only the owners of the service may lift its holds',
};

/** The reason shown beside a disabled button and in a 403. */
export const refusalOf = (ability: RollbackAbility): Sentence => ({
  code: `rollback-not-allowed-${ability}`,
  text: refusals[ability],
});

/** Asks the permission framework about a service; the policy decides conditionally, e.g. by owner. */
export class RollbackPermissions {
  constructor(private readonly permissions: PermissionsService) {}

  async may(
    abilities: RollbackAbility[],
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<boolean[]> {
    return this.#ask(
      abilities.map(ability => ({
        permission: rollbackAbilities[ability],
        resourceRef: entityRef,
      })),
      credentials,
    );
  }

  /** Throws a NotAllowedError with the sentence. */
  async demand(
    ability: RollbackAbility,
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const [allowed] = await this.may([ability], entityRef, credentials);
    if (!allowed) throw new NotAllowedError(refusalOf(ability).text);
  }

  /** The refs among these whose deliveries may be seen. */
  async readable(
    entityRefs: string[],
    credentials: BackstageCredentials,
  ): Promise<Set<string>> {
    const refs = [...new Set(entityRefs)];
    const answers = await this.#ask(
      refs.map(resourceRef => ({
        permission: rollbackAbilities.read,
        resourceRef,
      })),
      credentials,
    );
    return new Set(refs.filter((_, index) => answers[index]));
  }

  async #ask(
    questions: Array<{ permission: ResourcePermission; resourceRef: string }>,
    credentials: BackstageCredentials,
  ): Promise<boolean[]> {
    if (questions.length === 0) return [];
    const answers = await this.permissions.authorize(questions, {
      credentials,
    });
    return answers.map(({ result }) => result === AuthorizeResult.ALLOW);
  }
}
