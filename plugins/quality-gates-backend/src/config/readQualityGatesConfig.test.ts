import { mockServices } from '@backstage/backend-test-utils';
import {
  qualityGatesDefaults,
  readQualityGatesConfig,
} from './readQualityGatesConfig';

const read = (qualityGates?: object) =>
  readQualityGatesConfig(
    mockServices.rootConfig({ data: qualityGates ? { qualityGates } : {} }),
  );

describe('the configuration', () => {
  it('has defaults', () => {
    const { gates, ...rest } = read();
    expect(rest).toEqual(qualityGatesDefaults);
    expect(gates.list()).toHaveLength(3);
  });

  it('is read', () => {
    expect(
      read({
        frontendTypes: ['SPA'],
        defaultBranches: ['trunk'],
        pendingMinutes: 5,
        retention: { detailDays: 10, days: 20 },
        waivers: { maxDays: 14 },
      }),
    ).toMatchObject({
      frontendTypes: ['spa'],
      defaultBranches: ['trunk'],
      pendingMinutes: 5,
      retention: { detailDays: 10, days: 20 },
      waivers: { maxDays: 14 },
    });
  });

  it.each([
    ['qualityGates.pendingMinutes', { pendingMinutes: 0 }],
    ['qualityGates.retention.days', { retention: { days: 30 } }],
    ['qualityGates.waivers.maxDays', { waivers: { maxDays: -1 } }],
  ])('is refused where %s makes no sense', (message, config) => {
    expect(() => read(config)).toThrow(message);
  });
});
