import { mockCredentials } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  entityRef,
  pull,
  stored,
  templateRef,
} from '../__testUtils__/fixtures';
import { fleetOf } from '../updates/fleetOf';
import { toServiceTemplate } from '../updates/toServiceTemplate';
import { registerActions } from './registerActions';

const credentials = mockCredentials.user('user:default/minji');
const released = ['1.0.0', '1.1.0'];

function start() {
  const registry = actionsRegistryServiceMock();
  const unused = async () => {
    throw new Error('not asked for');
  };
  const updates = {
    fleet: jest.fn(async (_query: { owners?: string[] }) =>
      fleetOf(
        [
          stored(),
          stored({
            entityRef: 'component:default/proposed',
            pullRequests: [pull()],
          }),
          stored({ entityRef: 'component:default/new', version: '1.1.0' }),
          stored({ entityRef: 'component:default/odd', problem: 'No JSON' }),
        ],
        new Map([[templateRef, released]]),
      ),
    ),
    propose: jest.fn(async (_ref: string) =>
      toServiceTemplate(
        stored({ pullRequests: [pull({ conflicts: 2 })] }),
        released,
      ),
    ),
    get: unused,
    check: unused,
    preview: unused,
  };
  registerActions(registry, updates);
  const invoke = (id: string, input: Record<string, string>) =>
    registry.invoke({ id: `test:${id}`, input, credentials });
  return { invoke, updates };
}

describe('the actions', () => {
  it('list-outdated-services names what is behind, with its pull requests', async () => {
    const { invoke, updates } = start();
    const { output } = await invoke('list-outdated-services', {
      owner: 'group:default/Team-Tea',
    });
    expect(updates.fleet).toHaveBeenCalledWith(
      { owners: ['group:default/team-tea'] },
      { credentials },
    );
    const behind = {
      template: templateRef,
      version: '1.0.0',
      latestVersion: '1.1.0',
      behind: 1,
    };
    expect(output).toEqual({
      services: [
        { ...behind, entityRef, pullRequests: [] },
        {
          ...behind,
          entityRef: 'component:default/proposed',
          pullRequests: [pull().url],
        },
      ],
    });
    await invoke('list-outdated-services', {});
    expect(updates.fleet).toHaveBeenLastCalledWith({}, { credentials });
  });

  it('propose-template-update gives the pull requests', async () => {
    const { invoke, updates } = start();
    const { output } = await invoke('propose-template-update', {
      entityRef: 'Component:default/Tea-Shop',
    });
    expect(updates.propose).toHaveBeenCalledWith(entityRef, { credentials });
    expect(output).toEqual({
      version: '1.1.0',
      pullRequests: [{ url: pull().url, conflicts: 2 }],
    });
  });

  it('want an entity', async () => {
    await expect(start().invoke('propose-template-update', {})).rejects.toThrow(
      /entityRef/,
    );
  });
});
