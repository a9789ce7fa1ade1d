import {
  defaultVersionPattern,
  isSameCommit,
  parseVersion,
} from './parse-version';

describe('parseVersion', () => {
  it.each([
    ['1.42.0-a1b2c3d', defaultVersionPattern, '1.42.0', 'a1b2c3d'],
    [
      '1.42.0-rc.1-0123456789abcdef0123456789abcdef01234567',
      defaultVersionPattern,
      '1.42.0-rc.1',
      '0123456789abcdef0123456789abcdef01234567',
    ],
    ['1.42.0', defaultVersionPattern, '1.42.0', undefined],
    ['latest', defaultVersionPattern, 'latest', undefined],
    ['1.0-A1B2C3D', defaultVersionPattern, '1.0-A1B2C3D', undefined],
    ['sha-a1b2c3d', '^sha-(?<commit>[0-9a-f]+)$', 'sha-a1b2c3d', 'a1b2c3d'],
  ])('reads %s', (tag, pattern, label, commit) => {
    const version = parseVersion(tag, new RegExp(pattern));
    expect(version.tag).toBe(tag);
    expect(version.label).toBe(label);
    expect(version.commit).toBe(commit);
  });
});

it('isSameCommit compares short and full, and nothing with nothing', () => {
  expect(isSameCommit('a1b2c3d', 'a1b2c3d4e5')).toBe(true);
  expect(isSameCommit('a1b2c3d4e5', 'a1b2c3d')).toBe(true);
  expect(isSameCommit('a1b2c3d', 'a1b2c3e')).toBe(false);
  expect(isSameCommit(undefined, undefined)).toBe(false);
});
