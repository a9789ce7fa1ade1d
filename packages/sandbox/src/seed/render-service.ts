import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import {
  RenderedFiles,
  renderDirectory,
  TemplateValues,
} from './render-directory';

export type ServiceKind = 'frontend' | 'backend' | 'compute';

/** The folders a template fetches, first one wins, as `templates/<kind>-service.yaml` has them. */
export function partsOf(kind: string): string[] {
  return [
    `${kind}-service/service`,
    ...(kind === 'frontend' ? [] : ['parts/python']),
    'parts/service',
  ];
}

/** `heal7.io/template-version` of a template. */
export async function templateVersion(
  templates: string,
  kind: ServiceKind,
): Promise<string> {
  const text = await readFile(
    path.join(templates, `${kind}-service.yaml`),
    'utf8',
  );
  return String(parse(text).metadata.annotations['heal7.io/template-version']);
}

/** The repository of a service as its template makes it; files of `overlay` win over the template's. */
export async function renderService(
  templates: string,
  values: TemplateValues & { kind: ServiceKind; templateVersion: string },
  overlay?: string,
): Promise<RenderedFiles> {
  const generated: RenderedFiles = {};
  for (const part of partsOf(values.kind)) {
    const files = await renderDirectory(path.join(templates, part), values);
    for (const [name, content] of Object.entries(files))
      generated[name] ??= content;
  }
  generated['.heal7/template.json'] = recordOf(values, generated);
  const own =
    overlay && existsSync(overlay)
      ? await renderDirectory(overlay, values)
      : {};
  return { ...generated, ...own };
}

const answerNames = [
  ...['name', 'description', 'owner', 'system', 'publicPath'],
  ...['database', 'redis', 'canary'],
];

/** What the action `heal7:template:record` writes. */
function recordOf(
  values: TemplateValues & { kind: ServiceKind; templateVersion: string },
  files: RenderedFiles,
): string {
  const hash = (text: string) =>
    createHash('sha256').update(text).digest('hex');
  const record = {
    template: `${values.kind}-service`,
    version: values.templateVersion,
    answers: Object.fromEntries(
      answerNames.flatMap(name =>
        values[name] === undefined ? [] : [[name, values[name]]],
      ),
    ),
    files: Object.fromEntries(
      Object.keys(files)
        .sort()
        .map(name => [name, hash(files[name])]),
    ),
  };
  return `${JSON.stringify(record, null, 2)}\n`;
}
