import { mockCredentials } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  AuthorizeResult,
  createPermission,
  Permission,
} from '@backstage/plugin-permission-common';
import { catalogPermissions } from '@backstage/plugin-catalog-common/alpha';
import { scaffolderPermissions } from '@backstage/plugin-scaffolder-common/alpha';
import { deliveryPermissions } from '@heal7/backstage-plugin-delivery-common';
import { qualityGatesPermissions } from '@heal7/backstage-plugin-quality-gates-common';
import { templateUpdatesPermissions } from '@heal7/backstage-plugin-template-updates-common';
import { Heal7PermissionPolicy } from './Heal7PermissionPolicy';
import { readPolicyConfig } from './policy-config';
import { policyRules } from './policy-rules';

const people = {
  guest: ['user:development/guest', 'group:default/platform-team'],
  developer: ['user:default/ann', 'group:default/team-a'],
  lead: [
    'user:default/bob',
    'group:default/team-a',
    'group:default/team-leads',
  ],
  platform: ['user:default/cho', 'group:default/platform-team'],
  devops: ['user:default/dan', 'group:default/devops-leads'],
  cto: ['user:default/eve', 'group:default/cto'],
};
type Person = keyof typeof people;

const unknownWrite = createPermission({
  name: 'other.thing.write',
  attributes: { action: 'update' },
});
const unknownRead = createPermission({
  name: 'other.thing.read',
  attributes: { action: 'read' },
});
const kubernetesProxy = createPermission({
  name: 'kubernetes.proxy',
  attributes: {},
});
const all: Permission[] = [
  ...deliveryPermissions,
  ...qualityGatesPermissions,
  ...templateUpdatesPermissions,
  ...catalogPermissions,
  ...scaffolderPermissions,
  unknownRead,
  unknownWrite,
  kubernetesProxy,
];
const named = (name: string): Permission => {
  const found = all.find(permission => permission.name === name);
  if (!found) throw new Error(`There is no permission ${name}`);
  return found;
};

const policyWith = (data = {}) =>
  new Heal7PermissionPolicy(
    readPolicyConfig(new ConfigReader({ permission: { heal7: data } })),
  );

async function decide(permission: Permission, refs: string[], data = {}) {
  const user = {
    credentials: mockCredentials.user(refs[0]),
    info: { userEntityRef: refs[0], ownershipEntityRefs: refs },
  };
  const decision = await policyWith(data).handle({ permission }, user);
  if (decision.result !== AuthorizeResult.CONDITIONAL) {
    return decision.result === AuthorizeResult.ALLOW ? 'all' : 'none';
  }
  expect(decision).toEqual({
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'catalog',
    resourceType: 'catalog-entity',
    conditions: {
      rule: 'IS_ENTITY_OWNER',
      resourceType: 'catalog-entity',
      params: { claims: refs },
    },
  });
  return 'own';
}

describe('HEAL7 policy', () => {
  it.each<[string, Record<Person, 'all' | 'own' | 'none'>]>([
    [
      'delivery.service.read',
      {
        guest: 'all',
        developer: 'all',
        lead: 'all',
        platform: 'all',
        devops: 'all',
        cto: 'all',
      },
    ],
    [
      'delivery.rollback.create',
      {
        guest: 'none',
        developer: 'own',
        lead: 'own',
        platform: 'all',
        devops: 'all',
        cto: 'all',
      },
    ],
    [
      'delivery.rollback.approve',
      {
        guest: 'none',
        developer: 'none',
        lead: 'own',
        platform: 'none',
        devops: 'all',
        cto: 'all',
      },
    ],
    [
      'delivery.hold.lift',
      {
        guest: 'none',
        developer: 'own',
        lead: 'own',
        platform: 'all',
        devops: 'all',
        cto: 'all',
      },
    ],
    [
      'quality-gates.evaluation.read',
      {
        guest: 'all',
        developer: 'all',
        lead: 'all',
        platform: 'all',
        devops: 'all',
        cto: 'all',
      },
    ],
    [
      'quality-gates.evaluation.create',
      {
        guest: 'none',
        developer: 'none',
        lead: 'none',
        platform: 'all',
        devops: 'all',
        cto: 'all',
      },
    ],
    [
      'quality-gates.waiver.request',
      {
        guest: 'none',
        developer: 'own',
        lead: 'own',
        platform: 'all',
        devops: 'all',
        cto: 'all',
      },
    ],
    [
      'quality-gates.waiver.decide',
      {
        guest: 'none',
        developer: 'none',
        lead: 'own',
        platform: 'all',
        devops: 'all',
        cto: 'all',
      },
    ],
    [
      'template-updates.update.read',
      {
        guest: 'all',
        developer: 'all',
        lead: 'all',
        platform: 'all',
        devops: 'all',
        cto: 'all',
      },
    ],
    [
      'template-updates.update.create',
      {
        guest: 'none',
        developer: 'own',
        lead: 'own',
        platform: 'all',
        devops: 'all',
        cto: 'all',
      },
    ],
    [
      'catalog.entity.read',
      {
        guest: 'all',
        developer: 'all',
        lead: 'all',
        platform: 'all',
        devops: 'all',
        cto: 'all',
      },
    ],
    [
      'catalog.entity.create',
      {
        guest: 'none',
        developer: 'all',
        lead: 'all',
        platform: 'all',
        devops: 'all',
        cto: 'all',
      },
    ],
    [
      'catalog.location.create',
      {
        guest: 'none',
        developer: 'all',
        lead: 'all',
        platform: 'all',
        devops: 'all',
        cto: 'all',
      },
    ],
    [
      'catalog.location.read',
      {
        guest: 'all',
        developer: 'all',
        lead: 'all',
        platform: 'all',
        devops: 'all',
        cto: 'all',
      },
    ],
    [
      'catalog.entity.delete',
      {
        guest: 'none',
        developer: 'own',
        lead: 'own',
        platform: 'all',
        devops: 'all',
        cto: 'all',
      },
    ],
    [
      'catalog.location.delete',
      {
        guest: 'none',
        developer: 'none',
        lead: 'none',
        platform: 'all',
        devops: 'all',
        cto: 'all',
      },
    ],
    [
      'scaffolder.template.parameter.read',
      {
        guest: 'all',
        developer: 'all',
        lead: 'all',
        platform: 'all',
        devops: 'all',
        cto: 'all',
      },
    ],
    [
      'scaffolder.task.create',
      {
        guest: 'none',
        developer: 'all',
        lead: 'all',
        platform: 'all',
        devops: 'all',
        cto: 'all',
      },
    ],
    [
      'scaffolder.task.read',
      {
        guest: 'none',
        developer: 'all',
        lead: 'all',
        platform: 'all',
        devops: 'all',
        cto: 'all',
      },
    ],
    [
      'scaffolder.action.execute',
      {
        guest: 'none',
        developer: 'all',
        lead: 'all',
        platform: 'all',
        devops: 'all',
        cto: 'all',
      },
    ],
    [
      'kubernetes.proxy',
      {
        guest: 'none',
        developer: 'none',
        lead: 'none',
        platform: 'all',
        devops: 'all',
        cto: 'all',
      },
    ],
    [
      'other.thing.read',
      {
        guest: 'all',
        developer: 'all',
        lead: 'all',
        platform: 'all',
        devops: 'all',
        cto: 'all',
      },
    ],
    [
      'other.thing.write',
      {
        guest: 'none',
        developer: 'none',
        lead: 'none',
        platform: 'all',
        devops: 'all',
        cto: 'all',
      },
    ],
  ])('%s', async (name, expected) => {
    const decisions = await Promise.all(
      Object.entries(people).map(async ([person, refs]) => [
        person,
        await decide(named(name), refs),
      ]),
    );
    expect(Object.fromEntries(decisions)).toEqual(expected);
  });

  it('allows nothing without a signed-in user', async () => {
    for (const permission of all) {
      expect(await policyWith().handle({ permission })).toEqual({
        result: AuthorizeResult.DENY,
      });
    }
  });

  it('names only permissions that exist', () => {
    for (const { permission } of policyRules) {
      const name = permission.replace(/\*$/, '');
      expect([
        permission,
        all.some(item => item.name.startsWith(name)),
      ]).toEqual([permission, true]);
    }
  });

  it('gives a guest nothing but reading', async () => {
    const granted: string[] = [];
    for (const permission of all) {
      if ((await decide(permission, people.guest)) !== 'none')
        granted.push(permission.name);
    }
    expect(granted.length).toBeGreaterThan(5);
    expect(granted.filter(name => !name.endsWith('read'))).toEqual([]);
  });

  it('takes other groups and further permissions from config', async () => {
    const data = {
      groups: {
        approvers: ['group:default/Owners-Of-All'],
        teamLeads: ['group:default/chiefs'],
      },
      allow: ['other.*'],
    };
    const approve = named('delivery.rollback.approve');
    expect(
      await decide(
        approve,
        ['user:default/x', 'group:default/owners-of-all'],
        data,
      ),
    ).toBe('all');
    expect(await decide(approve, people.cto, data)).toBe('none');
    expect(
      await decide(approve, ['user:default/x', 'group:default/chiefs'], data),
    ).toBe('own');
    expect(await decide(unknownWrite, people.developer, data)).toBe('all');
    expect(await decide(unknownWrite, people.guest, data)).toBe('none');
  });
});
