import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type DefinitivePolicyDecision,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { Waiver } from '@heal7/backstage-plugin-quality-gates-common';
import {
  at,
  imagePart,
  judgeAs,
  judgeAt,
  mainPart,
  newEvaluation,
  start,
} from '../__testUtils__/parts';
import { testDatabases } from '../__testUtils__/databases';
import { createGates } from '../gates/createGates';
import { EntityPermissions } from '../service/EntityPermissions';
import { DatabaseEvaluationStore } from '../store/DatabaseEvaluationStore';
import { FleetStore } from '../store/FleetStore';
import { waiver } from '../testing';
import { CurrentFleet } from './CurrentFleet';
import { FleetReader } from './FleetReader';
import { ReadableServices } from './ReadableServices';
import { refreshOwners } from './refreshOwners';

jest.setTimeout(60_000);

const databases = testDatabases();
const credentials = mockCredentials.user();

describe.each(databases.ids)('the fleet in %s', databaseId => {
  async function setup(
    may: (entityRef: string) => boolean = () => true,
    general: AuthorizeResult = AuthorizeResult.ALLOW,
  ) {
    const knex = await databases.open(databaseId);
    const evaluations = new DatabaseEvaluationStore(knex);
    const store = new FleetStore(knex);
    const clock = { now: start };
    const now = () => clock.now;
    const inForce: Waiver[] = [];
    const listKeys = jest.spyOn(store, 'listKeys');
    const listJudgements = jest.spyOn(store, 'listJudgements');
    const authorize = jest.fn(async (requests: { resourceRef?: string }[]) =>
      requests.map(
        ({ resourceRef }): DefinitivePolicyDecision => ({
          result: may(resourceRef ?? '')
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
        }),
      ),
    );
    const permissions = mockServices.permissions.mock({
      authorize,
      authorizeConditional: async requests =>
        requests.map(
          (): PolicyDecision =>
            general === AuthorizeResult.CONDITIONAL
              ? {
                  result: general,
                  pluginId: 'catalog',
                  resourceType: 'catalog-entity',
                  conditions: { rule: 'X', resourceType: 'catalog-entity' },
                }
              : { result: general },
        ),
    });
    const gates = createGates();
    const replica = () =>
      new CurrentFleet({
        store,
        waivers: { listInForce: async () => inForce },
        gates,
        now,
      });
    const fleet = replica();
    const reader = new FleetReader({
      fleet,
      readable: new ReadableServices(new EntityPermissions(permissions), now),
      gates,
    });
    const add = (name: string, id = name) => {
      fleet.touch();
      return evaluations.addPart(
        newEvaluation({
          id,
          run: { id },
          entityRef: `component:default/${name}`,
          owner: 'group:default/a',
          createdAt: clock.now.toISOString(),
        }),
        mainPart,
        judgeAs({ verdict: 'failed', value: 1 }),
      );
    };
    const page = () => reader.page({ sort: 'name', limit: 100 }, credentials);
    const names = async () =>
      (await page()).items.map(({ evaluationId }) => evaluationId);
    return {
      add,
      authorize,
      clock,
      evaluations,
      fleet,
      inForce,
      listJudgements,
      listKeys,
      names,
      page,
      replica,
      store,
    };
  }

  it('reads again only what was judged since', async () => {
    const { add, clock, evaluations, fleet, listJudgements, listKeys, names } =
      await setup();
    await add('one');
    await add('two');
    expect(await names()).toEqual(['one', 'two']);
    expect(listJudgements).toHaveBeenLastCalledWith(['one', 'two']);
    clock.now = at(5);
    await add('two', 'two-b');
    expect(await names()).toEqual(['one', 'two-b']);
    expect(listJudgements).toHaveBeenLastCalledWith(['two-b']);
    clock.now = at(7.5);
    await names();
    clock.now = at(8);
    await evaluations.addPart(
      newEvaluation({
        id: 'x',
        run: { id: 'one' },
        entityRef: 'component:default/one',
        createdAt: at(8).toISOString(),
      }),
      imagePart,
      judgeAt(at(8)),
    );
    fleet.touch();
    expect(await names()).toEqual(['one', 'two-b']);
    expect(listJudgements).toHaveBeenLastCalledWith(['one']);
    // Of the two services one has changed.
    const keys = await listKeys.mock.results.at(-1)?.value;
    expect(keys).toMatchObject([{ entityRef: 'component:default/one' }]);
  });

  it('asks the database once, however many look', async () => {
    const { add, clock, fleet, listKeys, names } = await setup();
    await add('one');
    await Promise.all(Array.from({ length: 50 }, names));
    await names();
    expect(listKeys).toHaveBeenCalledTimes(1);
    // Another replica stores something: it is seen a second later.
    await add('two');
    fleet.touch();
    expect(await names()).toEqual(['one', 'two']);
    clock.now = new Date(start.getTime() + 1_000);
    await Promise.all(Array.from({ length: 50 }, names));
    expect(listKeys).toHaveBeenCalledTimes(3);
  });

  it('sees what another replica stored, also when its clock is behind or its transaction was slow', async () => {
    const { clock, evaluations, names } = await setup();
    expect(await names()).toEqual([]);
    await evaluations.addPart(
      newEvaluation({ id: 'late', createdAt: at(-1.5).toISOString() }),
      mainPart,
      judgeAs({ verdict: 'failed' }),
    );
    clock.now = new Date(start.getTime() + 1_000);
    expect(await names()).toEqual(['late']);
    await evaluations.addPart(
      newEvaluation({
        id: 'far',
        run: { id: 'far' },
        createdAt: at(-60).toISOString(),
      }),
      mainPart,
      judgeAs({ verdict: 'failed' }),
    );
    clock.now = at(11);
    expect(await names()).toEqual(['far']);
  });

  it('tries again when the database did not answer', async () => {
    const { add, listKeys, names } = await setup();
    await add('one');
    listKeys.mockRejectedValueOnce(new Error('Away'));
    await expect(names()).rejects.toThrow('Away');
    expect(await names()).toEqual(['one']);
  });

  it('applies exceptions from the moment they are in force until they end', async () => {
    const { add, fleet, inForce, page } = await setup();
    await add('one');
    const verdict = async () => {
      fleet.touch();
      return (await page()).items[0].verdict;
    };
    expect(await verdict()).toBe('failed');
    inForce.push(
      waiver({
        entityRef: 'component:default/one',
        checkId: 'tests.failed',
        state: 'approved',
      }),
    );
    expect(await verdict()).toBe('passed');
    inForce.pop();
    expect(await verdict()).toBe('failed');
  });

  it('shows what the caller may read', async () => {
    const conditional = await setup(
      entityRef => entityRef.endsWith('/one'),
      AuthorizeResult.CONDITIONAL,
    );
    await conditional.add('one');
    await conditional.add('two');
    expect(await conditional.names()).toEqual(['one']);
    expect(await conditional.names()).toEqual(['one']);
    // Asked once for half a minute.
    expect(conditional.authorize).toHaveBeenCalledTimes(1);
    conditional.clock.now = at(0.5);
    expect(await conditional.names()).toEqual(['one']);
    expect(conditional.authorize).toHaveBeenCalledTimes(2);
    const none = await setup(() => true, AuthorizeResult.DENY);
    await none.add('one');
    expect(await none.names()).toEqual([]);
  });

  it('follows the catalog: other owners, and services that are gone', async () => {
    const { add, clock, fleet, names, page, store } = await setup();
    await add('one');
    await add('two');
    const saveOwner = jest.spyOn(store, 'saveOwner');
    const refresh = async () => {
      await refreshOwners({
        store,
        auth: mockServices.auth(),
        now: () => clock.now,
        catalog: {
          getEntitiesByRefs: async ({ entityRefs }) => ({
            items: entityRefs.map(ref =>
              ref.endsWith('/one')
                ? {
                    apiVersion: 'backstage.io/v1alpha1',
                    kind: 'Component',
                    metadata: { name: 'one' },
                    relations: [
                      { type: 'ownedBy', targetRef: 'group:default/b' },
                    ],
                  }
                : undefined,
            ),
          }),
        },
      });
      fleet.touch();
    };
    await refresh();
    expect(await names()).toEqual(['one']);
    expect((await page()).items[0].owner).toBe('group:default/b');
    expect(saveOwner).toHaveBeenCalledTimes(2);
    await refresh();
    // Nothing is written where nothing is different.
    expect(saveOwner).toHaveBeenCalledTimes(2);
    await add('two', 'two-again');
    expect(await names()).toEqual(['one', 'two-again']);
  });
});
