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
    /** Branches whose newest evaluation is the state of a service. Default: main, master. */
    defaultBranches?: string[];
    /** How many minutes further parts of a CI run are awaited before they count as missing. Default: 30. */
    pendingMinutes?: number;
    /** How long evaluations are kept. */
    retention?: {
      /**
       * After so many days the details of an evaluation are dropped, each day keeps its last one of the default branch and
       * of other branches, and those of pull requests are deleted. Default: 90.
       */
      detailDays?: number;
      /** After so many days all are deleted but the newest of each default branch. Default: 730. */
      days?: number;
    };
    waivers?: {
      /** How many days ahead a waiver may end. Default: 90. */
      maxDays?: number;
    };
    /**
     * Changes of the HEAL7 gate, for all services (`all`) or one kind of them: thresholds, blocking or advisory, checks
     * taken out (`false`) or put in (`add`).
     */
    gates?: {
      [kind in 'all' | 'frontend' | 'backend' | 'compute']?: {
        /** By id of the check, e.g. `coverage.backend-lines`. */
        checks?: {
          [checkId: string]:
            | false
            | {
                threshold?: {
                  /** At least. */
                  min?: number;
                  /** At most. */
                  max?: number;
                  /** More than. */
                  above?: number;
                  /** Exactly this word. */
                  equals?: string;
                };
                /** A blocking check decides the verdict, an advisory one is shown. */
                blocking?: boolean;
                /** Older measurements are inconclusive. */
                maxAgeSeconds?: number;
              };
        };
        /** Further checks. */
        add?: {
          id: string;
          title: string;
          group:
            | 'coverage'
            | 'security'
            | 'performance'
            | 'code-quality'
            | 'accessibility'
            | 'tests';
          /** Ids of the measurements that are added up. */
          measurements: string[];
          scope?: string;
          part?: string;
          threshold: {
            min?: number;
            max?: number;
            above?: number;
            equals?: string;
          };
          blocking: boolean;
          maxAgeSeconds?: number;
        }[];
      };
    };
  };
}
