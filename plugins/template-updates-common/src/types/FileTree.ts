/** A file as Git keeps it. @public */
export interface TreeFile {
  content: Uint8Array;
  executable?: boolean;
}

/** Files by path (`/` between folders, none at the beginning). @public */
export type FileTree = ReadonlyMap<string, TreeFile>;
