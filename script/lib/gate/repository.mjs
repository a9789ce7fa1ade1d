import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../../..');

/** Where the parts of script/test leave what they measured. */
export const reports = join(root, 'reports');

/** Files of the working copy that Git tracks or would add, relative to the root. */
export const filesOf = (...patterns) =>
  git('ls-files', '-z', '-co', '--exclude-standard', '--', ...patterns)
    .split('\0')
    .filter(Boolean)
    .filter(isThere());

export const commit = () => git('rev-parse', 'HEAD').trim();

/** The folder of the workspace a file belongs to, e.g. `plugins/delivery`. */
export const workspaceOf = file => /^(packages|plugins)\/[^/]+/.exec(file)?.[0];

/** `frontend` or `backend`: packages of the browser, and everything else. */
export function kindOf(workspace) {
  const { backstage } = JSON.parse(
    readFileSync(join(root, workspace, 'package.json'), 'utf8'),
  );
  return backstage?.role.startsWith('frontend') ? 'frontend' : 'backend';
}

export const tool = name =>
  execFileSync(join(root, 'script/lib/checks-tools'), [name], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim();

/** Files that are deleted in the working copy are still in the index. */
function isThere() {
  const deleted = new Set(git('ls-files', '-z', '--deleted').split('\0'));
  return file => !deleted.has(file);
}

function git(...args) {
  return execFileSync('git', args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
}
