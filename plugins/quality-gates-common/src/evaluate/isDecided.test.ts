import { isDecided } from './isDecided';

describe('isDecided', () => {
  it.each([
    ['failed', true],
    ['error', true],
    ['inconclusive', false],
    ['passed', false],
  ] as const)('%s while the image is awaited: %s', (verdict, decided) => {
    expect(isDecided({ verdict, pendingParts: ['image'] })).toBe(decided);
    expect(isDecided({ verdict, pendingParts: [] })).toBe(true);
  });
});
