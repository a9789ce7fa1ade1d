import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { parseRepositoryId, repositoryIdOf } from './repository-id';

const host = 'localhost:7101';
const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: { github: [{ host, apiBaseUrl: `http://${host}/api/v3` }] },
  }),
);

describe('repositoryIdOf', () => {
  it('finds the host of a service', () => {
    const projectSlug = 'heal7/shop';
    expect(
      repositoryIdOf({ projectSlug, sourceHost: host }, integrations),
    ).toBe(`${host}/heal7/shop`);
    expect(
      repositoryIdOf({ projectSlug, sourceHost: 'gitlab.com' }, integrations),
    ).toBe(`${host}/heal7/shop`);
    expect(
      repositoryIdOf(
        { projectSlug },
        ScmIntegrations.fromConfig(new ConfigReader({})),
      ),
    ).toBe('github.com/heal7/shop');
    expect(
      repositoryIdOf({ projectSlug: '../etc' }, integrations),
    ).toBeUndefined();
    expect(repositoryIdOf({}, integrations)).toBeUndefined();
  });

  it('is read back', () => {
    expect(parseRepositoryId(`${host}/heal7/shop`)).toEqual({
      host,
      owner: 'heal7',
      name: 'shop',
    });
  });
});
