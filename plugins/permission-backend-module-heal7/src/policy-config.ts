import { Config } from '@backstage/config';

/** The groups the policy knows, as entity references in lower case. */
export interface PolicyConfig {
  platform: string[];
  approvers: string[];
  teamLeads: string[];
  guests: string[];
  /** Names of permissions that every signed-in person has; may end with `*`. */
  allow: string[];
}

/** The HEAL7 organisation. */
export const policyDefaults: PolicyConfig = {
  platform: ['group:default/platform-team'],
  approvers: ['group:default/devops-leads', 'group:default/cto'],
  teamLeads: ['group:default/team-leads'],
  guests: ['user:development/guest', 'user:default/guest'],
  allow: [],
};

export function readPolicyConfig(root: Config): PolicyConfig {
  const config = root.getOptionalConfig('permission.heal7');
  const refs = (key: 'platform' | 'approvers' | 'teamLeads' | 'guests') =>
    (
      config?.getOptionalStringArray(`groups.${key}`) ?? policyDefaults[key]
    ).map(ref => ref.toLocaleLowerCase('en-US'));
  return {
    platform: refs('platform'),
    approvers: refs('approvers'),
    teamLeads: refs('teamLeads'),
    guests: refs('guests'),
    allow: config?.getOptionalStringArray('allow') ?? policyDefaults.allow,
  };
}
