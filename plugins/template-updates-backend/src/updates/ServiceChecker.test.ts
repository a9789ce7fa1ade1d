import { NotFoundError } from '@backstage/errors';
import { pull, repoUrl, stored, teaShop } from '../__testUtils__/fixtures';
import type { StoredService } from '../store/ServiceStore';
import { ServiceChecker } from './ServiceChecker';

const record = (version: string, template = 'small') =>
  JSON.stringify({ template, version, answers: {} });

function start(text: string | Error | undefined, known?: StoredService) {
  const rows = new Map(known ? [[known.entityRef, known]] : []);
  const readText = jest.fn(async (_url: string, _path: string) => {
    if (text instanceof Error) throw text;
    return text;
  });
  const isOpen = jest.fn(async (_url: string, number: number) => number === 7);
  const store = {
    get: async (ref: string) => rows.get(ref),
    save: async (row: StoredService) => void rows.set(row.entityRef, row),
    remove: async (ref: string) => void rows.delete(ref),
  };
  const checker = new ServiceChecker({
    store,
    repositories: { readText },
    pullRequests: { isOpen },
    defaultHost: 'https://github.example',
    now: () => new Date('2026-11-21T00:00:00Z'),
  });
  return { checker, rows, readText, isOpen };
}

describe('ServiceChecker', () => {
  it('writes down which template and version a service is on', async () => {
    const { checker, rows, readText } = start(record('1.0.0'));
    const service = {
      entityRef: 'component:default/tea-shop',
      owner: 'group:default/team-tea',
      templateRef: 'template:default/small',
      version: '1.0.0',
      pullRequests: [],
      checkedAt: '2026-11-21T00:00:00.000Z',
    };
    expect(await checker.check(teaShop)).toEqual(service);
    expect([...rows.values()]).toEqual([service]);
    expect(readText).toHaveBeenCalledWith(repoUrl, '.heal7/template.json');
  });

  it('takes a template of another namespace by its ref', async () => {
    const { checker } = start(record('1.0.0', 'template:tea/large'));
    expect(await checker.check(teaShop)).toMatchObject({
      templateRef: 'template:tea/large',
    });
  });

  it('forgets what is no longer made from a template', async () => {
    const { checker, rows } = start(undefined, stored());
    expect(await checker.check(teaShop)).toBeUndefined();
    expect(rows.size).toBe(0);
  });

  it('keeps pull requests while they are open and needed', async () => {
    const other = { ...pull(), number: 8 };
    const both = stored({ pullRequests: [pull(), other] });
    const { checker } = start(record('1.0.0'), both);
    expect(await checker.check(teaShop)).toMatchObject({
      pullRequests: [pull()],
    });
    const merged = start(record('1.1.0'), both);
    expect(await merged.checker.check(teaShop)).toMatchObject({
      pullRequests: [],
    });
    expect(merged.isOpen).not.toHaveBeenCalled();
  });

  it.each([
    [new Error('GitHub does not answer'), /GitHub does not answer/],
    ['{', /is not JSON/],
    [record('one'), /not a version/],
  ])('keeps the row and says why: %s', async (text, problem) => {
    const before = stored({ pullRequests: [pull()] });
    const { checker, rows } = start(text, before);
    const after = {
      ...before,
      checkedAt: '2026-11-21T00:00:00.000Z',
      problem: expect.stringMatching(problem),
    };
    expect(await checker.check(teaShop)).toEqual(after);
    expect([...rows.values()]).toEqual([after]);
  });

  it('makes no row of something it never saw', async () => {
    const { checker, rows } = start(new NotFoundError('No such repository'));
    await expect(checker.check(teaShop)).rejects.toThrow('No such repository');
    expect(rows.size).toBe(0);
  });

  it.each([
    ['tea/shop', undefined, 'https://github.example/tea/shop'],
    ['tea/shop', 'url:https://a.example/x', 'https://a.example/tea/shop'],
    ['tea/shop', 'file:/x', 'https://github.example/tea/shop'],
    ['tea', undefined, undefined],
    ['tea/shop/more', undefined, undefined],
    [undefined, undefined, undefined],
  ])('the repository of %s at %s is %s', (slug, source, url) => {
    const annotations: Record<string, string> = {};
    if (slug) annotations['github.com/project-slug'] = slug;
    if (source) annotations['backstage.io/source-location'] = source;
    const entity = { ...teaShop, metadata: { name: 'x', annotations } };
    expect(start(undefined).checker.repositoryUrl(entity)).toBe(url);
  });
});
