import { worstVerdict } from './worstVerdict';

describe('worstVerdict', () => {
  it('ranks a known failure above what could not be judged', () => {
    expect(worstVerdict(['passed', 'error', 'failed', 'inconclusive'])).toBe(
      'failed',
    );
    expect(worstVerdict(['passed', 'inconclusive', 'error'])).toBe('error');
    expect(worstVerdict(['passed', 'inconclusive'])).toBe('inconclusive');
    expect(worstVerdict(['passed'])).toBe('passed');
  });

  it('does not pass nothing', () => {
    expect(worstVerdict([])).toBe('inconclusive');
  });
});
