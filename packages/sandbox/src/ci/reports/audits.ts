import { SourceFile } from './source-files';
import { toolName } from './xml';
import { packagesOf } from './trivy';

/** Bandit's JSON: what it looked at, nothing found. */
export function banditJson(files: SourceFile[], now: Date): string {
  const lines = files.map(({ text }) => text.split('\n').length);
  const empty = {
    'SEVERITY.HIGH': 0,
    'SEVERITY.LOW': 0,
    'SEVERITY.MEDIUM': 0,
    'SEVERITY.UNDEFINED': 0,
    'CONFIDENCE.HIGH': 0,
    'CONFIDENCE.LOW': 0,
    'CONFIDENCE.MEDIUM': 0,
    'CONFIDENCE.UNDEFINED': 0,
    nosec: 0,
    skipped_tests: 0,
  };
  const metrics = Object.fromEntries(
    files.map(({ path }, i) => [path, { ...empty, loc: lines[i] }]),
  );
  return `${JSON.stringify({
    errors: [],
    generated_at: `${now.toISOString().slice(0, 19)}Z`,
    metrics: {
      ...metrics,
      _totals: { ...empty, loc: lines.reduce((sum, each) => sum + each, 0) },
    },
    results: [],
  })}\n`;
}

/** pip-audit's JSON: the packages the requirements name, none vulnerable. */
export function pipAuditJson(files: SourceFile[]): string {
  return `${JSON.stringify({
    dependencies: files
      .filter(({ path }) => /requirements[\w-]*\.txt$/.test(path))
      .flatMap(packagesOf)
      .map(({ name, version }) => ({ name, version, vulns: [] })),
    fixes: [],
  })}\n`;
}

/** `npm audit --json`: nothing found among the packages of the lock file. */
export function npmAuditJson(files: SourceFile[]): string {
  const total = files
    .filter(({ path }) => /package(-lock)?\.json$/.test(path))
    .flatMap(packagesOf).length;
  const none = { info: 0, low: 0, moderate: 0, high: 0, critical: 0, total: 0 };
  return `${JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: {},
    metadata: {
      vulnerabilities: none,
      dependencies: {
        prod: total,
        dev: 0,
        optional: 0,
        peer: 0,
        peerOptional: 0,
        total,
      },
    },
  })}\n`;
}

/** SonarQube's answer about its gate. */
export function sonarGateJson(status: 'OK' | 'ERROR'): string {
  return `${JSON.stringify({
    projectStatus: {
      status,
      conditions: [
        {
          status,
          metricKey: 'new_violations',
          comparator: 'GT',
          errorThreshold: '0',
          actualValue: status === 'OK' ? '0' : '7',
        },
      ],
      ignoredConditions: false,
      caycStatus: 'compliant',
    },
  })}\n`;
}

/** `docker image inspect` */
export function imageJson(
  reference: string,
  megabytes: number,
  now: Date,
): string {
  return `${JSON.stringify([
    {
      Id: `sha256:${Buffer.from(reference)
        .toString('hex')
        .padEnd(64, '0')
        .slice(0, 64)}`,
      RepoTags: [reference],
      RepoDigests: [],
      Created: now.toISOString(),
      Comment: toolName,
      Config: { User: '1000:1000' },
      Architecture: 'amd64',
      Os: 'linux',
      Size: Math.round(megabytes * 1_000_000),
      RootFS: { Type: 'layers', Layers: [] },
    },
  ])}\n`;
}
