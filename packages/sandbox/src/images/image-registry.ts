/** How the code inside an image behaves; decided by the commit it was built from (trailer `Sandbox-Quality:`). */
export const imageQualities = [
  'healthy',
  /** Fails about 8 % of its requests and answers slowly, from the first request on. */
  'bad',
  /** Behaves until it has been serving users as the primary for a while, then fails 30 % of its requests. */
  'bad-later',
  /** Gets no requests at all. */
  'silent',
  /** Its pods never become ready. */
  'crash',
] as const;
export type ImageQuality = (typeof imageQualities)[number];

export interface Image {
  /** `…/heal7/heal7-backend` */
  repository: string;
  tag: string;
  commit: string;
  quality: ImageQuality;
  pushedAt: string;
}

/** The sandbox's ECR: what CI pushed, and how it will behave when it runs. */
export interface ImageRegistry {
  push(image: Image): void;
  /** By full reference `repository:tag`; undefined = cannot be pulled (ImagePullBackOff). */
  find(reference: string): Image | undefined;
  list(repository: string): Image[];
}
