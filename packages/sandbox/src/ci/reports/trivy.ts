import { SourceFile } from './source-files';
import { toolName } from './xml';

interface Package {
  name: string;
  version: string;
}

const types: Array<[RegExp, string]> = [
  [/requirements/, 'pip'],
  [/poetry\.lock$/, 'poetry'],
  [/pyproject\.toml$/, 'python-pkg'],
  [/package-lock\.json$/, 'npm'],
  [/yarn\.lock$/, 'yarn'],
  [/package\.json$/, 'node-pkg'],
  [/go\.sum$/, 'gomod'],
];

/** Packages with a version that a dependency file names. */
export function packagesOf(file: SourceFile): Package[] {
  const pattern = file.path.endsWith('.json')
    ? /"(@?[\w./-]+)":\s*"[~^]?(\d[\w.+-]*)"/g
    : /^"?([A-Za-z@][\w./-]*)(?:\[[\w,-]*\])?\s*(?:==|>=|~=|@npm:|\s+v)\s*(\d[\w.+-]*)/gm;
  return [...file.text.matchAll(pattern)].map(([, name, version]) => ({
    name,
    version,
  }));
}

/** Trivy's JSON: the real dependency files, findings only as many as the commit asks for. */
export function trivyJson(
  files: SourceFile[],
  vulnerabilities: number,
  name: string,
  now: Date,
  type: 'repository' | 'container_image' = 'repository',
): string {
  const known = files.flatMap(file =>
    packagesOf(file).map(each => ({ ...each, file: file.path })),
  );
  const findings = Array.from({ length: vulnerabilities }, (_unused, i) => {
    const found = known[i % Math.max(known.length, 1)];
    return {
      file: found?.file ?? files[0]?.path ?? '.',
      vulnerability: {
        VulnerabilityID: `SANDBOX-${String(i + 1).padStart(4, '0')}`,
        PkgName: found?.name ?? 'unknown',
        InstalledVersion: found?.version ?? '0',
        Status: 'affected',
        Severity: i % 3 === 2 ? 'CRITICAL' : 'HIGH',
        Title:
          'Reported on request of the commit trailer Sandbox-Vulnerabilities',
      },
    };
  });
  const targets = [
    ...new Set([
      ...files.map(file => file.path),
      ...findings.map(each => each.file),
    ]),
  ];
  return `${JSON.stringify(
    {
      SchemaVersion: 2,
      CreatedAt: now.toISOString(),
      ArtifactName: name,
      ArtifactType: type,
      Trivy: { Version: toolName },
      Results: targets.map(target => {
        const own = findings
          .filter(each => each.file === target)
          .map(each => each.vulnerability);
        return {
          Target: target,
          Class: 'lang-pkgs',
          Type:
            types.find(([pattern]) => pattern.test(target))?.[1] ?? 'unknown',
          ...(own.length > 0 ? { Vulnerabilities: own } : {}),
        };
      }),
    },
    null,
    2,
  )}\n`;
}
