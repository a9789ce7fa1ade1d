import { reports, TestFolder, TestOutput } from '../testing';
import { check } from './check';

const commit = 'c'.repeat(40);

/** One report for every check of a backend, as its tools write them. */
const files: Record<string, string> = {
  'heal7-gates.yaml':
    'service: backend\nreports:\n  - reports/**\n  - .github/dependabot.yml\n',
  '.github/dependabot.yml':
    'version: 2\nupdates:\n  - package-ecosystem: pip\n    directory: /\n    schedule:\n      interval: weekly\n',
  'reports/coverage.xml': reports.coverage(90),
  'reports/integration/coverage.xml': reports.coverage(75),
  'reports/junit.xml': reports.junit(0),
  'reports/trivy.json': reports.trivy(['LOW']),
  'reports/trivy-image.json': reports.trivy([]),
  'reports/github-jobs.json': JSON.stringify({
    total_count: 1,
    jobs: [
      {
        id: 1,
        name: 'build',
        head_sha: commit,
        status: 'completed',
        conclusion: 'success',
        started_at: '2026-03-01T11:00:00Z',
        completed_at: '2026-03-01T11:05:00Z',
      },
    ],
  }),
  'reports/github-pulls.json': JSON.stringify([
    {
      number: 4,
      title: 'Bump fastapi',
      user: { login: 'dependabot[bot]' },
      merged_at: '2026-02-27T10:00:00Z',
    },
  ]),
  'reports/image.json': JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: { mediaType: 'x', digest: 'sha256:a', size: 1_000 },
    layers: [{ mediaType: 'y', digest: 'sha256:b', size: 120_000_000 }],
  }),
  'reports/sonar.json': JSON.stringify({
    projectStatus: { status: 'OK', conditions: [] },
  }),
  'reports/radon.json': JSON.stringify({
    'app/main.py': [
      {
        type: 'function',
        name: 'main',
        rank: 'B',
        complexity: 7,
        lineno: 1,
        endline: 9,
        col_offset: 0,
        closures: [],
      },
    ],
  }),
  'reports/jscpd.json': JSON.stringify({
    duplicates: [],
    statistics: {
      total: { lines: 1000, duplicatedLines: 20, clones: 0, percentage: 2 },
      formats: {},
    },
  }),
};

describe('the whole gate of a backend', () => {
  let folder: TestFolder;
  let output: TestOutput;
  beforeEach(() => {
    folder = new TestFolder();
    output = new TestOutput();
    for (const [name, text] of Object.entries(files)) folder.write(name, text);
  });
  afterEach(() => folder.remove());

  const run = (now = '2026-03-01T12:00:00Z', options = {}) =>
    check(
      { commit, json: true, ...options },
      { directory: folder.path, now: new Date(now), output },
    );
  const unclear = () =>
    JSON.parse(output.lines.at(-1) ?? '')
      .checks.filter((it: { verdict: string }) => it.verdict !== 'passed')
      .map(
        ({ id, reasonCode }: { id: string; reasonCode: string }) =>
          `${id}: ${reasonCode}`,
      );

  it('passes with a report for every check', async () => {
    const code = await run();
    expect(unclear()).toEqual([]);
    expect(code).toBe(0);
  });

  it.each([
    ['.github/dependabot.yml', ['security.dependency-updates']],
    ['reports/coverage.xml', ['coverage.backend-lines']],
    ['reports/integration/coverage.xml', ['coverage.integration']],
    ['reports/junit.xml', ['performance.test-time', 'tests.failed']],
    ['reports/trivy.json', ['security.scan-present', 'security.high-critical']],
    [
      'reports/trivy-image.json',
      ['security.image-scan-present', 'security.image-high-critical'],
    ],
    ['reports/github-jobs.json', ['performance.build-time']],
    ['reports/image.json', ['performance.image-size']],
    ['reports/sonar.json', ['code-quality.sonar']],
    ['reports/radon.json', ['code-quality.complexity']],
    ['reports/jscpd.json', ['code-quality.duplication']],
  ])('never without %s', async (file, checks) => {
    folder.removeFile(file);
    expect(await run()).toBe(2);
    expect(unclear()).toEqual(checks.map(id => `${id}: missing`));
  });

  it('does not believe the jobs of another commit', async () => {
    expect(await run(undefined, { commit: 'd'.repeat(40) })).toBe(2);
    expect(unclear()).toEqual(['performance.build-time: other-commit']);
  });

  it('notes that no update was merged for a while, and passes', async () => {
    expect(await run('2026-03-20T12:00:00Z')).toBe(0);
    expect(unclear()).toEqual(['security.dependency-updates-merged: stale']);
  });
});
