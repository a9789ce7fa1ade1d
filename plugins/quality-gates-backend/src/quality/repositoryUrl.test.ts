import { repositoryUrl } from './repositoryUrl';

const of = (location?: string) =>
  repositoryUrl({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'a',
      ...(location
        ? { annotations: { 'backstage.io/source-location': location } }
        : {}),
    },
  });

describe('repositoryUrl', () => {
  it.each([
    ['url:https://github.com/heal7/a/tree/main/', 'https://github.com/heal7/a'],
    ['url:https://github.com/heal7/a', 'https://github.com/heal7/a'],
    ['url:https://github.com/heal7/a.git', 'https://github.com/heal7/a'],
    [
      'url:http://localhost:7101/o/a/blob/x/y.yaml',
      'http://localhost:7101/o/a',
    ],
    ['url:https://gitlab.com/g/s/a/-/tree/main', 'https://gitlab.com/g/s/a'],
    ['file:/somewhere', undefined],
    ['url:ftp://x/y', undefined],
    ['url:nonsense', undefined],
    [undefined, undefined],
  ])('of %s is %s', (location, url) => {
    expect(of(location)).toBe(url);
  });
});
