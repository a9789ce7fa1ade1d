/** An image reference taken apart. */
export interface ImageReference {
  repository: string;
  /** The tag; for an image named only by digest, the digest. */
  tag: string;
}

/** Reads `registry:5000/name:tag@sha256:…`; without a tag Kubernetes means `latest`. */
export function parseImage(image: string): ImageReference | undefined {
  const [reference, digest] = image.trim().split('@');
  if (!reference) {
    return undefined;
  }
  const slash = reference.lastIndexOf('/');
  const colon = reference.indexOf(':', slash + 1);
  if (colon === -1) {
    return { repository: reference, tag: digest ?? 'latest' };
  }
  return {
    repository: reference.slice(0, colon),
    tag: reference.slice(colon + 1),
  };
}
