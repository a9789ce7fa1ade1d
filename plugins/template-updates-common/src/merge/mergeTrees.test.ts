import type { FileTree } from '../types/FileTree';
import { textsOf, treeOf, update } from '../testing';

const lines = (...all: string[]) => `${all.join('\n')}\n`;

const base = treeOf({
  'README.md': lines('# Service', '', 'Run it.', '', 'Test it.', '', 'Deploy.'),
  'app/main.py': lines(
    'import fastapi',
    '',
    'app = fastapi.FastAPI()',
    '',
    'def health():',
    '    return "ok"',
    '',
    'def ready():',
    '    return "ready"',
  ),
  'app/logs.py': lines('import logging', 'def setup():', '    logging.info(1)'),
  Dockerfile: lines('FROM python:3.13', 'COPY . .', 'CMD ["run"]'),
  '.github/workflows/ci.yml': lines('name: CI', 'on: push', 'jobs:', '  a: 1'),
  'logo.png': new Uint8Array([0x89, 0x50, 0, 1]),
  'script/run': { content: new TextEncoder().encode('#!/bin/sh\n') },
  'docs/old.md': lines('Old page', 'with words', 'of its own'),
});

const theirs = treeOf({
  'README.md': lines('# Service', '', 'Run it.', '', 'Test it.', '', 'Deploy!'),
  'app/main.py': lines(
    'import fastapi',
    '',
    'app = fastapi.FastAPI(title="x")',
    '',
    'def health():',
    '    return "ok"',
    '',
    'def ready():',
    '    return "ready"',
  ),
  'app/logging_setup.py': lines(
    'import logging',
    'def setup():',
    '    logging.info(1)',
  ),
  Dockerfile: lines('FROM python:3.14', 'COPY . .', 'CMD ["run"]'),
  '.github/workflows/ci.yml': lines('name: CI', 'on: push', 'jobs:', '  a: 2'),
  'logo.png': new Uint8Array([0x89, 0x50, 0, 2]),
  'script/run': {
    content: new TextEncoder().encode('#!/bin/sh\n'),
    executable: true,
  },
  'new.txt': 'new\n',
});

const edited = (
  edits: Record<string, string | Uint8Array | undefined>,
): FileTree => {
  const tree = new Map(base);
  for (const [path, content] of Object.entries(edits)) {
    if (content === undefined) tree.delete(path);
    else {
      tree.set(path, {
        content:
          typeof content === 'string'
            ? new TextEncoder().encode(content)
            : content,
      });
    }
  }
  return tree;
};

const updated = (
  edits: Record<string, string | Uint8Array | undefined>,
  skip?: string[],
) => update({ ours: edited(edits), base, theirs, skip });

const textOf = (tree: FileTree, path: string) => textsOf(tree)[path];

describe('mergeTrees', () => {
  it('makes exactly the new version of a repository that nobody touched', () => {
    const result = updated({});
    expect(result).toEqual({
      files: textsOf(theirs),
      conflicts: [],
      skipped: [],
    });
  });

  it('has nothing to do for a repository that is already there', () => {
    expect(update({ ours: theirs, base, theirs })).toEqual({
      files: textsOf(theirs),
      conflicts: [],
      skipped: [],
    });
  });

  it('changes nothing where the template did not change', () => {
    const ours = edited({ 'README.md': 'mine\n', 'own.txt': 'mine\n' });
    expect(update({ ours, base, theirs: base })).toEqual({
      files: textsOf(ours),
      conflicts: [],
      skipped: [],
    });
  });

  // Twenty kinds of edits a team makes, with what must be in the result and nothing lost of the template's own change.
  it.each<
    [string, Record<string, string | Uint8Array | undefined>, () => unknown]
  >([
    [
      'adds a file',
      { 'own/a.py': 'x = 1\n' },
      () => ({ 'own/a.py': 'x = 1\n' }),
    ],
    [
      'adds lines at the end',
      { 'app/main.py': `${textOf(base, 'app/main.py')}\ndef own(): ...\n` },
      () => ({
        'app/main.py': `${textOf(theirs, 'app/main.py')}\ndef own(): ...\n`,
      }),
    ],
    [
      'adds lines at the beginning',
      { 'app/main.py': `"""Mine."""\n${textOf(base, 'app/main.py')}` },
      () => ({
        'app/main.py': `"""Mine."""\n${textOf(theirs, 'app/main.py')}`,
      }),
    ],
    [
      'changes a line elsewhere',
      {
        'app/main.py': textOf(base, 'app/main.py').replace('"ready"', '"yes"'),
      },
      () => ({
        'app/main.py': textOf(theirs, 'app/main.py').replace(
          '"ready"',
          '"yes"',
        ),
      }),
    ],
    [
      'deletes lines elsewhere',
      {
        'app/main.py': textOf(base, 'app/main.py').replace(
          '    return "ready"\n',
          '',
        ),
      },
      () => ({
        'app/main.py': textOf(theirs, 'app/main.py').replace(
          '    return "ready"\n',
          '',
        ),
      }),
    ],
    [
      'makes the very change of the template',
      { Dockerfile: textOf(theirs, 'Dockerfile') },
      () => ({ Dockerfile: textOf(theirs, 'Dockerfile') }),
    ],
    [
      'deletes a file the template does not touch again',
      { 'app/own.py': 'x\n' },
      () => ({ 'app/own.py': 'x\n' }),
    ],
    [
      'edits a file that the template moves',
      { 'app/logs.py': `${textOf(base, 'app/logs.py')}# mine\n` },
      () => ({
        'app/logging_setup.py': `${textOf(base, 'app/logs.py')}# mine\n`,
        'app/logs.py': undefined,
      }),
    ],
    [
      'moves a file that the template changes',
      { 'app/main.py': undefined, 'src/main.py': textOf(base, 'app/main.py') },
      () => ({
        'src/main.py': textOf(theirs, 'app/main.py'),
        'app/main.py': undefined,
      }),
    ],
    [
      'moves and edits a file that the template changes',
      {
        'app/main.py': undefined,
        'src/main.py': textOf(base, 'app/main.py').replace('"ready"', '"yes"'),
      },
      () => ({
        'src/main.py': textOf(theirs, 'app/main.py').replace(
          '"ready"',
          '"yes"',
        ),
        'app/main.py': undefined,
      }),
    ],
    [
      'edits the same file at another place than the template',
      { 'README.md': textOf(base, 'README.md').replace('Run it.', 'Run it!') },
      () => ({
        'README.md': lines(
          '# Service',
          '',
          'Run it!',
          '',
          'Test it.',
          '',
          'Deploy!',
        ),
      }),
    ],
    [
      'rewrites a file the template left alone',
      { 'own.cfg': 'a=1\n' },
      () => ({ 'own.cfg': 'a=1\n' }),
    ],
    [
      'saves with Windows line ends',
      { 'README.md': textOf(base, 'README.md').replace(/\n/g, '\r\n') },
      () => ({
        'README.md': textOf(theirs, 'README.md').replace(/\n/g, '\r\n'),
      }),
    ],
    [
      'removes the last line break',
      {
        'README.md': textOf(base, 'README.md')
          .replace('Run it.', 'Go.')
          .trimEnd()
          .replace('Deploy.', 'Deploy.\n'),
      },
      () => ({
        'README.md': textOf(theirs, 'README.md').replace('Run it.', 'Go.'),
      }),
    ],
    [
      'adds a binary file',
      { 'own.bin': new Uint8Array([0, 1]) },
      () => ({ 'own.bin': '\u0000\u0001' }),
    ],
    [
      'makes the same new file as the template',
      { 'new.txt': 'new\n' },
      () => ({ 'new.txt': 'new\n' }),
    ],
    [
      'changes only white space elsewhere',
      {
        'app/main.py': textOf(base, 'app/main.py').replace(
          'def ready',
          '\ndef ready',
        ),
      },
      () => ({
        'app/main.py': textOf(theirs, 'app/main.py').replace(
          'def ready',
          '\ndef ready',
        ),
      }),
    ],
    [
      'adds a job to the workflow',
      {
        '.github/workflows/ci.yml': `name: Mine\n${textOf(
          base,
          '.github/workflows/ci.yml',
        )
          .split('\n')
          .slice(1)
          .join('\n')}`,
      },
      () => ({
        '.github/workflows/ci.yml': lines(
          'name: Mine',
          'on: push',
          'jobs:',
          '  a: 2',
        ),
      }),
    ],
    [
      'uses letters of every language',
      {
        'README.md': textOf(base, 'README.md').replace(
          '# Service',
          '# 사주 서비스 🐯',
        ),
      },
      () => ({
        'README.md': textOf(theirs, 'README.md').replace(
          '# Service',
          '# 사주 서비스 🐯',
        ),
      }),
    ],
    [
      'deletes a file the template deletes as well',
      { 'docs/old.md': undefined },
      () => ({ 'docs/old.md': undefined }),
    ],
  ])('keeps the work of a team that %s', (_, edits, expected) => {
    const { files, conflicts } = updated(edits);
    expect(conflicts).toEqual([]);
    for (const [path, text] of Object.entries(expected() as object)) {
      expect([path, files[path]]).toEqual([path, text]);
    }
    // What the team did not touch is the template's newest.
    const untouched = Object.entries(textsOf(theirs)).filter(
      ([path]) => !(path in edits) && path !== 'app/logging_setup.py',
    );
    for (const [path, text] of untouched) {
      expect([path, files[path]]).toEqual([path, text]);
    }
  });

  it('marks lines that both changed, and only these', () => {
    const { files, conflicts } = updated({
      Dockerfile: lines('FROM python:3.12', 'COPY . .', 'CMD ["run"]'),
    });
    expect(conflicts).toEqual(['Dockerfile: overlap']);
    expect(files.Dockerfile).toBe(
      lines(
        '<<<<<<< service',
        'FROM python:3.12',
        '||||||| template 1',
        'FROM python:3.13',
        '=======',
        'FROM python:3.14',
        '>>>>>>> template 2',
        'COPY . .',
        'CMD ["run"]',
      ),
    );
  });

  it('keeps a file deleted by the team away, and says so where the template changed it', () => {
    const { files, conflicts } = updated({
      Dockerfile: undefined,
      'script/run': undefined,
    });
    expect(Object.keys(files)).not.toContain('Dockerfile');
    expect(conflicts).toEqual([
      'Dockerfile: deleted-by-team',
      'script/run: deleted-by-team',
    ]);
  });

  it('keeps a file the template deleted but the team changed', () => {
    const { files, conflicts } = updated({ 'docs/old.md': 'all mine now\n' });
    expect(files['docs/old.md']).toBe('all mine now\n');
    expect(conflicts).toEqual(['docs/old.md: deleted-by-template']);
  });

  it("keeps the team's picture where both changed it", () => {
    const { files, conflicts } = updated({
      'logo.png': new Uint8Array([0x89, 0x50, 0, 9]),
    });
    expect(files['logo.png']).toBe(
      new TextDecoder().decode(new Uint8Array([0x89, 0x50, 0, 9])),
    );
    expect(conflicts).toEqual(['logo.png: binary']);
  });

  it('marks a new file that the team has made as well', () => {
    const { files, conflicts } = updated({ 'new.txt': 'mine\n' });
    expect(conflicts).toEqual(['new.txt: both-added']);
    expect(files['new.txt']).toContain('mine\n');
    expect(files['new.txt']).toContain('new\n');
  });

  it("never writes over a file of the team's own when the template moves one there", () => {
    const { files, conflicts } = updated({ 'app/logging_setup.py': 'mine\n' });
    expect(files['app/logging_setup.py']).toBe('mine\n');
    expect(files['app/logs.py']).toBe(textOf(base, 'app/logs.py'));
    expect(conflicts).toEqual(['app/logging_setup.py: both-added']);
  });

  it('leaves what the record says alone, and names it', () => {
    const { files, conflicts, skipped } = updated(
      { Dockerfile: 'FROM scratch\n' },
      ['Dockerfile', '.github/'],
    );
    expect(files.Dockerfile).toBe('FROM scratch\n');
    expect(files['.github/workflows/ci.yml']).toBe(
      textOf(base, '.github/workflows/ci.yml'),
    );
    expect(conflicts).toEqual([]);
    expect(skipped).toEqual(['.github/workflows/ci.yml', 'Dockerfile']);
  });

  it('gives a second update nothing to do', () => {
    const ours = edited({ 'own.txt': 'x\n' });
    const first = update({ ours, base, theirs });
    const again = update({
      ours: treeOf({
        ...Object.fromEntries(
          Object.entries(first.files).filter(
            ([path]) => !/\.png|\*$/.test(path),
          ),
        ),
        'logo.png': new Uint8Array([0x89, 0x50, 0, 2]),
        'script/run': {
          content: new TextEncoder().encode('#!/bin/sh\n'),
          executable: true,
        },
      }),
      base: theirs,
      theirs,
    });
    expect(again).toEqual({ files: first.files, conflicts: [], skipped: [] });
  });
});
