import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isFilePath } from '../../github/names';
import { SandboxTrailers } from '../trailers';
import { coberturaXml, coverFiles, lcovInfo } from './coverage';
import { junitXml } from './junit';
import { readCode } from './source-files';
import { trivyJson } from './trivy';

export interface ReportOptions {
  directory: string;
  trailers: SandboxTrailers;
  repository: string;
  now: Date;
}

/** Writes one report; returns the line for the log. */
async function write(
  options: ReportOptions,
  path: string,
  content: string,
): Promise<string> {
  const { reports } = options.trailers;
  if (reports === 'none')
    return `No ${path}: the commit says Sandbox-Reports: none`;
  if (!isFilePath(path))
    return `No report: ${path} is no path inside the repository`;
  const file = join(options.directory, path);
  await mkdir(dirname(file), { recursive: true });
  const broken = reports === 'broken';
  await writeFile(
    file,
    broken ? content.slice(0, Math.floor(content.length / 2)) : content,
  );
  return broken
    ? `Wrote half of ${path}: the commit says Sandbox-Reports: broken`
    : `Wrote ${path}`;
}

/** Coverage and JUnit; Python as Cobertura, JavaScript and TypeScript as lcov, as their tools do. */
export async function writeTestReports(
  options: ReportOptions,
): Promise<string[]> {
  const code = await readCode(options.directory);
  const { coverage, tests } = options.trailers;
  const python = code.sources.filter(file => file.path.endsWith('.py'));
  const script = code.sources.filter(file => !file.path.endsWith('.py'));
  const lines = [];
  if (python.length > 0) {
    const xml = coberturaXml(coverFiles(python, coverage), options.now);
    lines.push(await write(options, 'reports/coverage.xml', xml));
  }
  if (script.length > 0) {
    lines.push(
      await write(
        options,
        'reports/lcov.info',
        lcovInfo(coverFiles(script, coverage)),
      ),
    );
  }
  lines.push(
    await write(
      options,
      'reports/junit.xml',
      junitXml(code.tests, tests === 'failing', options.now),
    ),
  );
  return lines;
}

export async function writeSecurityReport(
  options: ReportOptions,
  path = 'reports/trivy.json',
): Promise<string[]> {
  const { dependencies } = await readCode(options.directory);
  const json = trivyJson(
    dependencies,
    options.trailers.vulnerabilities,
    options.repository,
    options.now,
  );
  return [await write(options, path, json)];
}
