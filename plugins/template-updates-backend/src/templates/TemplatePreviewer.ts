import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { TemplatePreview } from '@heal7/backstage-plugin-template-updates-common';
import type { ScaffolderRenderer } from './ScaffolderRenderer';
import type { TemplateReader } from './TemplateReader';

/** Longer files are named, not shown. */
const longestText = 100_000;

/** What a template would write with somebody's answers; creates nothing. */
export class TemplatePreviewer {
  constructor(
    private readonly options: {
      catalog: Pick<CatalogService, 'getEntityByRef'>;
      reader: Pick<TemplateReader, 'read'>;
      renderer: Pick<ScaffolderRenderer, 'render'>;
    },
  ) {}

  /** Asks the catalog and the scaffolder as the caller, so that nobody sees by a preview what they may not run. */
  async preview(
    templateRef: string,
    answers: Readonly<Record<string, unknown>>,
    caller: { credentials: BackstageCredentials },
  ): Promise<TemplatePreview> {
    const { catalog, reader, renderer } = this.options;
    const entity = await catalog.getEntityByRef(templateRef, caller);
    const snapshot = entity && (await reader.read(entity));
    if (!snapshot) {
      throw new NotFoundError(
        `The catalog has no ${templateRef} with a version`,
      );
    }
    const tree = await renderer.render(snapshot, answers, caller);
    return {
      templateRef: snapshot.templateRef,
      version: snapshot.version,
      files: [...tree]
        .map(([path, { content }]) => ({
          path,
          size: content.length,
          ...textOf(content),
        }))
        .sort((one, other) => (one.path < other.path ? -1 : 1)),
    };
  }
}

function textOf(content: Uint8Array): { text?: string } {
  if (content.length > longestText || content.includes(0)) return {};
  return { text: Buffer.from(content).toString('utf8') };
}
