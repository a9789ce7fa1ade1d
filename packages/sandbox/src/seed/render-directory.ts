import { promises as fs } from 'node:fs';
import path from 'node:path';
import { createTemplateRenderer } from 'nunjitsu';

/** Answers of a template. */
export type TemplateValues = Readonly<
  Record<string, string | number | boolean>
>;

/** Path → content. */
export type RenderedFiles = Record<string, string>;

const EXTENSION = '.njk';

/**
 * Renders a folder with the engine and the rules of Scaffolder's `fetch:template` with `templateFileExtension`: every path
 * is rendered, content only of `*.njk`.
 */
export async function renderDirectory(
  directory: string,
  values: TemplateValues,
  target = '',
): Promise<RenderedFiles> {
  const renderer = createTemplateRenderer({
    filters: { dump: input => JSON.stringify(input) },
    globals: {},
    allowRegexExecution: true,
  });
  const context = renderer.prepareContext({ values: { ...values } });
  const files: RenderedFiles = {};
  for (const file of await listFiles(directory)) {
    const source = await fs.readFile(path.join(directory, file), 'utf8');
    const isTemplate = file.endsWith(EXTENSION);
    const name = renderer.render(
      isTemplate ? file.slice(0, -EXTENSION.length) : file,
      context,
    );
    // An empty name of a file or folder leaves it out.
    if (name === '' || name.startsWith('/') || name.includes('//')) continue;
    files[target ? `${target}/${name}` : name] = isTemplate
      ? renderer.render(source, context)
      : source;
  }
  return files;
}

async function listFiles(directory: string, prefix = ''): Promise<string[]> {
  const found: string[] = [];
  const entries = await fs.readdir(path.join(directory, prefix), {
    withFileTypes: true,
  });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = prefix ? `${prefix}/${entry.name}` : entry.name;
    if (entry.isDirectory()) {
      found.push(...(await listFiles(directory, name)));
    } else {
      found.push(name);
    }
  }
  return found;
}
