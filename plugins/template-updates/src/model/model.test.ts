import { fleet, preview, teaShop } from '../__testUtils__/fixtures';
import { ageOf, exactTime } from './age';
import { choiceOf, chosen, ownersOf } from './choice';
import { diffLines } from './diffLines';
import { isNotFound, sentenceOf } from './failure';
import { repositoryName, shortName, webAddress } from './names';
import { previewTotals } from './previewTotals';
import { templateGroups } from './templateGroups';

describe('ageOf', () => {
  const now = Date.parse('2026-11-20T12:00:00Z');
  it.each([
    ['2026-11-20T12:00:30Z', 'en', '0 sec. ago'],
    ['2026-11-20T11:59:18Z', 'en', '42 sec. ago'],
    ['2026-11-20T11:01:00Z', 'en', '59 min. ago'],
    ['2026-11-20T02:00:00Z', 'en', '10 hr. ago'],
    ['2026-11-18T02:00:00Z', 'ko', '2일 전'],
    ['soon', 'en', 'soon'],
  ])('%s in %s is %s', (iso, language, text) => {
    expect(ageOf(iso, now, language)).toBe(text);
  });

  it('gives the exact time with its zone', () => {
    expect(exactTime('2026-11-20T12:00:00Z', 'en')).toMatch(/2026.*:00:00/);
    expect(exactTime('soon', 'en')).toBe('soon');
  });
});

describe('the choice', () => {
  const teams = ['user:default/minji', 'group:default/team-tea'];
  const read = (address: string, mine = teams) =>
    choiceOf(new URLSearchParams(address), mine);

  it('begins with the own teams, where there are any', () => {
    expect(read('')).toEqual({ owner: 'mine', text: '' });
    expect(read('', ['user:default/minji']).owner).toBe('all');
    expect(read('owner=all').owner).toBe('all');
  });

  it('keeps what the address says, and no state that does not exist', () => {
    expect(read('state=behind&template=template:default/a&text=Tea')).toEqual({
      owner: 'mine',
      text: 'Tea',
      state: 'behind',
      template: 'template:default/a',
    });
    expect(read('state=odd').state).toBeUndefined();
  });

  it('asks for the right owners', () => {
    expect(ownersOf('all', teams)).toBeUndefined();
    expect(ownersOf('mine', teams)).toEqual(teams);
    expect(ownersOf('group:default/x', teams)).toEqual(['group:default/x']);
  });

  it.each([
    [{ text: ' TEA ' }, ['tea-shop']],
    [{ text: 'default' }, []],
    [{ text: '', state: 'proposed' as const }, ['cake-shop']],
    [{ text: '', template: 'template:default/infrastructure' }, ['network']],
    [{ text: '' }, ['broken', 'tea-shop', 'cake-shop', 'network']],
  ])('%j leaves %j', (choice, names) => {
    const items = chosen(fleet().items, { owner: 'all', ...choice });
    expect(items.map(({ entityRef }) => shortName(entityRef))).toEqual(names);
  });
});

describe('templateGroups', () => {
  it('counts services by version, the template with the most to do first', () => {
    const { items, templates } = fleet();
    const groups = templateGroups(items, templates);
    expect(groups.map(({ title }) => title)).toEqual([
      'backend-service',
      'infrastructure',
    ]);
    expect(groups[0].bars).toEqual([
      { version: '1.2.0', services: 0, isNewest: true },
      { version: '1.1.0', services: 1, isNewest: false },
      { version: '1.0.0', services: 2, isNewest: false },
    ]);
  });

  it('shows versions nobody knows any more, and templates that are gone', () => {
    const items = [
      teaShop({ version: '0.9.0' }),
      teaShop({ entityRef: 'component:default/x', version: undefined }),
    ];
    expect(templateGroups(items, [])).toMatchObject([
      {
        title: 'backend-service',
        bars: [
          { version: '0.9.0', services: 1, isNewest: false },
          { services: 1, isNewest: false },
        ],
      },
    ]);
  });
});

describe('diffLines', () => {
  it('leaves out the head and tells the lines apart', () => {
    const [target] = preview().targets;
    expect(diffLines(target.files[0].diff ?? '')).toEqual({
      lines: [
        { kind: 'place', sign: '', text: '@@ -1,2 +1,2 @@' },
        { kind: 'removed', sign: '-', text: 'FROM node:22' },
        { kind: 'added', sign: '+', text: 'FROM node:24' },
        { kind: 'same', sign: ' ', text: 'USER 1000' },
      ],
      more: 0,
    });
  });

  it('keeps lines that look like a head, and cuts what is too long', () => {
    const body = ['--- a', '+++ b', ...Array(400).fill('+x'), ''];
    const { lines, more } = diffLines(
      ['--- file', '+++ file', '@@ -1 +1 @@', ...body].join('\n'),
    );
    expect(lines[1]).toEqual({ kind: 'removed', sign: '-', text: '-- a' });
    expect(lines).toHaveLength(400);
    expect(more).toBe(3);
  });

  it('has nothing to show of a file that only moved', () => {
    expect(diffLines('--- a\n+++ b\n')).toEqual({ lines: [], more: 0 });
  });
});

describe('previewTotals', () => {
  it('counts what is written', () => {
    expect(previewTotals(preview())).toEqual({
      repositories: 2,
      files: 3,
      conflicts: 1,
    });
  });
});

describe('names and addresses', () => {
  it('are short, and lead to web pages only', () => {
    expect(shortName('component:default/tea-shop')).toBe('tea-shop');
    expect(repositoryName('https://github.com/tea/tea-shop')).toBe(
      'tea/tea-shop',
    );
    expect(repositoryName('nowhere')).toBe('nowhere');
    expect(webAddress('https://github.com/a')).toBe('https://github.com/a');
    expect(webAddress(['javascript', 'alert(1)'].join(':'))).toBeUndefined();
    expect(webAddress('https://')).toBeUndefined();
  });
});

describe('failures', () => {
  it('tells the sentence of the backend', () => {
    const error = Object.assign(new Error('Request failed with 409'), {
      cause: new Error('It is on the newest version already'),
      statusCode: 409,
    });
    expect(sentenceOf(error)).toBe('It is on the newest version already');
    expect(sentenceOf(new Error('Network error'))).toBe('Network error');
    expect(isNotFound(error)).toBe(false);
    expect(isNotFound(Object.assign(error, { statusCode: 404 }))).toBe(true);
  });
});
