import {
  chmod,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../command';
import { enterRoot, type Entry } from './enterRoot';

/** Without root there are no namespaces to enter. */
const describeAsRoot =
  process.platform === 'linux' && process.getuid?.() === 0
    ? describe
    : describe.skip;

describeAsRoot('enterRoot', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'enter-root-'));
    await mkdir(join(folder, 'shown'));
    await writeFile(join(folder, 'shown/file'), 'hello');
    for (const name of ['proc', 'tmp', 'dev', 'usr', 'srv']) {
      await mkdir(join(folder, 'root', name), { recursive: true });
    }
    for (const name of ['bin', 'lib', 'lib64']) {
      await symlink(`usr/${name}`, join(folder, 'root', name));
    }
    await chmod(folder, 0o755);
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** A root with the programs of this machine. */
  const entry = (): Entry => ({
    root: join(folder, 'root'),
    folder: '/srv',
    id: 1000,
    env: { PATH: '/usr/bin:/bin', NAME: 'a b' },
    network: 'own',
    shown: {
      '/usr': { from: '/usr' },
      '/tmp/shown': { from: join(folder, 'shown') },
    },
  });

  const enter = async (script: string) =>
    runCommand(...enterRoot(entry(), ['sh', '-c', script]));

  it('runs as a user, alone, with the settings given', async () => {
    const { output } = await enter(
      'id -u; id -g; id -G; pwd; echo "$NAME"; echo $$; cat /tmp/shown/file',
    );
    expect(output.split('\n')).toEqual([
      '1000',
      '1000',
      '1000',
      '/srv',
      'a b',
      '1',
      'hello',
    ]);
  });

  it('can write to /tmp only', async () => {
    expect((await enter('echo x > /tmp/x && cat /tmp/x')).stdout).toBe('x\n');
    expect((await enter('echo x > /tmp/shown/x')).code).not.toBe(0);
    expect((await enter('echo x > /srv/x')).output).toContain('Read-only');
  });

  it('leaves no mount and tells how it ended', async () => {
    const before = await readFile('/proc/self/mountinfo', 'utf8');
    expect((await enter('exit 7')).code).toBe(7);
    expect(await readFile('/proc/self/mountinfo', 'utf8')).toBe(before);
  });
});
