import { MetricTemplateFacts } from '@heal7/backstage-plugin-delivery-common';
import { ClusterClients, kinds } from '../../clusters/cluster-client';
import { messageOf } from '../../errors/message-of';
import { stringAt } from '../../json/read-json';
import { renderMetricTemplate } from './render-metric-template';

/** A changed template is seen after this time; a rollout asks every few seconds. */
const keepMs = 60_000;

/** The query of a MetricTemplate, or the sentence that says why there is none. */
export type TemplateAnswer = { query: string } | { problem: string };

/** Reads MetricTemplates from the clusters, each at most once a minute. */
export class MetricTemplates {
  readonly #known = new Map<
    string,
    { answer: Promise<TemplateAnswer>; until: number }
  >();

  constructor(
    private readonly options: { clusters: ClusterClients; clock: () => Date },
  ) {}

  /** `values` replace those of the canary: the stable side has another target. */
  async query(
    cluster: string,
    template: MetricTemplateFacts,
    values: Readonly<Record<string, string>> = {},
  ): Promise<TemplateAnswer> {
    const answer = await this.#get(cluster, template);
    if ('problem' in answer) {
      return answer;
    }
    try {
      return {
        query: renderMetricTemplate(answer.query, {
          ...template.values,
          ...values,
        }),
      };
    } catch (error) {
      return {
        problem: `the query of MetricTemplate ${
          template.name
        } cannot be filled in: ${messageOf(error)}`,
      };
    }
  }

  #get(
    cluster: string,
    template: MetricTemplateFacts,
  ): Promise<TemplateAnswer> {
    const now = this.options.clock().getTime();
    const key = [cluster, template.namespace, template.name].join('/');
    const known = this.#known.get(key);
    if (known && known.until > now) {
      return known.answer;
    }
    const answer = this.#read(cluster, template);
    this.#known.set(key, { answer, until: now + keepMs });
    return answer;
  }

  async #read(
    cluster: string,
    { name, namespace }: MetricTemplateFacts,
  ): Promise<TemplateAnswer> {
    try {
      const found = await this.options.clusters
        .get(cluster)
        .get(kinds.metricTemplate, namespace, name);
      if (!found) {
        return {
          problem: `MetricTemplate ${name} does not exist in ${namespace}`,
        };
      }
      const type = stringAt(found.raw, 'spec', 'provider', 'type');
      const query = stringAt(found.raw, 'spec', 'query');
      if (type !== 'prometheus') {
        return {
          problem: `MetricTemplate ${name} is for ${
            type ?? 'no provider'
          }; only Prometheus can be asked`,
        };
      }
      return query
        ? { query }
        : { problem: `MetricTemplate ${name} has no query` };
    } catch (error) {
      return {
        problem: `MetricTemplate ${name} cannot be read: ${messageOf(error)}`,
      };
    }
  }
}
