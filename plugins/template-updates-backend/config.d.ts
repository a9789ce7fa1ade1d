export interface Config {
  /** Template updates: brings services to the newest version of the template they were made from. */
  templateUpdates?: {
    /** Minutes between two looks at all services. Default: 360. */
    checkMinutes?: number;
    /**
     * Other repositories a template writes to by pull request: the folder of the scaffolder's workspace and the repository.
     * Default: the folder `manifests`, to `delivery.manifests.repoUrl`.
     */
    companions?: Array<{ folder: string; repoUrl: string }>;
  };
}
