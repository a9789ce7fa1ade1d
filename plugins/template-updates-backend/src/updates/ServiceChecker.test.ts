import { NotFoundError } from '@backstage/errors';
import type { TemplateRecord } from '@heal7/backstage-plugin-template-updates-common';
import { pull, repoUrl, stored, teaShop } from '../__testUtils__/fixtures';
import type { StoredService } from '../store/ServiceStore';
import { ServiceChecker } from './ServiceChecker';

const record = (version: string, template = 'small') => ({
  template,
  version,
  answers: {},
});

function start(
  found: TemplateRecord | Error | undefined,
  known?: StoredService,
) {
  const rows = new Map(known ? [[known.entityRef, known]] : []);
  const isOpen = jest.fn(async (_url: string, number: number) => number === 7);
  const store = {
    get: async (ref: string) => rows.get(ref),
    save: async (row: StoredService) => void rows.set(row.entityRef, row),
    remove: async (ref: string) => void rows.delete(ref),
  };
  const checker = new ServiceChecker({
    store,
    records: {
      find: async () => {
        if (found instanceof Error) throw found;
        return found && { repoUrl, folder: '', record: found };
      },
    },
    pullRequests: { isOpen },
    now: () => new Date('2026-11-21T00:00:00Z'),
  });
  return { checker, rows, isOpen };
}

describe('ServiceChecker', () => {
  it('writes down which template and version a service is on', async () => {
    const { checker, rows } = start(record('1.0.0'));
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

  it('keeps the row and says why', async () => {
    const before = stored({ pullRequests: [pull()] });
    const { checker, rows } = start(
      new Error('GitHub does not answer'),
      before,
    );
    const after = {
      ...before,
      checkedAt: '2026-11-21T00:00:00.000Z',
      problem: 'GitHub does not answer',
    };
    expect(await checker.check(teaShop)).toEqual(after);
    expect([...rows.values()]).toEqual([after]);
  });

  it('makes no row of something it never saw', async () => {
    const { checker, rows } = start(new NotFoundError('No such repository'));
    await expect(checker.check(teaShop)).rejects.toThrow('No such repository');
    expect(rows.size).toBe(0);
  });
});
