import {
  cp,
  lstat,
  mkdir,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '@backstage/errors';
import {
  changedText,
  nextChanges,
  nextVersion,
  versionedTemplates,
  withVersion,
} from './next-version';

/**
 * The folder from which the portal's catalog reads the templates: at first those of this repository (a link, so that who
 * edits them sees it), after a release a copy with the next version.
 */
export class TemplateShelf {
  readonly #shown: string;

  constructor(
    private readonly options: { templates: string; stateDir: string },
  ) {
    this.#shown = path.join(options.stateDir, 'templates');
  }

  /** Nothing changes where a version was released before. */
  async open(): Promise<void> {
    const exists = await lstat(this.#shown).catch(() => undefined);
    if (!exists) await symlink(this.options.templates, this.#shown);
  }

  /** Releases the next version of the service templates, as the platform team would; returns it. */
  async release(): Promise<string> {
    const folder = path.join(
      this.options.stateDir,
      'template-releases',
      nextVersion,
    );
    if (await lstat(folder).catch(() => undefined)) {
      throw new InputError(
        `${nextVersion} is out already; script/server --fresh begins again`,
      );
    }
    const work = `${folder}.new`;
    await rm(work, { recursive: true, force: true });
    await mkdir(path.dirname(folder), { recursive: true });
    await cp(this.options.templates, work, { recursive: true });
    for (const change of nextChanges) {
      await edit(path.join(work, change.file), text =>
        changedText(text, change),
      );
    }
    for (const file of versionedTemplates) {
      await edit(path.join(work, file), text => withVersion(text, nextVersion));
    }
    await rename(work, folder);
    // Never a moment without templates.
    const link = `${this.#shown}.new`;
    await symlink(folder, link);
    await rename(link, this.#shown);
    return nextVersion;
  }
}

async function edit(file: string, change: (text: string) => string) {
  await writeFile(file, change(await readFile(file, 'utf8')));
}
