import type { FileTree } from '@heal7/backstage-plugin-template-updates-common';

/** What the old version of the template makes, if it is known, and the new one; or the part of both that goes to one place. */
export interface Renderings {
  base: FileTree | undefined;
  theirs: FileTree;
}
