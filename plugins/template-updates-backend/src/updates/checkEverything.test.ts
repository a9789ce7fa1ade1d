import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { snapshot, stored, teaShop } from '../__testUtils__/fixtures';
import { checkEverything } from './checkEverything';

const named = (name: string): Entity => ({
  ...teaShop,
  metadata: { ...teaShop.metadata, name },
});
/** It names no repository; the catalog says where it found it. */
const from = (name: string): Entity => ({
  ...teaShop,
  metadata: {
    name,
    annotations: {
      'backstage.io/source-location': 'url:https://git.example/a/b/tree/main/x',
    },
  },
});
const template = (name: string): Entity => ({
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name, namespace: 'default' },
});

async function run(options: { changed?: boolean } = {}) {
  const rows = new Set([
    'component:default/gone',
    'component:default/tea-shop',
  ]);
  const check = jest.fn(async (entity: Entity) => {
    if (entity.metadata.name === 'broken') throw new Error('No answer');
    return undefined;
  });
  const keep = jest.fn(async () => ({ changed: options.changed ?? false }));
  const logger = mockServices.logger.mock();
  await checkEverything({
    catalog: catalogServiceMock({
      entities: [
        template('broken'),
        template('plain'),
        template('small'),
        named('broken'),
        named('tea-shop'),
        { ...teaShop, metadata: { name: 'no-repository' } },
        from('a-part'),
        { ...from('its-cluster'), kind: 'Resource' },
        { ...named('an-api'), kind: 'API' },
        { ...named('platform'), kind: 'System' },
      ],
    }),
    auth: mockServices.auth(),
    archive: { keep },
    reader: {
      read: async ({ metadata: { name } }) => {
        if (name === 'broken') throw new Error('Not readable');
        return name === 'plain' ? undefined : snapshot('1.0.0');
      },
    },
    checker: { check },
    store: {
      list: async () => [...rows].map(entityRef => stored({ entityRef })),
      remove: async ref => void rows.delete(ref),
    },
    logger,
    now: () => new Date(0),
  });
  const warnings = logger.warn.mock.calls.map(([message]) => message);
  return { rows, check, keep, warnings };
}

describe('checkEverything', () => {
  it('goes on where one template or service fails, and says so', async () => {
    const { check, keep, warnings } = await run();
    expect(keep).toHaveBeenCalledTimes(1);
    expect(
      check.mock.calls.map(([{ metadata }]) => metadata.name).sort(),
    ).toEqual(['a-part', 'broken', 'platform', 'tea-shop']);
    expect(warnings).toEqual([
      expect.stringContaining('template:default/broken could not be read'),
      expect.stringContaining('component:default/broken is not known'),
    ]);
  });

  it('forgets what the catalog no longer has', async () => {
    expect([...(await run()).rows]).toEqual(['component:default/tea-shop']);
  });

  it('warns of a template that changed without a new version', async () => {
    expect((await run({ changed: true })).warnings).toContainEqual(
      expect.stringMatching(/small 1\.0\.0 has changed without a new version/),
    );
  });
});
