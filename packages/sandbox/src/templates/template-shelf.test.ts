import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { nextChanges, nextVersion, versionedTemplates } from './next-version';
import { TemplateShelf } from './template-shelf';

const templates = path.resolve(__dirname, '../../../../templates');

describe('TemplateShelf', () => {
  let stateDir: string;

  beforeEach(async () => {
    stateDir = await mkdtemp(path.join(tmpdir(), 'heal7-shelf-'));
  });
  afterEach(() => rm(stateDir, { recursive: true, force: true }));

  const shown = (file: string) =>
    readFile(path.join(stateDir, 'templates', file), 'utf8');
  const original = (file: string) =>
    readFile(path.join(templates, file), 'utf8');
  const versionsIn = (template: string): string[] =>
    [...template.matchAll(/[vV]ersion: (\d+\.\d+\.\d+)$/gm)].map(
      ([, version]) => version,
    );

  it('shows the templates of this repository, then the next version', async () => {
    const shelf = new TemplateShelf({ templates, stateDir });
    await shelf.open();
    expect(await shown('all.yaml')).toBe(await original('all.yaml'));

    expect(await shelf.release()).toBe(nextVersion);
    for (const file of versionedTemplates) {
      const text = await shown(file);
      const before = versionsIn(await original(file));
      expect(before.length).toBeGreaterThan(2);
      expect(before).not.toContain(nextVersion);
      expect(versionsIn(text)).toEqual(before.map(() => nextVersion));
      expect(parse(text, { merge: true }).metadata.annotations).toMatchObject({
        'heal7.io/template-version': nextVersion,
      });
    }
    for (const { file, before, after } of nextChanges) {
      expect(await shown(file)).toBe(
        (await original(file)).replace(before, after),
      );
    }
    expect(await shown('observability/template.yaml')).toBe(
      await original('observability/template.yaml'),
    );
  });

  it('keeps what is out over a restart, and is released once', async () => {
    const shelf = new TemplateShelf({ templates, stateDir });
    await shelf.open();
    await shelf.release();
    const restarted = new TemplateShelf({ templates, stateDir });
    await restarted.open();
    expect(versionsIn(await shown('backend-service.yaml'))).toContain(
      nextVersion,
    );
    await expect(restarted.release()).rejects.toThrow(
      `${nextVersion} is out already`,
    );
  });
});
