import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { parseAllDocuments } from 'yaml';
import { TestGithub } from '../testing/start-github';

type Register = CatalogService['addLocation'];
type Entity = NonNullable<
  Awaited<ReturnType<CatalogService['getEntityByRef']>>
>;

const locationAt = (target: string) => ({
  id: target,
  type: 'url',
  target,
  entityRef: 'location:default/generated',
});

/** A catalog that reads what is registered from the sandbox's GitHub, and takes an address once, as the real one does. */
export function memoryCatalog(github: TestGithub, entities: Entity[]) {
  const locations = new Map<string, string>();
  const known = catalogServiceMock({ entities });
  let refusal: (() => Promise<void>) | undefined;

  const read = async (target: string): Promise<Entity[]> => {
    const path = new URL(target).pathname.replace('/blob/main/', '/contents/');
    const response = await github.api(`/repos${path}`);
    if (!response.ok)
      throw new Error(`${target} could not be read: ${response.status}`);
    const { content } = await response.json();
    const text = Buffer.from(content, 'base64').toString('utf8');
    return parseAllDocuments(text).map(document => document.toJS());
  };
  const addLocation: Register = async ({ target, dryRun }) => {
    const refuse = refusal;
    refusal = undefined;
    if (refuse) {
      await refuse();
      throw new Error('The catalog takes nothing now');
    }
    const location = locationAt(target);
    if (dryRun) return { location, entities: await read(target) };
    if (locations.has(target))
      throw new Error(`Location url:${target} already exists`);
    locations.set(target, target);
    return { location, entities: [] };
  };

  return {
    /** The next registration fails after this. */
    refuseNext(before: () => Promise<void>) {
      refusal = before;
    },
    locationsOf: (name: string) =>
      [...locations.keys()].filter(target => target.includes(`/${name}/`)),
    service: {
      getEntities: known.getEntities.bind(known),
      getEntitiesByRefs: known.getEntitiesByRefs.bind(known),
      getEntityByRef: async (ref, options) => {
        const name = typeof ref === 'string' ? ref.split('/').pop() : ref.name;
        const target = [...locations.keys()].find(it =>
          it.includes(`/${name}/blob/`),
        );
        return target
          ? (await read(target))[0]
          : known.getEntityByRef(ref, options);
      },
      addLocation,
      getLocationByRef: async ref => {
        const target = ref.replace(/^url:/, '');
        return locations.has(target) ? locationAt(target) : undefined;
      },
      removeLocationById: async id => {
        locations.delete(id);
      },
    } satisfies Partial<CatalogService>,
  };
}
