import type { TreeFile } from '../types/FileTree';

/** The text of a file, or undefined when it is not text: merging lines of a picture would only break it. */
export function textOf(file: TreeFile): string | undefined {
  if (file.content.subarray(0, 8000).includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      file.content,
    );
  } catch {
    return undefined;
  }
}

export function fileOf(text: string, executable: boolean): TreeFile {
  return {
    content: new TextEncoder().encode(text),
    ...(executable ? { executable } : {}),
  };
}
