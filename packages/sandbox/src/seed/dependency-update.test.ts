import path from 'node:path';
import { startGithub, TestGithub } from '../github/testing/start-github';
import { createImageRegistry } from '../images';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { updateChange } from './dependency-update';
import { seedRepository } from './seed-repositories';
import { seedServices } from './seed-service';

jest.setTimeout(60_000);

const templates = path.resolve(__dirname, '../../../../templates');

describe('updateChange', () => {
  const update = (dependency: string, text: string) =>
    updateChange({ dependency, file: 'a.txt', hoursAgo: 1 }, { 'a.txt': text });

  it.each([
    ['ruff', 'ruff==0.14.10\n', 'ruff==0.14.9\n', 'ruff to v0.14.10'],
    ['node', 'FROM node:24.21.0-x\n', 'FROM node:24.20.0-x\n', 'v24.21.0'],
  ])('begins one version of %s before', (name, after, before, title) => {
    expect(update(name, after)).toMatchObject({
      before,
      after,
      title: expect.stringContaining(title),
    });
  });

  it('says what is not there', () => {
    expect(() => update('ruff', 'pytest==9.0.2\n')).toThrow(
      'a.txt does not pin ruff',
    );
  });
});

describe('the seeded services', () => {
  let server: TestGithub;
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'heal7-seed-'));
    server = await startGithub();
  });
  afterEach(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(seedServices.map(service => [service.name, service] as const))(
    '%s has a merged update of the last week, and a run of the past for each commit',
    async (name, service) => {
      const now = new Date('2026-11-20T10:00:00Z');
      const images = createImageRegistry({
        path: path.join(folder, 'images.json'),
      });
      await seedRepository(service, {
        github: server.github,
        images,
        templates,
        overlays: path.join(__dirname, 'files'),
        workflowsCommit: '0'.repeat(40),
        now,
      });
      const [pull] = await (
        await server.api(`/repos/heal7/${name}/pulls?state=closed`)
      ).json();
      expect(pull).toMatchObject({
        user: { login: 'renovate[bot]', type: 'Bot' },
        title: expect.stringContaining(service.update.dependency),
      });
      const age = now.getTime() - Date.parse(pull.merged_at);
      expect(age).toBeLessThan(7 * 24 * 3_600_000);

      const { record, reader } = server.github.context.repositories.get(
        'heal7',
        name,
      );
      const head = await reader.resolve('heads/main');
      expect(record.runs).toHaveLength(service.versions.length + 1);
      expect(record.runs.at(-1)?.headSha).toBe(head);
      const times = record.runs.map(run => run.createdAt);
      expect(times).toEqual([...times].sort());
      // The sandbox's own CI leaves them alone, and counts from one.
      expect(server.github.context.actions.unfinished()).toEqual([]);
      expect(record.runNumbers).toEqual({ '.github/workflows/ci.yml': 0 });
      images.flush();
    },
  );
});
