import { Role } from './roles';

/** `own` = for the services one owns. */
export type Grant = 'all' | 'own' | 'none';

/** Who may do what; the first rule whose name fits decides, and within it the widest grant of somebody's roles. */
export interface PolicyRule {
  /** Name of a permission; a trailing `*` stands for the rest of it. */
  permission: string;
  grants: Partial<Record<Role, Grant>>;
}

const everybody = { guest: 'all', member: 'all' } as const;
const signedIn = { member: 'all' } as const;
const owners = { member: 'own', platform: 'all', approver: 'all' } as const;
const administrators = { platform: 'all', approver: 'all' } as const;

/** The policy as a table. */
export const policyRules: readonly PolicyRule[] = [
  { permission: 'delivery.rollback.create', grants: owners },
  {
    permission: 'delivery.rollback.approve',
    grants: { 'team-lead': 'own', approver: 'all' },
  },
  { permission: 'delivery.hold.lift', grants: owners },

  // Measurements come from the service's own CI, whose token is judged by its repository; a person could write any.
  { permission: 'quality-gates.evaluation.create', grants: administrators },
  { permission: 'quality-gates.waiver.request', grants: owners },
  {
    permission: 'quality-gates.waiver.decide',
    grants: { 'team-lead': 'own', platform: 'all', approver: 'all' },
  },

  { permission: 'template-updates.update.create', grants: owners },

  // Removing something from the catalog; templates register what they made with the permissions of the person.
  { permission: 'catalog.entity.delete', grants: owners },
  { permission: 'catalog.location.delete', grants: administrators },
  { permission: 'catalog.ingestion.manage', grants: administrators },
  { permission: 'catalog.entity.create', grants: signedIn },
  { permission: 'catalog.entity.refresh', grants: signedIn },
  { permission: 'catalog.entity.validate', grants: signedIn },
  { permission: 'catalog.location.create', grants: signedIn },
  { permission: 'catalog.location.analyze', grants: signedIn },

  // Guests see the templates but not what others have run with them: logs may name what is not public.
  { permission: 'scaffolder.template.parameter.read', grants: everybody },
  { permission: 'scaffolder.template.step.read', grants: everybody },
  { permission: 'scaffolder.*', grants: signedIn },

  // The proxy reaches every API of the cluster, not only what the tab shows.
  { permission: 'kubernetes.proxy', grants: administrators },
];

export const fits = (pattern: string, name: string): boolean =>
  pattern.endsWith('*')
    ? name.startsWith(pattern.slice(0, -1))
    : pattern === name;
