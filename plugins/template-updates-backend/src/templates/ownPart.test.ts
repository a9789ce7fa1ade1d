import { tree } from '../__testUtils__/fixtures';
import { ownPart } from './ownPart';

const record = (root?: string) =>
  JSON.stringify({ template: 'small', version: '1.0.0', root });

const part = (
  theirs: Record<string, string>,
  folder: string,
  base?: Record<string, string>,
) => {
  const { source, ...trees } = ownPart(
    { theirs: tree(theirs), base: base && tree(base) },
    folder,
  );
  return {
    source,
    theirs: [...trees.theirs.keys()].sort(),
    base: trees.base && [...trees.base.keys()].sort(),
  };
};

describe('ownPart', () => {
  it('of a repository of its own is what lies in the folder of the record', () => {
    const files = {
      'service/a.txt': '',
      'service/.heal7/template.json': record(),
      'manifests/b.txt': '',
    };
    expect(part(files, '', files)).toEqual({
      source: 'service',
      theirs: ['.heal7/template.json', 'a.txt'],
      base: ['.heal7/template.json', 'a.txt'],
    });
  });

  it('is the whole workspace where that has the record', () => {
    expect(
      part({ '.heal7/template.json': record(), 'a.txt': '' }, ''),
    ).toMatchObject({ source: '', theirs: ['.heal7/template.json', 'a.txt'] });
  });

  it('of a folder of a shared repository comes into that folder', () => {
    const files = { 'out/.heal7/template.json': record(), 'out/a.txt': '' };
    expect(part(files, 'services/tea')).toMatchObject({
      theirs: ['services/tea/.heal7/template.json', 'services/tea/a.txt'],
    });
  });

  it('goes up as far as the new version says, also for an old one that did not', () => {
    const files = (root?: string) => ({
      'out/env/prod/.heal7/template.json': record(root),
      'out/env/prod/a.txt': '',
      'out/apps/prod.txt': '',
      'other/c.txt': '',
    });
    const paths = [
      'apps/prod.txt',
      'env/prod/.heal7/template.json',
      'env/prod/a.txt',
    ];
    expect(part(files('../..'), 'env/prod', files())).toEqual({
      source: 'out',
      theirs: paths,
      base: paths,
    });
    expect(part(files('../..'), 'teams/tea/env/prod').theirs).toEqual(
      paths.map(path => `teams/tea/${path}`),
    );
  });

  it('follows a workspace that is arranged anew', () => {
    expect(
      part({ 'new/.heal7/template.json': record(), 'new/a.txt': '' }, '', {
        'old/.heal7/template.json': record(),
        'old/a.txt': '',
      }),
    ).toMatchObject({
      theirs: ['.heal7/template.json', 'a.txt'],
      base: ['.heal7/template.json', 'a.txt'],
    });
  });

  it('goes by the new version where the old one wrote no record', () => {
    expect(
      part(
        {
          'out/env/prod/.heal7/template.json': record('../..'),
          'out/modules/a.txt': '',
        },
        'env/prod',
        { 'out/modules/a.txt': '' },
      ),
    ).toMatchObject({ base: ['modules/a.txt'] });
  });

  it('of several records takes the one that lies alike, else the upper one', () => {
    const files = {
      'out/.heal7/template.json': record(),
      'out/env/prod/.heal7/template.json': record('../..'),
    };
    expect(part(files, 'env/prod')).toMatchObject({
      theirs: ['.heal7/template.json', 'env/prod/.heal7/template.json'],
    });
    expect(part(files, '')).toMatchObject({
      theirs: ['.heal7/template.json', 'env/prod/.heal7/template.json'],
    });
  });

  it('refuses a record that somebody has moved, and a template without', () => {
    const files = { 'out/env/prod/.heal7/template.json': record('../..') };
    expect(() => part(files, 'env/production')).toThrow(
      'env/production/.heal7/template.json lies elsewhere than the template has it, which is out/env/prod/.heal7/template.json',
    );
    expect(() => part(files, '')).toThrow('lies elsewhere');
    expect(() =>
      part(files, 'env/prod', { 'out/.heal7/template.json': record() }),
    ).toThrow('lies elsewhere');
    expect(() => part({ 'a.txt': '' }, '')).toThrow(
      'writes no .heal7/template.json',
    );
  });
});
