import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { readServiceDefaults } from '../service-defaults';
import { createServiceNameHandler } from './createServiceNameHandler';

const config = new ConfigReader({
  backend: { baseUrl: 'http://localhost:7007' },
  delivery: { manifests: { repoUrl: 'https://git.example/tea/manifests.git' } },
  integrations: {
    github: [{ host: 'git.example', apiBaseUrl: 'https://git.example/api/v3' }],
  },
});

function start(status: number) {
  const request = jest.fn<Promise<Response>, Parameters<typeof fetch>>(
    async () => new Response('{}', { status }),
  );
  const handle = createServiceNameHandler({
    auth: mockServices.auth(),
    catalog: catalogServiceMock({
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name: 'tea-shop', namespace: 'default' },
        },
      ],
    }),
    integrations: ScmIntegrations.fromConfig(config),
    defaults: readServiceDefaults(config),
    fetch: request,
  });
  const ask = (name: string, resource = 'service-name') =>
    handle({ resource, token: 'none', context: { name } });
  return { ask, request };
}

describe('the check of a name', () => {
  it('finds nothing when it is free', async () => {
    const { ask, request } = start(404);
    expect(await ask('cake-shop')).toEqual({ results: [] });
    expect(request.mock.calls.map(([url]) => String(url))).toEqual([
      'https://git.example/api/v3/repos/tea/cake-shop',
    ]);
  });

  it.each([
    ['tea-shop', 'catalog', 'component:default/tea-shop'],
    ['kube-system', 'reserved', 'kube-system'],
    ['api', 'reserved', 'api'],
    ['tea-primary', 'flagger', 'tea-primary'],
    ['tea-canary', 'flagger', 'tea-canary'],
  ])('knows without GitHub that %s is taken: %s', async (name, id, title) => {
    const { ask, request } = start(500);
    expect(await ask(name)).toEqual({ results: [{ id, title }] });
    expect(request).not.toHaveBeenCalled();
  });

  it('finds the repository of that name', async () => {
    expect(await start(200).ask('cake-shop')).toEqual({
      results: [
        { id: 'repository', title: 'https://git.example/tea/cake-shop' },
      ],
    });
  });

  it('does not say free when GitHub does not say', async () => {
    await expect(start(503).ask('cake-shop')).rejects.toThrow(/did not say/);
  });

  it.each(['', '../manifests', 'Tea', 'a'.repeat(64), 'tea/shop'])(
    'sends %j nowhere',
    async name => {
      const { ask, request } = start(404);
      await expect(ask(name)).rejects.toThrow(/not the name of a service/);
      expect(request).not.toHaveBeenCalled();
    },
  );

  it('knows nothing else', async () => {
    await expect(start(404).ask('cake-shop', 'owners')).rejects.toThrow(
      /nothing to complete for owners/,
    );
  });
});
