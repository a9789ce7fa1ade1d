import type { Entity } from '@backstage/catalog-model';

/** The annotation in which a Template entity says its version. */
export const templateVersionAnnotation = 'heal7.io/template-version';

/** One file of a template's folder. */
export interface SnapshotFile {
  path: string;
  base64: string;
}

/** Everything that renders one version of a template. */
export interface TemplateSnapshot {
  templateRef: string;
  version: string;
  entity: Entity;
  /** The files it is rendered from, by their paths below the folder of the template's own file. */
  files: SnapshotFile[];
}
