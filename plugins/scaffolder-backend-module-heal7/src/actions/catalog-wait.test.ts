import { mockServices } from '@backstage/backend-test-utils';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createCatalogWaitAction } from './catalog-wait';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'new-service' },
  spec: { type: 'service', lifecycle: 'production', owner: 'team-saju' },
};

/** A catalog that shows the entity from the given look on. */
function catalogAfter(looks: number): CatalogService {
  const catalog = catalogServiceMock.mock();
  let look = 0;
  catalog.getEntityByRef.mockImplementation(async () =>
    ++look >= looks ? entity : undefined,
  );
  return catalog;
}

const wait = (
  catalog: CatalogService,
  {
    isDryRun = false,
    input = { timeoutSeconds: 1 } as { timeoutSeconds?: number },
  } = {},
) => {
  const action = createCatalogWaitAction({
    auth: mockServices.auth(),
    catalog,
    interval: 1,
  });
  const context = createMockActionContext({
    input: { entityRef: 'new-service', ...input },
  });
  return action
    .handler({ ...context, isDryRun })
    .then(() => jest.mocked(context.output).mock.calls);
};

describe('heal7:catalog:wait', () => {
  it('returns as soon as the catalog has it', async () => {
    const catalog = catalogAfter(3);
    await expect(wait(catalog)).resolves.toEqual([
      ['entityRef', 'component:default/new-service'],
    ]);
    expect(catalog.getEntityByRef).toHaveBeenCalledTimes(3);
  });

  it('waits when the template names no time', async () => {
    await expect(wait(catalogAfter(3), { input: {} })).resolves.toHaveLength(1);
  });

  it('says what to do when it does not come', async () => {
    await expect(wait(catalogAfter(Infinity))).rejects.toThrow(
      /did not show component:default\/new-service within 1 seconds/,
    );
  });

  it('does not wait in a dry run', async () => {
    const catalog = catalogAfter(Infinity);
    await wait(catalog, { isDryRun: true });
    expect(catalog.getEntityByRef).not.toHaveBeenCalled();
  });
});
