import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';

const recordPath = '.heal7/template.json';

/**
 * Writes `.heal7/template.json`: which template and version, which answers, and the hash of every file that was generated.
 * Updates of the template know by it what a team has changed. It comes after the last step that writes files. Where a
 * repository holds more than one such thing, each has its record in a folder of its own.
 */
export function createTemplateRecordAction() {
  return createTemplateAction({
    id: 'heal7:template:record',
    description:
      'Records in .heal7/template.json what a service was generated from, for later updates of the template.',
    supportsDryRun: true,
    schema: {
      input: {
        targetPath: z =>
          z
            .string()
            .describe(
              'Folder the record belongs to: that of the generated repository, or of its part of a shared one',
            ),
        sourcePath: z =>
          z
            .string()
            .optional()
            .describe(
              'What is published, as the step that does it has it; where that is more than targetPath',
            ),
        template: z => z.string().describe('Name of the template'),
        version: z =>
          z
            .string()
            .regex(/^\d+\.\d+\.\d+(-[\w.-]+)?$/)
            .describe('Version of the template, semver'),
        answers: z =>
          z
            .record(z.unknown())
            .describe('The answers it was made with; never secrets'),
      },
    },
    async handler(context) {
      const { targetPath, template, version, answers } = context.input;
      const { sourcePath = targetPath } = context.input;
      const folder = resolveSafeChildPath(context.workspacePath, targetPath);
      const source = resolveSafeChildPath(context.workspacePath, sourcePath);
      resolveSafeChildPath(source, folder);
      const root = slashes(relative(folder, source));
      const target = join(folder, recordPath);
      const files: Record<string, string> = {};
      for (const path of await filesBelow(source)) {
        const file = join(source, path);
        if (file === target) continue;
        const content = await readFile(file);
        files[path] = createHash('sha256').update(content).digest('hex');
      }
      await mkdir(dirname(target), { recursive: true });
      await writeFile(
        target,
        `${JSON.stringify(
          { template, version, answers, ...(root ? { root } : {}), files },
          null,
          2,
        )}\n`,
      );
      context.logger.info(
        `${recordPath}: ${template} ${version}, ${
          Object.keys(files).length
        } files`,
      );
    },
  });
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => slashes(relative(folder, join(entry.parentPath, entry.name))))
    .sort();
}

function slashes(path: string): string {
  return path.split(sep).join('/');
}
