import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isFilePath } from '../../github/names';
import { SandboxTrailers } from '../trailers';

export interface ReportTarget {
  directory: string;
  trailers: Pick<SandboxTrailers, 'reports'>;
}

/** Writes one report, or what the commit asks for instead; returns the line for the log. */
export async function writeReport(
  { directory, trailers }: ReportTarget,
  path: string,
  content: string,
): Promise<string> {
  const { reports } = trailers;
  if (reports === 'none')
    return `No ${path}: the commit says Sandbox-Reports: none`;
  if (!isFilePath(path))
    return `No report: ${path} is no path inside the repository`;
  const file = join(directory, path);
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
