import { runCommand, type CommandResult } from '../command';
import { enterRoot } from './enterRoot';
import { trixieMissing, trixiePython } from './trixiePython';

const MINUTES = 60_000;

/** A Python that has what the services and their tests ask for. */
export interface ServicePython {
  /** In a root of its own, which has a Redis too. */
  isOwnRoot: boolean;
  run(
    folder: string,
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ): Promise<CommandResult>;
}

const NEEDS =
  'import fastapi, pytest, pytest_cov, httpx, prometheus_client, psycopg, redis';

const VERSIONS = `
import importlib.metadata, platform
names = ["fastapi", "pydantic", "starlette", "uvicorn", "SQLAlchemy", "psycopg", "redis", "pytest"]
print(", ".join([f"Python {platform.python_version()}", *(f"{name} {importlib.metadata.version(name)}" for name in names)]))
`;

/** A current one in a root of its own where that can be made, or else the one of this machine. */
export async function servicePython(): Promise<ServicePython | undefined> {
  return (await trixieMissing())
    ? machinePython()
    : rootPython(await trixiePython());
}

/** "Python 3.13.5, fastapi 0.115.11, …" */
export async function versionsOf(python: ServicePython): Promise<string> {
  return (await python.run('/tmp', ['-c', VERSIONS])).output.trim();
}

function rootPython(root: string): ServicePython {
  return {
    isOwnRoot: true,
    run: (folder, args, env = {}) =>
      runCommand(
        ...enterRoot(
          {
            root,
            folder: '/srv',
            id: 0,
            env: {
              PATH: '/usr/local/bin:/usr/bin:/bin',
              HOME: '/tmp',
              LANG: 'C.UTF-8',
              PYTHONDONTWRITEBYTECODE: '1',
              ...env,
            },
            network: 'machine',
            shown: { '/srv': { from: folder, writable: true } },
          },
          ['python3', ...args],
        ),
        { timeoutMs: 10 * MINUTES, killSignal: 'SIGKILL' },
      ),
  };
}

async function machinePython(): Promise<ServicePython | undefined> {
  for (const program of ['/usr/bin/python3', 'python3']) {
    if ((await runCommand(program, ['-c', NEEDS])).code !== 0) continue;
    return {
      isOwnRoot: false,
      run: (folder, args, env) =>
        runCommand(program, args, {
          cwd: folder,
          timeoutMs: 10 * MINUTES,
          env: { PYTHONDONTWRITEBYTECODE: '1', ...env },
        }),
    };
  }
  return undefined;
}
