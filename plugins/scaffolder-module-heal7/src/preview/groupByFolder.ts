import type { PreviewedFile } from './askForPreview';

export interface FolderOfFiles {
  /** Empty for the top. */
  path: string;
  files: (PreviewedFile & { name: string })[];
}

/** The files by the folder they lie in, in order of path. @internal */
export function groupByFolder(
  files: readonly PreviewedFile[],
): FolderOfFiles[] {
  const folders = new Map<string, FolderOfFiles>();
  for (const file of files) {
    const end = file.path.lastIndexOf('/');
    const path = file.path.slice(0, Math.max(end, 0));
    const folder = folders.get(path) ?? { path, files: [] };
    folder.files.push({ ...file, name: file.path.slice(end + 1) });
    folders.set(path, folder);
  }
  return [...folders.values()].sort((one, other) =>
    one.path < other.path ? -1 : 1,
  );
}
