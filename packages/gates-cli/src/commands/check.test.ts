import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reports, TestFolder, TestOutput, writeGoodReports } from '../testing';
import { check, type CheckOptions } from './check';

describe('heal7-gates check', () => {
  let folder: TestFolder;
  let output: TestOutput;
  beforeEach(() => {
    folder = new TestFolder();
    output = new TestOutput();
    folder.write('heal7-gates.yaml', 'service: backend\n');
  });
  afterEach(() => folder.remove());

  const run = (options: CheckOptions = {}) =>
    check(options, {
      directory: folder.path,
      now: new Date('2026-03-01T12:00:00Z'),
      output,
    });

  it('passes with 0 and shows every check with its numbers', async () => {
    writeGoodReports(folder);
    expect(await run()).toBe(0);
    expect(output.text).toContain('Quality gate ✔ passed');
    expect(output.text).toMatch(
      /✔ passed +Backend line coverage +91 % +≥ 85 % +91 % meets ≥ 85 %\./,
    );
    expect(output.text).toMatch(
      /✔ passed +Test time \(advisory\) +1 s +≤ 900 s/,
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
      /\? inconclusive +Security scan present +– .*a security scan \(Trivy JSON\) is expected/,
    );
  });

  it('cannot judge with 2 when a report is broken, and says why', async () => {
    writeGoodReports(folder);
    folder.write('reports/coverage.xml', reports.coverage(91).slice(0, -50));
    expect(await run()).toBe(2);
    expect(output.text).toMatch(/! error +Backend line coverage +–/);
    expect(output.text).toContain(
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

  it.each([
    [
      'service: backend\nreport: x\n',
      'heal7-gates.yaml:2: "report" is not known',
    ],
    ['service: database\n', 'heal7-gates.yaml:1: "service" must be one of'],
    [
      'service: backend\nreports:\n  - a\n  - 5\n',
      'heal7-gates.yaml:4: a pattern',
    ],
    ['service: backend\nreports: a\n', 'heal7-gates.yaml:2: "reports" must be'],
    ['service: "backend\n', 'heal7-gates.yaml:'],
    ['- a\n', 'heal7-gates.yaml:1: expected'],
    ['', 'Which gate applies?'],
  ])('explains the configuration %j', async (text, message) => {
    folder.write('heal7-gates.yaml', text);
    await expect(run()).rejects.toThrow(message);
  });

  it('wants a configuration that was asked for', async () => {
    await expect(run({ config: 'other.yaml' })).rejects.toThrow(
      'The configuration other.yaml does not exist.',
    );
    await expect(run({ service: 'x' })).rejects.toThrow('--service must be');
  });
});
