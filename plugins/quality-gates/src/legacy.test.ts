import { QualityGatesClient } from '@heal7/backstage-plugin-quality-gates-common';
import { qualityGatesApiRef } from './api/qualityGatesApiRef';
import * as legacy from './legacy';

describe('the entry for the old frontend system', () => {
  it('brings the API, the card, the tab and the page', () => {
    const [factory] = legacy.qualityGatesPlugin.getApis();
    expect(factory.api.id).toBe(qualityGatesApiRef.id);
    expect(
      factory.factory({
        discoveryApi: { getBaseUrl: async () => 'http://localhost/api' },
        fetchApi: { fetch },
      }),
    ).toBeInstanceOf(QualityGatesClient);
    expect(Object.keys(legacy).sort()).toEqual([
      'EntityQualityGatesCard',
      'EntityQualityGatesContent',
      'QualityGatesFleetPage',
      'qualityGatesPlugin',
    ]);
  });
});
