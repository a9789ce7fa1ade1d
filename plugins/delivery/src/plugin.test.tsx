import { screen } from '@testing-library/react';
import {
  createExtensionTester,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { coreExtensionData } from '@backstage/frontend-plugin-api';
import { entity, TestSignals, testApi } from './__testUtils__/renderTab';
import { deliveryApiRef } from './api/deliveryApiRef';
import { deliveryPlugin } from './plugin';

const tab = deliveryPlugin.getExtension('entity-content:delivery');
const card = (name: string, kind: string) =>
  EntityCardBlueprint.make({
    name,
    attachTo: { id: 'entity-content:delivery', input: 'cards' },
    params: {
      filter: { kind },
      loader: async () => <p>the card {name}</p>,
    },
  });

describe('the extension entity-content:delivery', () => {
  it('is a tab of components that run on Kubernetes', () => {
    const tester = createExtensionTester(tab);
    expect(tester.get(coreExtensionData.routePath)).toBe('/ci-cd');
    expect(tester.get(EntityContentBlueprint.dataRefs.title)).toBe('CI/CD');
    const filter = tester.get(EntityContentBlueprint.dataRefs.filterFunction);
    expect(filter?.(entity)).toBe(true);
    expect(filter?.({ ...entity, kind: 'API' })).toBe(false);
    expect(
      filter?.({ ...entity, metadata: { name: 'x', annotations: {} } }),
    ).toBe(false);
    expect(
      filter?.({
        ...entity,
        metadata: {
          name: 'x',
          annotations: { 'backstage.io/kubernetes-label-selector': 'app=x' },
        },
      }),
    ).toBe(true);
  });

  it('shows cards of other plugins that fit the entity', async () => {
    const tester = createExtensionTester(tab)
      .add(card('fits', 'component'))
      .add(card('does-not-fit', 'api'));
    renderInTestApp(
      <EntityProvider entity={entity}>{tester.reactElement()}</EntityProvider>,
      {
        apis: [
          [deliveryApiRef, testApi()],
          [signalApiRef, new TestSignals()],
        ],
      },
    );
    expect(await screen.findByText('the card fits')).toBeVisible();
    expect(screen.queryByText('the card does-not-fit')).not.toBeInTheDocument();
  });
});
