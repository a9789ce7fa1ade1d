import type { FileConflict } from './TreeMerge';

/** How a service stands to the newest version of its template. @public */
export const updateStates = [
  'current',
  'behind',
  /** A pull request with the newest version is open. */
  'proposed',
  /** It could not be found out; `problem` says why. */
  'unknown',
] as const;
/** @public */
export type UpdateState = (typeof updateStates)[number];

/** A service made from a template. @public */
export interface ServiceTemplate {
  entityRef: string;
  owner?: string;
  /** Entity ref of the template. */
  templateRef: string;
  /** The version it is on. */
  version?: string;
  latestVersion?: string;
  /** How many released versions lie between. */
  behind?: number;
  state: UpdateState;
  /** One sentence, when the state is `unknown`. */
  problem?: string;
  /** One a repository; only while they are open. */
  pullRequests: UpdatePullRequest[];
  /** ISO; when it was last looked at. */
  checkedAt: string;
  /** What the reader may do; absent where nobody in particular asks. */
  allowed?: { propose: boolean };
}

/** The pull request that brings a new version. @public */
export interface UpdatePullRequest {
  number: number;
  url: string;
  version: string;
  /** Overlaps a person must look at; such a pull request is a draft. */
  conflicts: number;
}

/** One file of a preview. @public */
export interface PreviewFile {
  path: string;
  kind: 'add' | 'change' | 'delete' | 'move';
  /** Where it was, of a moved one. */
  from?: string;
  /** Unified diff; absent where the file is not text or very large. */
  diff?: string;
  added: number;
  removed: number;
}

/** What an update would do to one repository. @public */
export interface PreviewTarget {
  /** Web address of the repository. */
  repositoryUrl: string;
  files: PreviewFile[];
  conflicts: FileConflict[];
  skipped: string[];
}

/** What an update would do, before anything is changed. @public */
export interface UpdatePreview {
  entityRef: string;
  templateRef: string;
  fromVersion: string;
  toVersion: string;
  /** The service's own repository first, then others such as that of the manifests. */
  targets: PreviewTarget[];
  /** Whether the old version of the template was known; otherwise only untouched files are replaced. */
  baseKnown: boolean;
}

/** Services × template versions. @public */
export interface TemplateFleet {
  items: ServiceTemplate[];
  /** Versions of each template, newest first, with the services on it. */
  templates: {
    templateRef: string;
    title: string;
    versions: { version: string; services: number }[];
  }[];
}

/** What a template would write with somebody's answers. @public */
export interface TemplatePreview {
  templateRef: string;
  version: string;
  /** In order of path. */
  files: {
    path: string;
    /** Bytes. */
    size: number;
    /** Absent where the file is not text or very large. */
    text?: string;
  }[];
}
