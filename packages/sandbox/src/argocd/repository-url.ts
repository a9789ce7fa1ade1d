/** Whether two forms of a repository's URL mean the same: with or without host and `.git`. */
export function isSameRepository(left: string, right: string): boolean {
  return repositoryPath(left) === repositoryPath(right);
}

/** `heal7/k8s-manifests` */
function repositoryPath(url: string): string {
  return url
    .replace(/^[a-z]+:\/\/[^/]+\//, '')
    .replace(/\.git$/, '')
    .replace(/\/$/, '');
}
