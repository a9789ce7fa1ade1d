import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProgram } from './createProgram';

const template = (
  message: string,
) => `apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata: { name: small }
spec:
  type: service
  owner: me
  steps: [{ id: tell, name: Tell, action: 'debug:log', input: { message: '${message}' } }]
`;

describe('heal7-templates lint', () => {
  let folder: string;
  let lines: string[];
  let exitCode: number | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'heal7-lint-cli-'));
    lines = [];
    exitCode = undefined;
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const run = (...argv: string[]) =>
    createProgram({
      directory: folder,
      env: {},
      print: line => lines.push(line),
      setExitCode: code => {
        exitCode = code;
      },
    }).parseAsync(argv, { from: 'user' });

  it('exits 0 without findings and 1 with, each with its place', async () => {
    await mkdir(join(folder, 'a'));
    await writeFile(join(folder, 'a/template.yaml'), template('hello'));
    await run('lint', folder);
    expect([exitCode, lines]).toEqual([0, ['templates 1, findings 0']]);

    await writeFile(join(folder, 'b.yaml'), template('${{ x && }}'));
    await run('lint', folder);
    expect(exitCode).toBe(1);
    expect(lines[1]).toMatch(/^b\.yaml:7: .* \[expression\]$/);
    expect(lines[2]).toBe('templates 2, findings 1');
  });

  it('judges actions by a saved list and prints JSON', async () => {
    await writeFile(join(folder, 'template.yaml'), template('hello'));
    await writeFile(join(folder, 'actions.json'), '[{"id":"fetch:plain"}]');
    await run(
      'lint',
      folder,
      '--json',
      '--actions',
      join(folder, 'actions.json'),
    );
    expect(JSON.parse(lines[0])).toMatchObject({
      templates: 1,
      findings: [{ rule: 'unknown-action', file: 'template.yaml' }],
    });
  });

  it('does not judge where there is no template, no folder, no list', async () => {
    await expect(run('lint', folder)).rejects.toThrow('There is no template');
    await expect(run('lint', join(folder, 'none'))).rejects.toThrow('no ');
    await writeFile(join(folder, 'template.yaml'), template('hello'));
    await writeFile(join(folder, 'actions.json'), '{}');
    await expect(
      run('lint', folder, '--actions', join(folder, 'actions.json')),
    ).rejects.toThrow('no list of actions');
    expect(exitCode).toBeUndefined();
  });
});
