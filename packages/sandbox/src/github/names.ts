import { GithubError } from './http/github-error';

/** GitHub's own rules for names; anything else never reaches the disk or a Git command line. */
const ownerPattern = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,37}[A-Za-z0-9])?$/;
const repositoryPattern = /^[A-Za-z0-9._-]{1,100}$/;
const refPattern = /^[A-Za-z0-9_][A-Za-z0-9_./+#=,-]{0,199}$/;

export function isOwnerName(name: string): boolean {
  return ownerPattern.test(name);
}

export function isRepositoryName(name: string): boolean {
  return (
    repositoryPattern.test(name) &&
    !/^\.+$/.test(name) &&
    !/\.(git|lock|wiki)$/i.test(name)
  );
}

/** A branch or tag name (without `refs/heads/`) or a commit id. */
export function isRefName(name: string): boolean {
  return (
    refPattern.test(name) &&
    !name.includes('..') &&
    !name.includes('//') &&
    !/(^|\/)\./.test(name) &&
    !/(\.lock|\/|\.)$/.test(name)
  );
}

/** A file path inside a repository. */
export function isFilePath(path: string): boolean {
  return (
    path.length > 0 &&
    path.length <= 1000 &&
    !/[\0\n\r"\\]/.test(path) &&
    path
      .split('/')
      .every(
        part =>
          part !== '' &&
          part !== '.' &&
          part !== '..' &&
          !/^\.git$/i.test(part),
      )
  );
}

export function assertRefName(name: string): string {
  if (!isRefName(name))
    throw new GithubError(
      422,
      `Reference name is invalid: ${JSON.stringify(name)}`,
    );
  return name;
}

export function assertFilePath(path: string): string {
  if (!isFilePath(path)) {
    throw GithubError.invalid(
      'Content',
      'path',
      'invalid',
      `path contains a malformed path component`,
    );
  }
  return path;
}
