import {
  AuthorizeResult,
  isResourcePermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { ownedBy } from './owned-by';
import { PolicyConfig } from './policy-config';
import { fits, Grant, policyRules } from './policy-rules';
import { Role, rolesOf } from './roles';

const allow: PolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: PolicyDecision = { result: AuthorizeResult.DENY };

/**
 * Owners act on their services, team leads decide for their teams, the platform team and the people responsible for all
 * services act on all; everybody may look. What the table does not name may be read and not changed.
 *
 * @public
 */
export class Heal7PermissionPolicy implements PermissionPolicy {
  constructor(private readonly config: PolicyConfig) {}

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) return deny;
    // Filled in by the permission backend; asking the user-info service again would double its calls.
    const { ownershipEntityRefs } = user.info;
    const roles = rolesOf(ownershipEntityRefs, this.config);
    switch (this.#grant(permission, roles)) {
      case 'all':
        return allow;
      case 'own':
        return isResourcePermission(permission, 'catalog-entity')
          ? ownedBy(ownershipEntityRefs)
          : deny;
      default:
        return deny;
    }
  }

  #grant(permission: Permission, roles: Set<Role>): Grant {
    const rule = policyRules.find(item =>
      fits(item.permission, permission.name),
    );
    if (rule) {
      const grants = [...roles].map(role => rule.grants[role]);
      return (
        grants.find(grant => grant === 'all') ??
        grants.find(grant => grant === 'own') ??
        'none'
      );
    }
    if (permission.attributes.action === 'read') return 'all';
    if (roles.has('platform') || roles.has('approver')) return 'all';
    const named = this.config.allow.some(pattern =>
      fits(pattern, permission.name),
    );
    return named && !roles.has('guest') ? 'all' : 'none';
  }
}
