import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type DefinitivePolicyDecision,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
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
import { FleetReader } from './FleetReader';
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
    const listJudgements = jest.spyOn(store, 'listJudgements');
    const permissions = mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(
          ({ resourceRef }): DefinitivePolicyDecision => ({
            result: may(resourceRef ?? '')
              ? AuthorizeResult.ALLOW
              : AuthorizeResult.DENY,
          }),
        ),
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
    const reader = new FleetReader({
      store,
      waivers: { listInForce: async () => [] },
      gates: createGates(),
      permissions: new EntityPermissions(permissions),
      now: () => start,
    });
    const add = (name: string, id = name) =>
      evaluations.addPart(
        newEvaluation({
          id,
          run: { id },
          entityRef: `component:default/${name}`,
          owner: 'group:default/a',
        }),
        mainPart,
        judgeAs({ verdict: 'failed', value: 1 }),
      );
    const names = async () =>
      (await reader.page({ sort: 'name', limit: 100 }, credentials)).items.map(
        ({ evaluationId }) => evaluationId,
      );
    return { add, evaluations, listJudgements, names, reader, store };
  }

  it('reads again only what was judged since', async () => {
    const { add, evaluations, listJudgements, names } = await setup();
    await add('one');
    await add('two');
    expect(await names()).toEqual(['one', 'two']);
    expect(await names()).toEqual(['one', 'two']);
    expect(listJudgements).toHaveBeenLastCalledWith([]);
    await add('two', 'two-b');
    expect(await names()).toEqual(['one', 'two-b']);
    expect(listJudgements).toHaveBeenLastCalledWith(['two-b']);
    await evaluations.addPart(
      newEvaluation({
        id: 'x',
        run: { id: 'one' },
        entityRef: 'component:default/one',
      }),
      imagePart,
      judgeAt(start),
    );
    expect(await names()).toEqual(['one', 'two-b']);
    expect(listJudgements).toHaveBeenLastCalledWith(['one']);
  });

  it('shows what the caller may read', async () => {
    const conditional = await setup(
      entityRef => entityRef.endsWith('/one'),
      AuthorizeResult.CONDITIONAL,
    );
    await conditional.add('one');
    await conditional.add('two');
    expect(await conditional.names()).toEqual(['one']);
    const none = await setup(() => true, AuthorizeResult.DENY);
    await none.add('one');
    expect(await none.names()).toEqual([]);
  });

  it('follows the catalog: other owners, and services that are gone', async () => {
    const { add, names, reader, store } = await setup();
    await add('one');
    await add('two');
    await refreshOwners({
      store,
      auth: mockServices.auth(),
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
    expect(await names()).toEqual(['one']);
    const { items } = await reader.page({ limit: 1 }, credentials);
    expect(items[0].owner).toBe('group:default/b');
    await add('two', 'two-again');
    expect(await names()).toEqual(['one', 'two-again']);
  });
});
