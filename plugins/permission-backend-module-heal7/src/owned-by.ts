import {
  AuthorizeResult,
  ConditionalPolicyDecision,
} from '@backstage/plugin-permission-common';

/**
 * Allowed when the entity is owned by one of these. The catalog evaluates the rule for every permission whose resource is
 * a catalog entity, whichever plugin it belongs to; it is written out here because a policy should not load the catalog
 * backend only to name one of its rules.
 *
 * @see https://backstage.io/docs/permissions/custom-rules
 */
export const ownedBy = (claims: string[]): ConditionalPolicyDecision => ({
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions: {
    rule: 'IS_ENTITY_OWNER',
    resourceType: 'catalog-entity',
    params: { claims },
  },
});
