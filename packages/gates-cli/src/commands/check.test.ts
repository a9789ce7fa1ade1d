import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  reports,
  smallGate,
  TestFolder,
  TestOutput,
  writeGoodReports,
} from '../testing';
import { check, type CheckOptions } from './check';

/** A gate whose image part comes later. */
const withImage = {
  ...smallGate,
  checks: [
    ...smallGate.checks,
    {
      id: 'performance.image-size',
      title: 'Image size',
      group: 'performance',
      measurements: ['image.size'],
      part: 'image',
      threshold: { max: 500_000_000 },
      blocking: true,
    },
  ],
};

describe('heal7-gates check', () => {
  let folder: TestFolder;
  let output: TestOutput;
  beforeEach(() => {
    folder = new TestFolder();
    output = new TestOutput();
    folder.write('heal7-gates.yaml', 'service: backend\n');
    folder.write('gate.json', JSON.stringify(smallGate));
  });
  afterEach(() => folder.remove());

  const run = (options: CheckOptions = {}) =>
    check(
      { gate: 'gate.json', ...options },
      {
        directory: folder.path,
        now: new Date('2026-03-01T12:00:00Z'),
        output,
      },
    );

  it('passes with 0 and shows every check with its numbers', async () => {
    writeGoodReports(folder);
    expect(await run()).toBe(0);
    expect(output.text).toContain('Quality gate ✔ passed');
    expect(output.text).toMatch(
      /✔ passed +Backend line coverage +91 % +≥ 85 %/,
    );
    expect(output.text).toMatch(/✔ passed +Test time +1 s +≤ 15 min/);
  });

  it('calls nothing a pass that nobody has judged', async () => {
    folder.write('gate.json', JSON.stringify(withImage));
    // The part that is here cannot be awaited.
    expect(await run({ expects: ['main', 'image'] })).toBe(2);
    expect(await run({ part: 'image', expects: ['image'] })).toBe(2);
    await expect(run({ part: 'nonsense' })).rejects.toThrow(
      'No check of the gate belongs to the part "nonsense"; there are main, image.',
    );
  });

  it('fails with 1 and lists at most five findings', async () => {
    writeGoodReports(folder);
    folder.write(
      'reports/trivy.json',
      reports.trivy(Array.from({ length: 8 }, () => 'HIGH')),
    );
    expect(await run()).toBe(1);
    expect(output.text).toMatch(
      /✖ failed +High or critical vulnerabilities +8/,
    );
    expect(output.text.match(/· CVE-/g)).toHaveLength(5);
    expect(output.text).toContain('· and 3 more');
  });

  it('cannot judge with 2 when a report is missing, and says which', async () => {
    folder.write('reports/coverage.xml', reports.coverage(91));
    folder.write('reports/junit.xml', reports.junit(0));
    expect(await run()).toBe(2);
    expect(output.text).toMatch(
      /\? inconclusive +Security scan present +– +present\n +No report with vulnerabilities.total was found/,
    );
  });

  it('cannot judge with 2 when a report is broken, and says why', async () => {
    writeGoodReports(folder);
    folder.write('reports/coverage.xml', reports.coverage(91).slice(0, -50));
    expect(await run()).toBe(2);
    expect(output.text).toMatch(/! error +Backend line coverage +–/);
    expect(output.text.replace(/\s+/g, ' ')).toContain(
      join('reports', 'coverage.xml: The file is not well-formed XML'),
    );
  });

  it('a known failure outranks what cannot be judged', async () => {
    folder.write('reports/junit.xml', reports.junit(2));
    expect(await run()).toBe(1);
  });

  it('finds reports by the patterns of the configuration, and flags win', async () => {
    writeGoodReports(folder);
    folder.write('elsewhere/bad.xml', reports.junit(1));
    folder.write(
      'heal7-gates.yaml',
      "service: backend\nreports: ['elsewhere/**', 'reports/**']\n",
    );
    expect(await run()).toBe(1);
    expect(await run({ reports: ['reports/**'] })).toBe(0);
    expect(await run({ reports: ['nothing/**'] })).toBe(2);
    expect(output.text).toContain('No report was found');
  });

  it('writes JSON and Markdown that a report cannot break', async () => {
    writeGoodReports(folder);
    folder.write('reports/trivy.json', reports.trivy(['CRITICAL']));
    expect(await run({ json: 'out.json', markdown: 'out.md' })).toBe(1);
    const read = (name: string) =>
      readFileSync(join(folder.path, name), 'utf8');
    expect(JSON.parse(read('out.json'))).toMatchObject({
      gate: 'heal7',
      service: 'backend',
      verdict: 'failed',
      problems: [],
    });
    expect(read('out.md')).toContain(
      '### HEAL7 quality gate (backend): ✖ failed',
    );
    expect(read('out.md')).toContain('CVE-2026-0 in a\\|b 1 (no fix yet)');
    expect(existsSync(join(folder.path, 'reports/out.json'))).toBe(false);
  });

  it('knows the scope of a report by its name or by the configuration', async () => {
    writeGoodReports(folder);
    folder.write('reports/integration/coverage.xml', reports.coverage(10));
    folder.write('reports/integration/junit.xml', reports.junit(0));
    expect(await run()).toBe(0);

    folder.write('reports/e2e.xml', reports.coverage(10));
    expect(await run()).toBe(1);
    const config = (scope: string) =>
      folder.write(
        'heal7-gates.yaml',
        `service: backend\nreports:\n  - reports/**\n  - { files: [reports/e2e.xml], scope: ${scope} }\n`,
      );
    config('integration');
    expect(await run()).toBe(0);
    config('none');
    expect(await run()).toBe(1);
  });

  it('counts failed tests of every scope', async () => {
    writeGoodReports(folder);
    folder.write('reports/integration/junit.xml', reports.junit(1));
    expect(await run()).toBe(1);
  });

  it('leaves the checks of a later part open', async () => {
    writeGoodReports(folder);
    folder.write('gate.json', JSON.stringify(withImage));
    expect(await run()).toBe(2);
    expect(await run({ expects: ['image'] })).toBe(0);
    expect(output.text).toMatch(/… pending +Image size +– +≤ 500 MB/);
    expect(output.text).toContain('… passed so far, 1 check pending');
    folder.write('reports/junit.xml', reports.junit(1));
    expect(await run({ expects: ['image'] })).toBe(1);
  });

  it('judges in a later part what only that part can know', async () => {
    folder.write('gate.json', JSON.stringify(withImage));
    folder.write(
      'reports/image.json',
      JSON.stringify({
        schemaVersion: 2,
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        config: { mediaType: 'x', digest: 'sha256:a', size: 1000 },
        layers: [{ mediaType: 'y', digest: 'sha256:b', size: 600_000_000 }],
      }),
    );
    expect(await run({ part: 'image' })).toBe(1);
    expect(output.text).toMatch(/✖ failed +Image size +600.01 MB/);
    expect(output.text).toMatch(/… pending +Failed tests/);
  });

  it('prints one format instead of the table, and refuses two', async () => {
    writeGoodReports(folder);
    expect(await run({ json: true })).toBe(0);
    expect(JSON.parse(output.text)).toMatchObject({ verdict: 'passed' });
    await expect(run({ json: true, junit: '-' })).rejects.toThrow(
      'Only one of --json, --junit can be without a file.',
    );
  });

  it('writes into folders that are not there yet, and says what cannot be written', async () => {
    writeGoodReports(folder);
    expect(await run({ junit: 'out/a/junit.xml' })).toBe(0);
    expect(
      readFileSync(join(folder.path, 'out/a/junit.xml'), 'utf8'),
    ).toContain('tests="5" failures="0" errors="0" skipped="0"');
    await expect(run({ json: 'gate.json/x' })).rejects.toThrow(
      /gate.json\/x cannot be written \((ENOTDIR|EEXIST)\)\./,
    );
  });

  it('wants a whole commit', async () => {
    await expect(run({ commit: 'abc' })).rejects.toThrow('--commit must be');
  });
});
