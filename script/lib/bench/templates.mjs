// Templates: from Create to what runs, cells × validators and points, and the way from one version to the next.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, withPortal } from './portal.mjs';
import { duration, printTable } from './table.mjs';
import { temporaryFolder } from './temporary-folder.mjs';
import { tokenOf } from './token.mjs';

const lost = 300_000;
const seconds = milliseconds => `${(milliseconds / 1000).toFixed(1)} s`;

const service = {
  description: 'Answers with one sentence of luck',
  owner: 'group:default/team-saju',
  system: 'system:default/heal7-platform',
  canary: true,
};

/** What a person answers; the rest are the defaults of the form. */
const answers = {
  'frontend-service': { ...service, name: 'bench-page', publicPath: '/bench' },
  'backend-service': {
    ...service,
    name: 'bench-api',
    publicPath: '/bench-api',
    database: false,
    redis: false,
  },
  'compute-service': {
    ...service,
    name: 'bench-compute',
    publicPath: '/bench-compute',
    cpuClass: 'standard',
    redis: false,
  },
};

export async function benchTemplates() {
  await benchCreate();
  await benchUpdates();
  await benchCheck();
}

async function benchCreate() {
  const rows = await withPortal({}, async portal => {
    const api = await signedIn(portal);
    const measured = [];
    for (const [template, values] of Object.entries(answers)) {
      measured.push(await createOnce(api, template, values));
    }
    return measured;
  });
  printTable(
    `From Create, on the sandbox (SANDBOX_SPEED ${
      process.env.SANDBOX_SPEED ?? 10
    })`,
    [
      'template',
      'repository, pull request, catalog',
      'first CI green',
      'healthy in development',
    ],
    rows,
  );
}

async function signedIn({ url, sandbox }) {
  const token = await until('sign-in', () =>
    tokenOf(url, 'minji').catch(() => undefined),
  );
  const request = async (address, authorization, init = {}) => {
    const response = await fetch(address, {
      ...init,
      headers: { authorization, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(30_000),
    });
    if (response.status === 404 && !init.method) return undefined;
    if (!response.ok) {
      throw new Error(
        `${address}: ${response.status} ${await response.text()}`,
      );
    }
    return response.json();
  };
  const api = {
    portal: (path, init) =>
      request(`${url}/api${path}`, `Bearer ${token}`, init),
    github: path =>
      request(
        `http://localhost:${sandbox + 1}/api/v3${path}`,
        'Bearer ghp_sandboxportal',
      ),
  };
  // The catalog reads the templates some seconds after the start.
  for (const template of Object.keys(answers)) {
    await until(template, () =>
      api.portal(`/catalog/entities/by-name/template/default/${template}`),
    );
  }
  return api;
}

async function createOnce(api, template, values) {
  const { name } = values;
  const began = performance.now();
  const since = () => seconds(performance.now() - began);
  const { id } = await api.portal('/scaffolder/v2/tasks', {
    method: 'POST',
    body: JSON.stringify({
      templateRef: `template:default/${template}`,
      values,
    }),
  });
  await until(`the run of ${template}`, async () => {
    const { status } = await api.portal(`/scaffolder/v2/tasks/${id}`);
    if (status === 'failed') throw new Error(`${template} failed: task ${id}`);
    return status === 'completed';
  });
  const created = since();
  await until(`CI of ${name}`, async () => {
    const runs = await api.github(`/repos/heal7/${name}/actions/runs`);
    const [first] = (runs?.workflow_runs ?? []).slice(-1);
    if (first?.conclusion === 'failure')
      throw new Error(`CI of ${name} failed`);
    return first?.conclusion === 'success';
  });
  const green = since();
  await until(`${name} in development`, async () => {
    const delivery = await api.portal(
      `/delivery/services/component/default/${name}`,
    );
    const dev = delivery?.environments.find(({ name: each }) => each === 'dev');
    return dev?.running && dev.health === 'healthy';
  });
  return [template, created, green, since()];
}

async function until(what, ask) {
  const end = Date.now() + lost;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise(done => setTimeout(done, 200));
  }
  throw new Error(`${what} did not happen within ${duration(lost)}`);
}

/** Services nobody touched, from one version of their template to the next, compared with the new rendering. */
async function benchUpdates() {
  const report = join(temporaryFolder('updates'), 'report.json');
  await run(
    process.execPath,
    [
      join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
      ...['package', 'test', '--watchAll=false', '--json'],
      ...[`--outputFile=${report}`, 'src/github/template-round-trip'],
    ],
    { cwd: join(root, 'packages/sandbox') },
  );
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  printTable(
    'Version n → pull request → merged = version n + 1, byte for byte',
    ['template', 'result', 'time'],
    testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .map(({ title, status, duration: time }) => [
        title,
        status,
        seconds(time ?? 0),
      ]),
  );
}

async function benchCheck() {
  const began = performance.now();
  const lines = await run(join(root, 'script/templates'), ['check']);
  const time = duration(performance.now() - began);
  const matching = pattern => lines.filter(line => pattern.test(line));
  const pairs = (pattern, split) =>
    matching(pattern).map(line => split.exec(line).slice(1));
  printTable(
    'Points of the first day, proven by script/templates check',
    ['template', 'points'],
    pairs(/ of \d+ points$/, /^\s*(\S+)\s+(.*)$/),
  );
  printTable(
    'Cells, one for each combination of answers',
    ['template', 'cells'],
    pairs(/^\S+: \d+ cells$/, /^(\S+): (\d+)/),
  );
  printTable(
    'Validators, each on every cell',
    ['validator', 'time', 'findings'],
    pairs(/^[✓✗] /, /^. (\S+) (.*), findings (\d+)$/),
  );
  for (const line of matching(/^skipped /)) console.log(line);
  console.log(`\n${matching(/^cells \d+/).at(-1)}, ${time}`);
}

/** The lines a program prints; its end with another code than 0 is an error. */
function run(program, args, options = {}) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, {
      ...options,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', chunk => {
      text += chunk;
    });
    child.once('error', fail);
    child.once('exit', code => {
      if (code === 0) done(text.split('\n'));
      else {
        console.log(text.slice(-3000));
        fail(new Error(`${program} ended with ${code}`));
      }
    });
  });
}
