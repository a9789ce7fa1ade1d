import type { Entity } from '@backstage/catalog-model';
import { integrationsOf, teaShop } from '../__testUtils__/fixtures';
import { entityPlace } from './entityPlace';

describe('entityPlace', () => {
  const at = (annotations: Record<string, string | undefined>) => {
    const set = Object.entries(annotations).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    );
    const entity: Entity = {
      ...teaShop,
      metadata: { name: 'x', annotations: Object.fromEntries(set) },
    };
    const place = entityPlace(entity, integrationsOf('a.example', 'b.example'));
    return place && `${place.repoUrl} ${place.folder}`;
  };

  it.each([
    ['tea/shop', undefined, 'https://github.com/tea/shop '],
    ['tea/shop', 'url:https://a.example/x', 'https://a.example/tea/shop '],
    ['tea/shop', 'url:nothing', 'https://github.com/tea/shop '],
    ['tea/shop', 'file:/x', 'https://github.com/tea/shop '],
    // The catalog file may lie in another repository than the source.
    [
      'tea/shop',
      'url:https://a.example/tea/catalog/tree/main/shops/',
      'https://a.example/tea/shop ',
    ],
    [
      'tea/shop',
      'url:https://a.example/Tea/Shop/tree/main/env/prod/',
      'https://a.example/tea/shop env/prod',
    ],
    // As for delivery and gates: the repository is on GitHub, whatever the catalog file came from.
    ['tea/shop', 'url:https://gitlab.com/x', 'https://github.com/tea/shop '],
    ['tea', undefined, undefined],
    ['tea/..', undefined, undefined],
    ['tea/shop/more', undefined, undefined],
    [undefined, undefined, undefined],
    [undefined, 'url:https://a.example/tea', undefined],
    [
      undefined,
      'url:https://a.example/tea/shop',
      'https://a.example/tea/shop ',
    ],
    [
      undefined,
      'url:https://a.example/tea/shop.git',
      'https://a.example/tea/shop ',
    ],
    [
      undefined,
      'url:https://a.example/tea/shop/tree/main/a%20b',
      'https://a.example/tea/shop a b',
    ],
    [
      undefined,
      'url:https://a.example/tea/shop/blob/main/env/prod/catalog-info.yaml',
      'https://a.example/tea/shop env/prod',
    ],
  ])('of %s at %s is %s', (slug, source, place) => {
    expect(
      at({
        'github.com/project-slug': slug,
        'backstage.io/source-location': source,
      }),
    ).toBe(place);
  });

  it('goes by the catalog file where nothing else is said', () => {
    const annotations = {
      'backstage.io/managed-by-location':
        'url:https://a.example/tea/shop/blob/main/env/prod/catalog-info.yaml',
    };
    expect(at(annotations)).toBe('https://a.example/tea/shop env/prod');
    expect(
      at({
        ...annotations,
        'backstage.io/source-location': 'url:https://a.example/tea/shop/',
      }),
    ).toBe('https://a.example/tea/shop ');
  });
});
