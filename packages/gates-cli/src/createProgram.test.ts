import { createProgram } from './createProgram';
import {
  TestFolder,
  TestOutput,
  TestServer,
  writeGoodReports,
} from './testing';

describe('heal7-gates', () => {
  let folder: TestFolder;
  let output: TestOutput;
  let codes: number[];
  beforeEach(() => {
    folder = new TestFolder();
    output = new TestOutput();
    codes = [];
    writeGoodReports(folder);
  });
  afterEach(() => folder.remove());

  const run = async (args: string, env: Record<string, string> = {}) => {
    const program = createProgram({
      directory: folder.path,
      env,
      output,
      now: () => new Date('2026-03-01T12:00:00Z'),
      setExitCode: code => codes.push(code),
    });
    for (const command of [program, ...program.commands]) {
      command.exitOverride().configureOutput({ writeErr: () => {} });
    }
    await program.parseAsync(args.split(' '), { from: 'user' });
  };

  it('checks, with the flags in any order', async () => {
    await run('check --json --gate gate.json --service backend --expects a,b');
    expect(JSON.parse(output.text)).toMatchObject({ verdict: 'passed' });
    await run('check --reports nothing/** --gate gate.json --junit out.xml');
    expect(codes).toEqual([0, 2]);
  });

  it('inspects', async () => {
    await run(`inspect ${folder.path}/reports/coverage.xml --json`);
    expect(JSON.parse(output.text)).toHaveLength(1);
    expect(codes).toEqual([0]);
  });

  it('pushes with the environment of the job', async () => {
    const server = await new TestServer(request =>
      request.method === 'GET'
        ? { status: 200, body: { value: 'identity' } }
        : {
            status: 201,
            body: {
              entityRef: 'component:default/x',
              commit: 'c'.repeat(40),
              verdict: 'passed',
              checks: [],
              problems: [],
            },
          },
    ).start();
    try {
      await run(
        `push --portal ${
          server.url
        } --entity component:default/x --commit ${'c'.repeat(
          40,
        )} --run-id 1 --expects image,scan --service backend`,
        {
          ACTIONS_ID_TOKEN_REQUEST_URL: server.url,
          ACTIONS_ID_TOKEN_REQUEST_TOKEN: 't',
        },
      );
    } finally {
      await server.stop();
    }
    expect(codes).toEqual([0]);
    expect(server.received).toMatchObject([
      { url: '/?audience=heal7-portal' },
      { body: { expects: ['image', 'scan'] } },
    ]);
  });

  it('asks GitHub for facts', async () => {
    await run('facts --optional');
    expect(output.errors).toEqual([
      expect.stringContaining('GITHUB_TOKEN is not set'),
    ]);
    expect(codes).toEqual([0]);
  });

  it.each([
    ['check --nonsense', 'unknown option'],
    ['push --portal x', 'required option'],
    ['judge', 'unknown command'],
    ['inspect', 'missing required argument'],
  ])('refuses "%s"', async (args, message) => {
    await expect(run(args)).rejects.toThrow(message);
    expect(codes).toEqual([]);
  });
});
