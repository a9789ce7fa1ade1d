import type { FileTree } from '@heal7/backstage-plugin-template-updates-common';

/** A repository at the newest commit of its default branch. */
export interface RepositoryState {
  /** Web address. */
  url: string;
  defaultBranch: string;
  commit: string;
  files: FileTree;
}
