import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { isFilePath } from '../github/names';
import { matchesGlobs } from './glob';
import { listFiles } from './reports/source-files';
import { JobScope, Log } from './run-scope';

/** Files of the work tree that an upload step's `path` names: files, folders or patterns, one a line. */
async function filesFor(directory: string, path: string): Promise<string[]> {
  const found = new Set<string>();
  const lines = path
    .split('\n')
    .map(line => line.trim().replace(/^\.\//, '').replace(/\/+$/, ''))
    .filter(Boolean);
  for (const line of lines) {
    if (/[*?[]/.test(line)) {
      const folder = line
        .split('/')
        .slice(
          0,
          line.split('/').findIndex(part => /[*?[]/.test(part)),
        )
        .join('/');
      const all = await listFiles(directory, folder).catch(() => []);
      for (const file of all) if (matchesGlobs(file, [line])) found.add(file);
    } else if (isFilePath(line)) {
      const kind = await stat(join(directory, line)).catch(() => undefined);
      if (kind?.isFile()) found.add(line);
      else if (kind?.isDirectory())
        for (const file of await listFiles(directory, line)) found.add(file);
    }
  }
  return [...found].sort();
}

/** Uploads what a step names; like the real action it drops the folder all files share. */
export async function uploadArtifact(
  scope: JobScope,
  name: string,
  path: string,
  log: Log,
): Promise<void> {
  const files = await filesFor(scope.directory, path);
  if (files.length === 0) {
    log(
      `No files were found with the path ${path.trim()}: no artifact ${name}.`,
    );
    return;
  }
  const parts = files.map(file => file.split('/').slice(0, -1));
  const shared = parts.reduce((common, folder) => {
    const end = common.findIndex((part, i) => folder[i] !== part);
    return end < 0 ? common : common.slice(0, end);
  });
  const content: Record<string, Uint8Array> = {};
  for (const file of files) {
    content[file.split('/').slice(shared.length).join('/')] = new Uint8Array(
      await readFile(join(scope.directory, file)),
    );
  }
  const { actions } = scope.settings.github.context;
  const artifact = actions.addArtifact(
    scope.repository,
    scope.run,
    name,
    content,
  );
  log(
    `Uploaded ${files.length} files as ${name} (${
      artifact.size
    } bytes): ${files.join(', ')}`,
  );
}

/** Puts the files of earlier jobs of this run into the work tree, as actions/download-artifact does. */
export async function downloadArtifacts(
  scope: JobScope,
  options: Record<string, string>,
  log: Log,
): Promise<void> {
  const { actions } = scope.settings.github.context;
  const wanted = options.name ?? options.pattern ?? '*';
  const found = scope.repository.record.artifacts.filter(
    each => each.runId === scope.run.id && matchesGlobs(each.name, [wanted]),
  );
  const flat = options['merge-multiple'] === 'true' || Boolean(options.name);
  for (const artifact of found) {
    const files = unzipSync(new Uint8Array(actions.readArtifact(artifact)));
    for (const [name, content] of Object.entries(files)) {
      const path = [options.path ?? '', flat ? '' : artifact.name, name]
        .filter(Boolean)
        .join('/');
      if (!isFilePath(path)) continue;
      const file = join(scope.directory, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    log(`Downloaded ${artifact.name}: ${Object.keys(files).length} files`);
  }
  if (found.length === 0) log(`This run has no artifact ${wanted}.`);
}
