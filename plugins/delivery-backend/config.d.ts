export interface Config {
  delivery?: {
    /**
     * The environments a service passes, in order of promotion.
     */
    environments?: Array<{
      /** Short name, as in the paths of the manifests repository: `dev`. */
      name: string;
      /** What people read. Default: the name. */
      title?: string;
      tier: 'development' | 'staging' | 'production';
      /**
       * Name of a cluster under `kubernetes.clusterLocatorMethods` (type `config` or `localKubectlProxy`). Without it the
       * environment is shown with a note instead of facts.
       */
      cluster?: string;
      /** Name of the cluster whose Argo CD manages this environment. Default: `cluster`. */
      argocdCluster?: string;
      /** May contain `{service}`. */
      namespace: string;
      /** How new versions reach the users. Default: `rolling`. */
      strategy?: 'rolling' | 'blue-green' | 'canary';
      /** Name of an entry of `delivery.prometheus`, or of a provider added by a module. Absent = nothing is measured. */
      prometheus?: string;
      /** Links of the lane; `{service}`, `{environment}` and `{namespace}` are replaced. */
      links?: Array<{
        kind?: 'argocd' | 'dashboard' | 'other';
        title: string;
        url: string;
      }>;
    }>;
    /** The Git repository Argo CD deploys from. */
    manifests?: {
      /** Web address, on a host of `integrations.github`. */
      repoUrl: string;
      /** Default: `main`. */
      branch?: string;
      /**
       * Values file with the image tag; `{environment}` and `{service}` are replaced.
       * Default: `environments/{environment}/{service}/values-{environment}.yaml`.
       */
      valuesPath?: string;
      /** Dotted path of the tag in that file. Default: `image.tag`. */
      tagKey?: string;
    };
    versions?: {
      /**
       * How an image tag is read: a regular expression with the named groups `label` and `commit`.
       * Default: `^(?<label>.+)-(?<commit>[0-9a-f]{7,40})$`.
       */
      pattern?: string;
    };
    prometheus?: Array<{
      name: string;
      /** Base address, without `/api/v1`. */
      url: string;
      /** @deepVisibility secret */
      headers?: { [name: string]: string };
      /**
       * Sent as bearer token.
       * @visibility secret
       */
      token?: string;
      /** Seconds a query may take. Default: 5. */
      timeoutSeconds?: number;
    }>;
    metrics?: {
      /** Which metrics the services have. Default: `http` (http_requests_total and friends). */
      flavour?: 'http' | 'istio';
      /**
       * Own query templates by metric name (`request-success-rate`, `request-duration`, `error-rate`, `p95`, `cpu`, `memory`,
       * `requests`, `errors`, or the name of a MetricTemplate). `{app}`, `{namespace}` and `{window}` are replaced, escaped.
       */
      queries?: { [name: string]: string };
      /** Seconds a rate is taken over; at least four scrape intervals. Default: 60. */
      windowSeconds?: number;
      /** Seconds between two samples while a rollout runs. Default: 15. */
      sampleIntervalSeconds?: number;
    };
    history?: {
      /** Days that history, events and samples are kept. Default: 90. */
      retentionDays?: number;
    };
    leader?: {
      /** Seconds after which another replica takes over a silent one. Default: 15. */
      leaseSeconds?: number;
    };
    github?: {
      /** Seconds between two looks at the CI runs of a service somebody has open. Default: 10. */
      refreshSeconds?: number;
    };
    slack?: {
      /**
       * Incoming webhook that is told about rollbacks.
       * @visibility secret
       */
      webhookUrl?: string;
    };
    flagger?: {
      /**
       * Tokens accepted in the path of the gates that Flagger asks, at least 8 characters each; several while one is being
       * replaced. Without any, every question is answered with no. Where several clusters call this portal each needs a
       * token of its own, with the name of the cluster.
       * @deepVisibility secret
       */
      webhookTokens?: Array<string | { token: string; cluster?: string }>;
    };
    rollback?: {
      /** Seconds the pods must stay ready on the older version before it is called a success. Default: 300. */
      verifySeconds?: number;
      /** Seconds a version must have run undisturbed to count as verified. Default: 600. */
      minVerifiedSeconds?: number;
      /** Seconds after which mitigation that had no effect is given to a human. Default: 300. */
      mitigateTimeoutSeconds?: number;
      /** Seconds a running promotion is waited for first. Default: 1800. */
      promotionTimeoutSeconds?: number;
      /** Seconds for Git, Argo CD and the pods to follow. Default: 900. */
      convergeTimeoutSeconds?: number;
      /** Seconds on top of `verifySeconds` for pods that do not settle. Default: 600. */
      verifyTimeoutSeconds?: number;
      /** Seconds after which Argo CD is asked to refresh once more. Default: 30. */
      refreshIntervalSeconds?: number;
      /** Seconds after which a request nobody approved expires. Default: 14400. */
      approvalSeconds?: number;
      /** Where somebody else must approve, unless the requester could. Default: `[staging]`. */
      approvalTiers?: Array<'development' | 'staging' | 'production'>;
      /** Seconds after which another replica takes a rollback over from a silent one. Default: 45. */
      leaseSeconds?: number;
    };
  };
}
