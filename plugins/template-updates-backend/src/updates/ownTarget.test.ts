import { createHash } from 'node:crypto';
import { tree } from '../__testUtils__/fixtures';
import { ownTarget } from './ownTarget';

const record = (files: Record<string, string>, root = '../..') =>
  JSON.stringify({
    template: 'small',
    version: '1.0.0',
    root,
    files: Object.fromEntries(
      Object.entries(files).map(([path, text]) => [
        path,
        createHash('sha256').update(text).digest('hex'),
      ]),
    ),
  });

const look = (
  files: Record<string, string>,
  folder: string,
  base: Record<string, string>,
  theirs: Record<string, string>,
) => {
  const target = ownTarget(tree(files), folder, {
    base: tree(base),
    theirs: tree(theirs),
  });
  return {
    ours: [...target.ours.keys()].sort(),
    base: [...(target.base ?? [])].map(([path]) => path).sort(),
    theirs: [...target.theirs.keys()].sort(),
  };
};

const dev = 'env/dev/.heal7/template.json';
const prod = 'env/prod/.heal7/template.json';

describe('ownTarget', () => {
  it('sees all of a repository of its own', () => {
    const files = { 'a.txt': '', 'docs/own.md': '' };
    expect(look(files, '', { 'a.txt': '' }, { 'a.txt': '' }).ours).toEqual([
      'a.txt',
      'docs/own.md',
    ]);
  });

  it('sees of a shared one its own folder and what the template makes', () => {
    const files = {
      [prod]: record({}),
      'env/prod/own.txt': '',
      'env/production/a.txt': '',
      'apps/prod.txt': '',
      'apps/old.txt': '',
      'apps/dev.txt': '',
    };
    expect(
      look(files, 'env/prod', { 'apps/old.txt': '' }, { 'apps/prod.txt': '' })
        .ours,
    ).toEqual(['apps/old.txt', 'apps/prod.txt', prod, 'env/prod/own.txt']);
  });

  it('does not look into a folder below that has a record of its own', () => {
    const files = { [dev]: 'broken', 'env/dev/a.txt': '', 'env/b.txt': '' };
    expect(look(files, '', {}, {}).ours).toEqual(['env/b.txt']);
    expect(look(files, 'env/dev', {}, {}).ours).toEqual([dev, 'env/dev/a.txt']);
  });

  it('leaves out what another record has in the new version already', () => {
    const files = {
      [dev]: record({ 'modules/a.tf': 'new', 'modules/b.tf': 'old' }),
      'modules/a.tf': 'new, and the work of a team',
      'modules/b.tf': 'old',
    };
    const made = { 'modules/a.tf': 'old', 'modules/b.tf': 'old' };
    const next = { 'modules/a.tf': 'new', 'modules/b.tf': 'new' };
    const left = ['modules/b.tf'];
    expect(look(files, 'env/prod', made, next)).toEqual({
      ours: left,
      base: left,
      theirs: left,
    });
    expect(look(files, '', made, next).ours).toEqual(left);
  });

  it('leaves out what the new version drops and another record still lists', () => {
    const files = { [dev]: record({ 'modules/a.tf': 'old' }) };
    const made = { 'modules/a.tf': 'old', 'modules/b.tf': 'old' };
    expect(look({ ...files, ...made }, 'env/prod', made, {})).toEqual({
      ours: ['modules/b.tf'],
      base: ['modules/b.tf'],
      theirs: [],
    });
  });
});
