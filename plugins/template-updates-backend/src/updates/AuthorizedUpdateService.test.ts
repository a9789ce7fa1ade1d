import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { stored, templateRef } from '../__testUtils__/fixtures';
import { AuthorizedUpdateService } from './AuthorizedUpdateService';
import { fleetOf } from './fleetOf';
import { toServiceTemplate } from './toServiceTemplate';

const options = { credentials: mockCredentials.user() };
const ref = (name: string) => `component:default/${name}`;

/** Who asks may read `mine` and `seen`, and update `mine`. */
function start() {
  const view = (entityRef: string) =>
    toServiceTemplate(stored({ entityRef }), ['1.0.0']);
  const inner = {
    fleet: jest.fn(async () =>
      fleetOf(
        ['mine', 'seen', 'hidden'].map(name =>
          stored({ entityRef: ref(name) }),
        ),
        new Map([[templateRef, ['1.0.0']]]),
      ),
    ),
    get: jest.fn(async (entityRef: string) => view(entityRef)),
    check: jest.fn(async (entityRef: string) => view(entityRef)),
    preview: jest.fn(async (entityRef: string) => ({
      entityRef,
      templateRef,
      fromVersion: '1.0.0',
      toVersion: '1.1.0',
      targets: [],
      baseKnown: true,
    })),
    propose: jest.fn(async (entityRef: string) => view(entityRef)),
  };
  const allowed: Record<string, string[]> = {
    'template-updates.update.read': [ref('mine'), ref('seen')],
    'template-updates.update.create': [ref('mine')],
  };
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(({ permission, resourceRef }) => ({
        result: allowed[permission.name].includes(String(resourceRef))
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
      })),
  });
  return { inner, service: new AuthorizedUpdateService(inner, permissions) };
}

describe('AuthorizedUpdateService', () => {
  it('lists and counts only what may be seen, with what may be done', async () => {
    const { items, templates } = await start().service.fleet({}, options);
    expect(items.map(({ entityRef, allowed }) => [entityRef, allowed])).toEqual(
      [
        [ref('mine'), { propose: true }],
        [ref('seen'), { propose: false }],
      ],
    );
    expect(templates[0].versions).toEqual([{ version: '1.0.0', services: 2 }]);
  });

  it.each(['get', 'check', 'preview'] as const)(
    '%s needs the permission to read',
    async method => {
      const { inner, service } = start();
      await expect(service[method](ref('hidden'), options)).rejects.toThrow(
        'You may not see the template updates of component:default/hidden',
      );
      expect(inner[method]).not.toHaveBeenCalled();
      await service[method](ref('seen'), options);
      expect(inner[method]).toHaveBeenCalledWith(ref('seen'), options);
    },
  );

  it.each(['get', 'check'] as const)(
    '%s says what may be done',
    async method => {
      const { service } = start();
      expect(await service[method](ref('seen'), options)).toMatchObject({
        allowed: { propose: false },
      });
      expect(await service[method](ref('mine'), options)).toMatchObject({
        allowed: { propose: true },
      });
    },
  );

  it('propose needs the permission to create', async () => {
    const { inner, service } = start();
    await expect(service.propose(ref('seen'), options)).rejects.toThrow(
      'You may not update component:default/seen',
    );
    expect(inner.propose).not.toHaveBeenCalled();
    expect(await service.propose(ref('mine'), options)).toMatchObject({
      allowed: { propose: true },
    });
  });
});
