import type { TreeFile } from '../types/FileTree';

export function isSameContent(one: Uint8Array, other: Uint8Array): boolean {
  return (
    one.length === other.length &&
    one.every((byte, index) => byte === other[index])
  );
}

export function isSameFile(one: TreeFile, other: TreeFile): boolean {
  return (
    Boolean(one.executable) === Boolean(other.executable) &&
    isSameContent(one.content, other.content)
  );
}
