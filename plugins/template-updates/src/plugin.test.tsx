import { screen } from '@testing-library/react';
import { coreExtensionData } from '@backstage/frontend-plugin-api';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { entity, renderUpdates, testApi } from './__testUtils__/renderUpdates';
import { templateUpdatesPlugin } from './plugin';

describe('the extensions', () => {
  it('page:template-updates is the page', async () => {
    const tester = createExtensionTester(
      templateUpdatesPlugin.getExtension('page:template-updates'),
    );
    expect(tester.get(coreExtensionData.routePath)).toBe('/template-updates');
    renderUpdates(tester.reactElement(), testApi());
    expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent(
      'Template updates',
    );
  });

  it('entity-card:template-updates is a card of what has a repository', async () => {
    const tester = createExtensionTester(
      templateUpdatesPlugin.getExtension('entity-card:template-updates'),
    );
    expect(tester.get(EntityCardBlueprint.dataRefs.type)).toBe('info');
    const fits = tester.get(EntityCardBlueprint.dataRefs.filterFunction);
    expect(
      ['Component', 'Resource', 'System', 'API', 'Template'].filter(kind =>
        fits?.({ ...entity, kind }),
      ),
    ).toEqual(['Component', 'Resource', 'System']);
    expect(fits?.({ ...entity, metadata: { name: 'x' } })).toBe(false);
    // A part of a shared repository need not name it: the catalog says where it found the entity.
    const annotations = { 'backstage.io/source-location': 'url:https://x' };
    expect(
      ['Component', 'Resource', 'API'].filter(kind =>
        fits?.({ ...entity, kind, metadata: { name: 'x', annotations } }),
      ),
    ).toEqual(['Component']);
    renderUpdates(tester.reactElement(), testApi());
    expect(
      await screen.findByRole('region', { name: 'Template' }),
    ).toBeVisible();
  });
});
