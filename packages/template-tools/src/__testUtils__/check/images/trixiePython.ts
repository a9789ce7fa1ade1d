import { join } from 'node:path';
import { cachedFolder } from './cachedFolder';
import { rootsMissing } from './contained';
import { makeDebian, type DebianRecipe } from './debian';

/** Everything the services ask for that Debian has, what their tests need, and a Redis to test with. */
const RECIPE: DebianRecipe = {
  packages: [
    'python3',
    'python3-fastapi',
    'python3-uvicorn',
    'python3-prometheus-client',
    'python3-sqlalchemy',
    'alembic',
    'python3-psycopg',
    'python3-redis',
    'python3-httpx',
    'python3-packaging',
    'python3-pytest',
    'python3-pytest-cov',
    'redis-server',
  ],
};

let made: Promise<string> | undefined;

/** The root of a Debian with a current Python, FastAPI 0.115 and pydantic 2; made once and kept between runs. */
export function trixiePython(): Promise<string> {
  made ??= cachedFolder('trixie-python', RECIPE, folder =>
    makeDebian(RECIPE, join(folder, 'root'), folder),
  ).then(folder => join(folder, 'root'));
  return made;
}

/** Why there is no such root here, if so; makes it where it can be made. */
export async function trixieMissing(): Promise<string | undefined> {
  return (
    (await rootsMissing()) ??
    trixiePython().then(
      () => undefined,
      error => String(error),
    )
  );
}
