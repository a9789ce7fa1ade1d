import { createHash } from 'node:crypto';
import type {
  TemplateRecord,
  TreeMerge,
} from '@heal7/backstage-plugin-template-updates-common';
import { pull, stored, templateRef, tree } from '../__testUtils__/fixtures';
import { fleetOf } from './fleetOf';
import { planUpdate } from './planUpdate';
import { pullRequestText } from './pullRequestText';
import { toServiceTemplate } from './toServiceTemplate';
import { previewOf } from './unifiedDiff';

const released = ['1.0.0', '1.10.0', '1.2.0'];

describe('toServiceTemplate', () => {
  it.each([
    ['the newest', stored({ version: '1.10.0' }), 'current', 0],
    ['an older one', stored(), 'behind', 2],
    ['a lost one', stored({ version: '0.9.0' }), 'behind', 3],
    ['one nobody released', stored({ version: '2.0.0' }), 'current', 0],
    [
      'one with the newest proposed',
      stored({ pullRequests: [pull({ version: '1.10.0' })] }),
      'proposed',
      2,
    ],
    [
      'one with an older one proposed',
      stored({ pullRequests: [pull({ version: '1.2.0' })] }),
      'behind',
      2,
    ],
    ['an unreadable one', stored({ problem: 'No JSON' }), 'unknown', 2],
    ['no version', stored({ version: undefined }), 'unknown', undefined],
  ])('of %s', (_, service, state, behind) => {
    const view = toServiceTemplate(service, released);
    expect(view).toMatchObject({ state, latestVersion: '1.10.0' });
    expect(view.behind).toBe(behind);
  });

  it('keeps to itself what only the portal needs of a pull request', () => {
    const { pullRequests } = toServiceTemplate(
      stored({ pullRequests: [pull()] }),
      released,
    );
    const { repoUrl: _repoUrl, commit: _commit, ...shown } = pull();
    expect(pullRequests).toEqual([shown]);
  });

  it('knows no newest version of a template that is gone', () => {
    expect(toServiceTemplate(stored(), [])).toMatchObject({
      state: 'current',
      behind: 0,
    });
  });
});

describe('fleetOf', () => {
  it('puts first what needs somebody, and counts versions newest first', () => {
    const named = (name: string, change = {}) =>
      stored({ entityRef: `component:default/${name}`, ...change });
    const fleet = fleetOf(
      [
        named('current', { version: '1.10.0' }),
        named('b-behind', { version: '1.2.0' }),
        named('c-behind'),
        named('a-behind', { version: '1.2.0' }),
        named('proposed', { pullRequests: [pull({ version: '1.10.0' })] }),
        named('unknown', { problem: 'No JSON' }),
      ],
      new Map([
        [templateRef, released],
        ['template:default/unused', ['1.0.0']],
      ]),
    );
    expect(fleet.items.map(({ entityRef }) => entityRef.slice(18))).toEqual([
      'unknown',
      'c-behind',
      'a-behind',
      'b-behind',
      'proposed',
      'current',
    ]);
    expect(fleet.templates).toEqual([
      {
        templateRef,
        title: 'small',
        versions: [
          { version: '1.10.0', services: 1 },
          { version: '1.2.0', services: 2 },
          { version: '1.0.0', services: 3 },
        ],
      },
      {
        templateRef: 'template:default/unused',
        title: 'unused',
        versions: [{ version: '1.0.0', services: 0 }],
      },
    ]);
  });
});

describe('previewOf', () => {
  const encode = (text: string) => ({
    content: new TextEncoder().encode(text),
  });
  const ours = tree({
    'a.txt': 'one\ntwo\n',
    'logo.png': new Uint8Array([0, 1, 2]),
    'large.txt': 'x\n'.repeat(150_000),
  });

  it('shows what changes line by line', () => {
    const file = previewOf(
      { kind: 'change', path: 'a.txt', file: encode('one\nthree\nfour\n') },
      ours,
    );
    expect(file).toMatchObject({ kind: 'change', added: 2, removed: 1 });
    expect(file.diff).toContain('-two\n+three\n+four\n');
  });

  it('counts whole files that come and go', () => {
    expect(
      previewOf({ kind: 'add', path: 'b.txt', file: encode('1\n2\n') }, ours),
    ).toMatchObject({ added: 2, removed: 0 });
    expect(previewOf({ kind: 'delete', path: 'a.txt' }, ours)).toMatchObject({
      added: 0,
      removed: 2,
    });
  });

  it('compares a moved file with where it was', () => {
    const file = previewOf(
      {
        kind: 'move',
        path: 'c.txt',
        from: 'a.txt',
        file: encode('one\ntwo\n'),
      },
      ours,
    );
    expect(file).toMatchObject({ from: 'a.txt', added: 0, removed: 0 });
  });

  it.each(['logo.png', 'large.txt'])('shows no lines of %s', path => {
    expect(previewOf({ kind: 'delete', path }, ours)).toEqual({
      path,
      kind: 'delete',
      added: 0,
      removed: 0,
    });
  });
});

describe('planUpdate', () => {
  const versions = { from: '1.0.0', to: '1.1.0' };
  const recordFile = '.heal7/template.json';
  const record = { template: 'small', version: '1.0.0', answers: {} };
  const own = (it: TemplateRecord) => ({ record: it, folder: '' });
  const recordText = (value: object) => `${JSON.stringify(value, null, 2)}\n`;
  const theirs = tree({
    'a.txt': 'new\n',
    'own.txt': 'new\n',
    [recordFile]: recordText({ ...record, version: '1.1.0' }),
  });
  const changed = ({ changes }: TreeMerge) => changes.map(({ path }) => path);

  it('makes the new rendering of what nobody touched', () => {
    const base = tree({ 'a.txt': 'old\n', 'own.txt': 'old\n' });
    const ours = new Map(base).set(recordFile, {
      content: new TextEncoder().encode('{"whatever": 1}'),
    });
    const merge = planUpdate({ ours, base, theirs }, own(record), versions);
    expect(merge).toMatchObject({ conflicts: [], skipped: [] });
    for (const change of merge.changes) {
      expect(change).toMatchObject({ file: theirs.get(change.path) });
    }
    expect(changed(merge)).toEqual([recordFile, 'a.txt', 'own.txt']);
  });

  it('leaves alone what the record says, and keeps saying it', () => {
    const base = tree({ 'a.txt': 'old\n', 'own.txt': 'old\n' });
    const skipping = { ...record, skip: ['own.txt'] };
    const ours = new Map(base).set(recordFile, {
      content: new TextEncoder().encode(recordText(skipping)),
    });
    const merge = planUpdate({ ours, base, theirs }, own(skipping), versions);
    expect(changed(merge)).toEqual([recordFile, 'a.txt']);
    expect(merge.skipped).toEqual(['own.txt']);
    const [written] = merge.changes;
    expect(
      'file' in written && new TextDecoder().decode(written.file.content),
    ).toBe(recordText({ ...record, version: '1.1.0', skip: ['own.txt'] }));
  });

  it('goes by the recorded hashes where the old version is lost', () => {
    const hash = createHash('sha256').update('old\n').digest('hex');
    const known = { ...record, files: { 'a.txt': hash, 'own.txt': hash } };
    const ours = tree({
      'a.txt': 'old\n',
      'own.txt': 'mine\n',
      [recordFile]: recordText(known),
    });
    const merge = planUpdate(
      { ours, base: undefined, theirs },
      own(known),
      versions,
    );
    expect(changed(merge)).toEqual([recordFile, 'a.txt']);
    expect(merge.conflicts).toMatchObject([
      { path: 'own.txt', reason: 'base-unknown' },
    ]);
  });

  describe('of a record in a folder', () => {
    const folder = 'env/prod';
    const path = `${folder}/${recordFile}`;
    const hash = createHash('sha256').update('old\n').digest('hex');
    const known = {
      ...record,
      root: '../..',
      files: { 'env/prod/a.txt': hash, 'modules/m.txt': hash },
      skip: ['modules/'],
    };
    const trees = {
      ours: tree({
        'env/prod/a.txt': 'old\n',
        'modules/m.txt': 'old\n',
        [path]: recordText(known),
      }),
      theirs: tree({
        'env/prod/a.txt': 'new\n',
        'modules/m.txt': 'new\n',
        [path]: recordText({ ...known, version: '1.1.0', skip: undefined }),
      }),
    };
    const base = tree({ 'env/prod/a.txt': 'old\n', 'modules/m.txt': 'old\n' });

    it.each([
      ['is known', base],
      ['is lost', undefined],
    ])(
      'paths are those of the repository, where the old version %s',
      (_, old) => {
        const merge = planUpdate(
          { ...trees, base: old },
          { record: known, folder },
          versions,
        );
        expect(changed(merge)).toEqual([path, 'env/prod/a.txt']);
        expect(merge).toMatchObject({
          conflicts: [],
          skipped: ['modules/m.txt'],
          changes: [
            {
              file: {
                content: new TextEncoder().encode(
                  recordText({ ...known, version: '1.1.0' }),
                ),
              },
            },
            {},
          ],
        });
      },
    );
  });
});

describe('pullRequestText', () => {
  const text = (merge: Partial<TreeMerge>) =>
    pullRequestText({
      template: 'small',
      from: '1.0.0',
      to: '1.1.0',
      merge: { changes: [], conflicts: [], skipped: [], ...merge },
      record: 'shops/tea/.heal7/template.json',
      portalUrl: 'https://portal/template-updates',
    });

  it('says what a person must settle and what was left alone', () => {
    const { title, body } = text({
      conflicts: [{ path: 'Dockerfile', reason: 'overlap', places: 1 }],
      skipped: ['docs/own.md'],
    });
    expect(title).toBe('Template small: 1.0.0 → 1.1.0');
    expect(body).toMatch(/A person must look[^]*`Dockerfile`: both sides/);
    expect(body).toMatch(
      /Left alone, as `shops\/tea\/.heal7\/template.json` says[^]*`docs\/own.md`/,
    );
    expect(body).toContain('https://portal/template-updates');
  });

  it('says no more than there is', () => {
    expect(text({}).body).not.toMatch(/person|Left alone/);
  });
});
