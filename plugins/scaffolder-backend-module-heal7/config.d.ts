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
    };
  };
}
