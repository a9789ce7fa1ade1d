import { parseArgs } from 'node:util';
import { InputError } from '@backstage/errors';
import { objectOf, objectsOf, stringOf } from '../kubernetes/store/json';

const base = `http://localhost:${process.env.SANDBOX_PORT ?? 7100}`;

const commands: Record<string, (args: string[]) => Promise<void>> = {
  release,
  'release-templates': releaseTemplates,
  status,
  kill: ([cluster = 'heal7-prod', how = 'refuse']) =>
    faults({ clusters: { [cluster]: how === 'hang' ? 'hang' : 'refuse' } }),
  prometheus: ([state = 'off']) =>
    faults({ prometheus: { on: 'none', off: 'refuse' }[state] ?? state }),
  heal: () => faults({ heal: true }),
};

async function release(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      service: { type: 'string' },
      quality: { type: 'string' },
      environment: { type: 'string' },
      author: { type: 'string' },
      fast: { type: 'boolean' },
      follow: { type: 'boolean' },
    },
  });
  const response = await request('/scenarios/release', values);
  let failed = false;
  let rest = '';
  for await (const chunk of response.body ?? []) {
    const lines = (rest + Buffer.from(chunk).toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      process.stdout.write(`${line}\n`);
      failed ||= objectOf(JSON.parse(line)).step === 'failed';
    }
  }
  process.exitCode = failed ? 1 : 0;
}

async function releaseTemplates(): Promise<void> {
  const { version } = objectOf(
    await (await request('/scenarios/template-release', {})).json(),
  );
  process.stdout.write(
    `Version ${version} of the service templates is out; the portal sees it within a minute or two.\n`,
  );
}

async function status(): Promise<void> {
  const body = objectOf(await (await request('/status')).json());
  const rows = objectsOf(body.services).map(it =>
    ['application', 'cluster', 'image', 'sync', 'health', 'canary'].map(
      field => stringOf(it[field]) ?? '',
    ),
  );
  const table = [
    ['APPLICATION', 'CLUSTER', 'VERSION', 'SYNC', 'HEALTH', 'CANARY'],
    ...rows,
  ];
  const widths = table[0].map((_, column) =>
    Math.max(...table.map(row => row[column].length)),
  );
  for (const row of table) {
    const cells = row.map((cell, column) => cell.padEnd(widths[column]));
    process.stdout.write(`${cells.join('  ').trimEnd()}\n`);
  }
  process.stdout.write(
    `\nready: ${body.ready}   faults: ${JSON.stringify(body.faults)}\n`,
  );
}

async function faults(change: object): Promise<void> {
  const response = await request('/faults', change);
  process.stdout.write(`${await response.text()}\n`);
}

async function request(path: string, body?: object): Promise<Response> {
  const response = await fetch(`${base}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  }).catch(() => {
    throw new InputError(
      `the sandbox does not answer at ${base}; is script/server running?`,
    );
  });
  if (!response.ok) {
    const answer = await response.text();
    throw new InputError(messageIn(answer) ?? answer);
  }
  return response;
}

function messageIn(answer: string): string | undefined {
  try {
    return stringOf(objectOf(JSON.parse(answer)).error);
  } catch {
    return undefined;
  }
}

async function main([name = '', ...args]: string[]): Promise<void> {
  if (!Object.hasOwn(commands, name)) {
    throw new InputError(
      `unknown command "${name}"; possible: ${Object.keys(commands).join(
        ', ',
      )}`,
    );
  }
  await commands[name](args);
}

main(process.argv.slice(2)).catch(error => {
  process.stderr.write(
    `error: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(1);
});
