// Builds the UI (packages/app/dist) when its sources changed since the last build.
import { spawn, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the bundle is made from: everything tracked or new below these folders. */
const sources = [
  'packages/app',
  'plugins/delivery',
  'plugins/delivery-common',
  'plugins/quality-gates',
  'plugins/quality-gates-common',
  'plugins/scaffolder-module-heal7',
  'plugins/template-updates',
  'plugins/template-updates-common',
  'yarn.lock',
  'package.json',
  'app-config.yaml',
  'app-config.sandbox.yaml',
];

function digest(root) {
  const files = execFileSync(
    'git',
    [
      'ls-files',
      '--cached',
      '--others',
      '--exclude-standard',
      '-z',
      '--',
      ...sources,
    ],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 << 20 },
  )
    .split('\0')
    .filter(file => file && existsSync(join(root, file)));
  const hash = createHash('sha256');
  for (const file of files.sort())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

export async function buildApp(root) {
  const stamp = join(root, 'packages/app/dist/.heal7-digest');
  const want = digest(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return;
  console.log(
    'Building the user interface (about a minute; only when it changed) …',
  );
  // The key of the sandbox's GitHub App exists once the sandbox runs; the build reads the configuration without it.
  const state = mkdtempSync(join(tmpdir(), 'heal7-build-'));
  mkdirSync(join(state, 'github'));
  writeFileSync(join(state, 'github/app.private-key.pem'), 'none\n');
  const output = [];
  const code = await new Promise(resolve => {
    const build = spawn(
      process.execPath,
      [
        join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
        'package',
        'build',
        '--config',
        join(root, 'app-config.yaml'),
        '--config',
        join(root, 'app-config.sandbox.yaml'),
      ],
      {
        cwd: join(root, 'packages/app'),
        env: {
          PORTAL_DATABASE_DIRECTORY: '.',
          ...process.env,
          SANDBOX_STATE_DIRECTORY: state,
          NODE_ENV: 'production',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    build.stdout.on('data', chunk => output.push(chunk));
    build.stderr.on('data', chunk => output.push(chunk));
    build.once('exit', resolve);
  });
  rmSync(state, { recursive: true, force: true });
  if (code !== 0) {
    process.stderr.write(Buffer.concat(output));
    throw new Error('the user interface could not be built; see above.');
  }
  writeFileSync(stamp, want);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildApp(join(import.meta.dirname, '../..'));
}
