import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const severities = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];

/** Large reports of the shape that the tools write. */
export function writeLargeReports(folder, megabytes) {
  const reports = [
    {
      name: 'Trivy',
      file: join(folder, 'trivy.json'),
      begin:
        '{"SchemaVersion":2,"CreatedAt":"2026-03-01T10:00:00Z","ArtifactName":"image","Results":[{"Target":"debian","Class":"os-pkgs","Type":"debian","Vulnerabilities":[',
      part: index =>
        `${index > 0 ? ',' : ''}${JSON.stringify(vulnerability(index))}`,
      end: ']}]}',
    },
    {
      name: 'lcov',
      file: join(folder, 'lcov.info'),
      begin: '',
      part: lcovRecord,
      end: '',
    },
  ];
  for (const report of reports) write(report, megabytes * 1024 * 1024);
  return reports;
}

function write({ file, begin, part, end }, size) {
  const descriptor = openSync(file, 'w');
  let written = writeSync(descriptor, begin);
  for (let index = 0; written < size; ) {
    let text = '';
    for (; text.length < 500_000; index += 1) text += part(index);
    written += writeSync(descriptor, text);
  }
  writeSync(descriptor, end);
  closeSync(descriptor);
}

function vulnerability(index) {
  return {
    VulnerabilityID: `CVE-2026-${index}`,
    PkgID: `lib${index}@1.2.3`,
    PkgName: `lib${index % 3000}`,
    PkgIdentifier: { PURL: `pkg:deb/debian/lib${index}@1.2.3?arch=amd64` },
    InstalledVersion: `1.2.${index % 97}`,
    FixedVersion: `1.3.${index % 97}`,
    Status: 'fixed',
    Layer: { Digest: `sha256:${'a'.repeat(64)}` },
    SeveritySource: 'debian',
    PrimaryURL: `https://avd.example.com/cve-2026-${index}`,
    Title: `a bug in lib${index}`,
    Description: `A flaw was found in "lib${index}", which ${'allows much '.repeat(
      25,
    )}`,
    Severity: severities[index % severities.length],
    CweIDs: ['CWE-79'],
    References: [`https://a.example.com/${index}`],
  };
}

/** A file of 400 lines, 100 branches and 20 functions. */
function lcovRecord(index) {
  const lines = Array.from({ length: 400 }, (_, line) => (line + index) % 4);
  const branches = Array.from({ length: 100 }, (_, branch) => branch % 3);
  const functions = Array.from({ length: 20 }, (_, name) => name % 3);
  const hit = counts => counts.filter(count => count > 0).length;
  return [
    'TN:',
    `SF:/src/folder${index % 50}/file${index}.ts`,
    ...functions.flatMap((count, name) => [
      `FN:${name * 20 + 1},call${index}x${name}`,
      `FNDA:${count},call${index}x${name}`,
    ]),
    'FNF:20',
    `FNH:${hit(functions)}`,
    ...lines.map((count, line) => `DA:${line + 1},${count}`),
    'LF:400',
    `LH:${hit(lines)}`,
    ...branches.map(
      (count, branch) => `BRDA:${branch * 4 + 1},0,${branch},${count}`,
    ),
    'BRF:100',
    `BRH:${hit(branches)}`,
    'end_of_record\n',
  ].join('\n');
}
