import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { EnvironmentTier } from '@heal7/backstage-plugin-delivery-common';
import { AuditedRollbackService } from './audited-rollback-service';
import { AuthorizedRollbackService } from './authorized-rollback-service';
import { createRollbackDecorator } from './rollback-decorator';
import { RollbackPermissions } from './rollback-permissions';
import {
  ann,
  bob,
  createTestAct,
  entityRef,
  good,
  migrate,
} from './__testUtils__/test-act';
import { TestGithub } from './__testUtils__/test-github';
import { TestWorld } from './__testUtils__/test-world';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const github = new TestGithub();
beforeAll(() => github.start());
afterAll(() => github.stop());
beforeEach(() => {
  github.commits.length = 0;
});

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  const begin = async (tier: EnvironmentTier = 'production') => {
    const db = await databases.init(databaseId);
    await migrate(db);
    const world = new TestWorld(github, { tier });
    const act = createTestAct(db, world);
    const wish = async (overrides = {}) => ({
      entityRef,
      environment: 'prod',
      toTag: good.tag,
      reason: '5xx on login',
      fingerprint: (
        await act.service.plan({ entityRef, environment: 'prod' }, ann)
      ).fingerprint,
      idempotencyKey: 'key-00001',
      ...overrides,
    });
    return { ...act, db, world, wish };
  };

  describe('request', () => {
    it('is the same rollback for the same key, also at the same moment', async () => {
      const { service, wish } = await begin();
      const request = await wish();
      const all = await Promise.all(
        [1, 2, 3].map(() => service.request(request, ann)),
      );
      expect(new Set(all.map(({ id }) => id)).size).toBe(1);
      await expect(
        service.request({ ...request, toTag: 'x' }, ann),
      ).rejects.toThrow(/idempotencyKey/);
      await expect(service.request(request, bob)).rejects.toThrow(
        /idempotencyKey/,
      );
    });

    it('lets only one into an environment', async () => {
      const { service, wish } = await begin();
      const requests = await Promise.all(
        ['key-a', 'key-b', 'key-c'].map(idempotencyKey =>
          wish({ idempotencyKey }),
        ),
      );
      const results = await Promise.allSettled(
        requests.map(item => service.request(item, ann)),
      );
      expect(
        results.filter(({ status }) => status === 'fulfilled'),
      ).toHaveLength(1);
      const reasons = results.flatMap(result =>
        result.status === 'rejected' ? [result.reason.name] : [],
      );
      expect(reasons).toEqual(['ConflictError', 'ConflictError']);
    });

    it('refuses a plan that is no longer true', async () => {
      const { service, wish, world } = await begin();
      const request = await wish();
      world.deploy('pay', '1.42.1-4444444', 2);
      await expect(service.request(request, ann)).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining('look at the new plan'),
      });
    });

    it('refuses an unknown version and an unknown environment', async () => {
      const { service, wish, reader } = await begin();
      await expect(
        service.request(await wish({ toTag: 'nope' }), ann),
      ).rejects.toMatchObject({
        name: 'InputError',
      });
      reader.getEnvironment = async () => undefined as never;
      await expect(
        service.plan({ entityRef, environment: 'moon' }, ann),
      ).rejects.toMatchObject({
        name: 'NotFoundError',
      });
    });
  });

  describe('approval in staging', () => {
    it('waits for somebody else; the requester cannot approve', async () => {
      const { service, request, worker, store } = await begin('staging');
      const { id, state } = await request();
      expect(state).toBe('pending-approval');
      await worker('a').runOnce();
      expect((await store.get(id)).rollback.state).toBe('pending-approval');
      await expect(service.approve(id, ann)).rejects.toMatchObject({
        name: 'NotAllowedError',
      });
      await expect(service.reject(id, '', ann)).rejects.toMatchObject({
        name: 'NotAllowedError',
      });

      const approved = await service.approve(id, bob);
      expect(approved.state).toBe('approved');
      expect(approved.events.at(-1)).toMatchObject({
        actor: 'user:default/bob',
      });
      await expect(service.approve(id, bob)).rejects.toMatchObject({
        name: 'ConflictError',
      });
      await worker('a').runOnce();
      expect((await store.get(id)).rollback.state).toBe('converging');
    });

    it('does not wait for a requester who could approve', async () => {
      const { request } = await begin('staging');
      expect((await request({ ...ann, mayApprove: true })).state).toBe(
        'approved',
      );
    });

    it('is over when rejected, expired or cancelled, and the environment free again', async () => {
      const { service, request, worker, store, world } = await begin('staging');
      const first = await request(ann, 'key-00001');
      expect(await service.reject(first.id, 'not now', bob)).toMatchObject({
        state: 'rejected',
        outcome: { code: 'rollback-rejected' },
      });
      const second = await request(ann, 'key-00002');
      expect((await service.cancel(second.id, ann)).state).toBe('cancelled');
      const third = await request(ann, 'key-00003');
      world.pass(14_401);
      await worker('a').runOnce();
      expect((await store.get(third.id)).rollback.state).toBe('expired');
      expect((await request(ann, 'key-00004')).state).toBe('pending-approval');
    });
  });

  it('cannot be cancelled once it changes the environment', async () => {
    const { service, request, worker } = await begin();
    const { id } = await request();
    await worker('a').runOnce();
    await expect(service.cancel(id, ann)).rejects.toMatchObject({
      name: 'ConflictError',
    });
  });

  it('a person who cancels and a worker that begins cannot both win', async () => {
    const { service, request, worker, store, observer } = await begin();
    const { id } = await request();
    // The worker has looked and decided, but not yet written, when the person cancels.
    const observe = observer.observe.bind(observer);
    observer.observe = async (...args) => {
      const seen = await observe(...args);
      await service.cancel(id, ann).catch(() => undefined);
      return seen;
    };
    await worker('a').runOnce();
    const { rollback } = await store.get(id);
    expect(rollback.state).toBe('cancelled');
    expect(github.commits).toHaveLength(0);
  });

  it('pages through the list', async () => {
    const { service, request, world } = await begin();
    for (const key of ['key-00001', 'key-00002', 'key-00003']) {
      const { id } = await request(ann, key);
      await service.cancel(id, ann);
      world.pass(key === 'key-00001' ? 0 : 1);
    }
    const first = await service.list({ entityRef, limit: 2 });
    const second = await service.list({
      entityRef,
      limit: 2,
      cursor: first.nextCursor,
    });
    expect([
      first.items.length,
      second.items.length,
      second.nextCursor,
    ]).toEqual([2, 1, undefined]);
    expect(
      new Set([...first.items, ...second.items].map(({ id }) => id)).size,
    ).toBe(3);
    expect((await service.list({ active: true })).items).toEqual([]);
    await expect(service.list({ cursor: 'nonsense' })).rejects.toMatchObject({
      name: 'InputError',
    });
  });

  describe('permissions', () => {
    const guarded = async (
      allowed: string[],
      tier: EnvironmentTier = 'production',
    ) => {
      const act = await begin(tier);
      const permissions = mockServices.permissions.mock();
      permissions.authorize.mockImplementation(async questions =>
        questions.map(({ permission, resourceRef }) => ({
          result:
            resourceRef === entityRef && allowed.includes(permission.name)
              ? AuthorizeResult.ALLOW
              : AuthorizeResult.DENY,
        })),
      );
      const auditor = mockServices.auditor.mock();
      const audited: string[] = [];
      auditor.createEvent.mockImplementation(async ({ eventId }) => ({
        success: async () => void audited.push(`${eventId} success`),
        fail: async () => void audited.push(`${eventId} fail`),
      }));
      const asked = new RollbackPermissions(permissions);
      const service = new AuditedRollbackService(
        new AuthorizedRollbackService(act.service, asked, act.holds),
        auditor,
      );
      return { ...act, plain: act.service, service, audited, asked };
    };
    const read = 'delivery.service.read';
    const create = 'delivery.rollback.create';
    const approve = 'delivery.rollback.approve';

    it('refuses another team, with a sentence, and audits it', async () => {
      const { service, wish, audited } = await guarded([read]);
      await expect(service.request(await wish(), bob)).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: expect.stringContaining('owners'),
      });
      expect(audited).toEqual(['rollback-request fail']);
      await expect(
        service.plan({ entityRef, environment: 'prod' }, bob),
      ).resolves.toBeDefined();
    });

    it('lets the owner, and audits it', async () => {
      const { service, wish, audited } = await guarded([read, create]);
      const { id } = await service.request(await wish(), ann);
      await service.cancel(id, ann);
      expect(audited).toEqual([
        'rollback-request success',
        'rollback-cancel success',
      ]);
    });

    it('asks for approval only of those who could not give it', async () => {
      const owner = await guarded([read, create], 'staging');
      expect((await owner.service.request(await owner.wish(), ann)).state).toBe(
        'pending-approval',
      );
      const lead = await guarded([read, create, approve], 'staging');
      expect((await lead.service.request(await lead.wish(), ann)).state).toBe(
        'approved',
      );
    });

    it('hides what may not be read', async () => {
      const { service, plain, wish } = await guarded([]);
      const { id } = await plain.request(await wish(), ann);
      expect((await service.list({}, bob)).items).toEqual([]);
      await expect(service.get(id, bob)).rejects.toMatchObject({
        name: 'NotAllowedError',
      });
      await expect(service.listHolds(entityRef, bob)).rejects.toMatchObject({
        name: 'NotAllowedError',
      });
      await expect(service.approve(id, bob)).rejects.toMatchObject({
        name: 'NotAllowedError',
      });
    });

    it.each([
      [
        [read],
        [
          {
            action: 'rollback',
            allowed: false,
            reason: { code: 'rollback-not-allowed-create' },
          },
        ],
      ],
      [[read, create], [{ action: 'rollback', allowed: true }]],
    ])(
      'gives the tab the buttons with reasons: %p',
      async (allowed, actions) => {
        const { plain, asked, world } = await guarded(allowed);
        const decorate = createRollbackDecorator({
          service: plain,
          permissions: asked,
          logger: mockServices.logger.mock(),
        });
        const delivery = {
          entityRef,
          generatedAt: '',
          environments: [world.facts().state],
          releases: [],
          history: [],
          rollbacks: [],
          holds: [],
          problems: [],
        };
        const decorated = await decorate(delivery, ann.credentials);
        expect(decorated.environments[0].actions).toMatchObject(actions);
      },
    );
  });
});
