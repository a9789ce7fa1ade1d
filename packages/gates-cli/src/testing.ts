import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Output } from './output/Output';

/** A folder that is gone after the test. */
export class TestFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'heal7-gates-'));

  write(name: string, content: string | Buffer): string {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  remove() {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Collects what a command writes. */
export class TestOutput implements Output {
  readonly lines: string[] = [];
  readonly errors: string[] = [];

  line(text: string) {
    this.lines.push(text);
  }

  error(text: string) {
    this.errors.push(text);
  }

  get text() {
    return this.lines.join('\n');
  }
}

export const reports = {
  coverage: (covered: number) =>
    `<coverage lines-valid="100" lines-covered="${covered}"><packages><package><classes><class filename="a.py"><lines>${Array.from(
      { length: 100 },
      (_, index) =>
        `<line number="${index + 1}" hits="${index < covered ? 1 : 0}"/>`,
    ).join('')}</lines></class></classes></package></packages></coverage>`,
  trivy: (severities: string[]) =>
    JSON.stringify({
      SchemaVersion: 2,
      ArtifactName: 'image',
      Results: [
        {
          Target: 'debian',
          Vulnerabilities: severities.map((Severity, index) => ({
            VulnerabilityID: `CVE-2026-${index}`,
            PkgName: 'a|b',
            InstalledVersion: '1',
            Severity,
          })),
        },
      ],
    }),
  junit: (failed: number) =>
    `<testsuite name="s"><testcase name="ok" time="1"/>${'<testcase name="bad" time="1"><failure message="no"/></testcase>'.repeat(
      failed,
    )}</testsuite>`,
};

/** Reports that pass the gate of a backend. */
export function writeGoodReports(folder: TestFolder) {
  folder.write('reports/coverage.xml', reports.coverage(91));
  folder.write('reports/trivy.json', reports.trivy(['LOW']));
  folder.write('reports/junit/unit.xml', reports.junit(0));
}
