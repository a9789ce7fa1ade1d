export interface Config {
  /** Quality gates: judges commits by the reports of their CI runs. */
  qualityGates?: {
    /**
     * `spec.type` of catalog entities that are judged as frontends; all others are backends, or compute services when
     * their CI says so. Default: website, frontend.
     */
    frontendTypes?: string[];
    /** Largest body of measurements that is accepted, in bytes. Default: 1048576 (1 MB). */
    maxRequestBytes?: number;
  };
}
