import { PolicyConfig } from './policy-config';

/** What somebody is to the policy; one person may be several. */
export const roles = [
  'approver',
  'platform',
  'team-lead',
  'member',
  'guest',
] as const;
export type Role = (typeof roles)[number];

/** From the groups somebody belongs to. A guest is a guest whatever else the sign-in says. */
export function rolesOf(
  ownershipEntityRefs: string[],
  config: PolicyConfig,
): Set<Role> {
  const refs = ownershipEntityRefs.map(ref => ref.toLocaleLowerCase('en-US'));
  const belongsTo = (known: string[]) => known.some(ref => refs.includes(ref));
  if (belongsTo(config.guests)) return new Set(['guest']);
  return new Set([
    'member',
    ...(belongsTo(config.approvers) ? (['approver'] as const) : []),
    ...(belongsTo(config.platform) ? (['platform'] as const) : []),
    ...(belongsTo(config.teamLeads) ? (['team-lead'] as const) : []),
  ]);
}
