import { screen } from '@testing-library/react';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import { coreExtensionData } from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { nothingJudged, quality } from './__testUtils__/fixtures';
import { entity, renderGates, testApi } from './__testUtils__/renderGates';
import { qualityGatesPlugin } from './plugin';

describe.each([
  'entity-card:quality-gates',
  'entity-card:quality-gates/delivery',
] as const)('the extension %s', id => {
  const tester = createExtensionTester(qualityGatesPlugin.getExtension(id));

  it('is a card of components with a repository', () => {
    const filter = tester.get(EntityCardBlueprint.dataRefs.filterFunction);
    expect(filter?.(entity)).toBe(true);
    expect(filter?.({ ...entity, kind: 'API' })).toBe(false);
    expect(filter?.({ ...entity, metadata: { name: 'x' } })).toBe(false);
  });

  it('shows the card', async () => {
    renderGates(tester.reactElement(), testApi(quality()));
    expect(
      await screen.findByRole('region', { name: 'Quality gates' }),
    ).toBeVisible();
  });
});

describe('the extension entity-content:quality-gates', () => {
  it('is the tab', async () => {
    const tester = createExtensionTester(
      qualityGatesPlugin.getExtension('entity-content:quality-gates'),
    );
    expect(tester.get(coreExtensionData.routePath)).toBe('/quality-gates');
    renderGates(tester.reactElement(), testApi(nothingJudged));
    expect(
      await screen.findByRole('region', { name: 'Judged commits' }),
    ).toBeVisible();
  });
});

describe('the extension page:quality-gates', () => {
  it('is the page with all services', async () => {
    const tester = createExtensionTester(
      qualityGatesPlugin.getExtension('page:quality-gates'),
    );
    expect(tester.get(coreExtensionData.routePath)).toBe('/quality-gates');
    renderGates(tester.reactElement(), testApi(quality()));
    expect(
      await screen.findByRole('heading', { level: 1, name: 'Quality gates' }),
    ).toBeVisible();
  });
});
