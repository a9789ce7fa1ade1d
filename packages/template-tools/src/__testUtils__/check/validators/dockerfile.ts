import { basename } from 'node:path';
import { join } from 'node:path';
import { isObject, listOf } from '../../../lint/visit';
import { distinctFiles } from '../Cell';
import { runCommand } from '../command';
import { checksModule } from '../tools';
import { found, type CheckFinding, type Validator } from '../Validator';

/** dockerfilelint, and what it does not ask: pinned bases and a numeric user other than root. */
export const dockerfileValidator: Validator = {
  name: 'dockerfile',
  async unavailable() {
    return (await checksModule('dockerfilelint'))
      ? undefined
      : 'dockerfilelint is not installed (toolchain/checks)';
  },
  async check({ cells }) {
    const findings: Omit<CheckFinding, 'validator'>[] = [];
    const linter = join(
      (await checksModule('dockerfilelint')) ?? '',
      'bin/dockerfilelint',
    );
    for (const { cell, file } of distinctFiles(
      cells,
      path => basename(path) === 'Dockerfile',
    )) {
      const { stdout, output } = await runCommand(process.execPath, [
        linter,
        '--output',
        'json',
        join(cell.folder, file.path),
      ]);
      const issues = issuesIn(stdout);
      if (!issues) {
        findings.push(found(cell, file.path, output.slice(0, 300)));
      }
      for (const { message, line } of [
        ...(issues ?? []),
        ...imageProblems(file.text),
      ]) {
        findings.push(found(cell, file.path, message, line));
      }
    }
    return findings;
  },
};

interface Problem {
  line?: number;
  message: string;
}

function issuesIn(json: string): Problem[] | undefined {
  let report: unknown;
  try {
    report = JSON.parse(json);
  } catch {
    return undefined;
  }
  const files = isObject(report) ? listOf(report.files) : [];
  return files
    .filter(isObject)
    .flatMap(file => listOf(file.issues))
    .filter(isObject)
    .map(issue => ({
      line: Number(issue.line) || undefined,
      message: `${issue.title}: ${issue.description}`,
    }));
}

/** Bases by exact version or digest, several stages, a numeric user at the end. */
export function imageProblems(text: string): Problem[] {
  const lines = text.split('\n');
  const problems: Problem[] = [];
  const stages = new Set<string>();
  lines.forEach((content, index) => {
    const [, base, name] =
      /^FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(content) ?? [];
    if (!base) return;
    const pinned =
      /@sha256:[0-9a-f]{64}$/.test(base) || /:[^:]*\d+\.\d+\.\d+/.test(base);
    if (!pinned && !stages.has(base) && base !== 'scratch') {
      problems.push({
        line: index + 1,
        message: `The base ${base} is not pinned by digest or exact version.`,
      });
    }
    stages.add(name ?? String(index));
  });
  if (stages.size < 2) {
    problems.push({
      message: 'One stage only: build tools stay in the image.',
    });
  }
  const users = lines.flatMap(line => /^USER\s+(\S+)/i.exec(line)?.[1] ?? []);
  const user = users[users.length - 1];
  if (!user || !/^[1-9]\d*(?::[1-9]\d*)?$/.test(user)) {
    problems.push({ message: 'The last USER is no numeric user beside root.' });
  }
  return problems;
}
