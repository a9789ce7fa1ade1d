export interface Config {
  scaffolder?: {
    heal7?: {
      /**
       * Registry and prefix of the images of new services, without the name of the service.
       * Default: 123456789012.dkr.ecr.ap-northeast-2.amazonaws.com/heal7
       */
      imagePrefix?: string;
      /**
       * Address of this portal as Flagger reaches it from the clusters. Default: backend.baseUrl
       */
      portalUrl?: string;
      /**
       * Address of Prometheus as Flagger reaches it from the clusters. Default: that of the chart, in the cluster.
       */
      prometheusAddress?: string;
      /**
       * The reusable workflows that the CI of new services calls.
       */
      workflows?: {
        /** `owner/name`. Default: `workflows` of the organisation of the manifests. */
        repository?: string;
        /** Release to pin, e.g. `v1.4.0`. Default: the newest tag `vX.Y.Z`, asked from GitHub. Needs `ref`. */
        version?: string;
        /** Full SHA of that release. */
        ref?: string;
      };
    };
  };
}
