/** What a path of the Kubernetes API names, without a subresource. */
export function placeOf(path: string) {
  const match =
    /^\/(?:api|apis\/[^/]+)\/v\w+(?:\/namespaces\/([^/]+))?\/([^/]+)(?:\/([^/]+))?$/.exec(
      path,
    );
  return match
    ? { namespace: match[1], collection: match[2], name: match[3] }
    : undefined;
}
