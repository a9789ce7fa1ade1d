import {
  Measurement,
  MetricsProvider,
  RangeMeasurement,
  RangeQuery,
} from '@heal7/backstage-plugin-delivery-node';
import { JsonValue } from '@backstage/types';
import { PrometheusConfig } from '../../config/delivery-config';
import { messageOf } from '../../errors/message-of';
import { parseJson, stringAt } from '../../json/read-json';
import { parseInstant, parseRange } from './parse-answer';

type Answered = { answer: JsonValue | undefined } | { error: string };

/** Asks one Prometheus. An outage is an answer of kind `error`; nothing is thrown. */
export class PrometheusProvider implements MetricsProvider {
  readonly #config: PrometheusConfig;

  constructor(config: PrometheusConfig) {
    this.#config = config;
  }

  async instant(
    query: string,
    options: { at?: Date; signal?: AbortSignal } = {},
  ): Promise<Measurement> {
    const answered = await this.#ask(
      'query',
      {
        query,
        ...(options.at ? { time: String(options.at.getTime() / 1000) } : {}),
      },
      options.signal,
    );
    return 'error' in answered
      ? { kind: 'error', message: answered.error }
      : parseInstant(answered.answer);
  }

  async range(
    { query, start, end, stepSeconds }: RangeQuery,
    options: { signal?: AbortSignal } = {},
  ): Promise<RangeMeasurement> {
    const answered = await this.#ask(
      'query_range',
      {
        query,
        start: String(start.getTime() / 1000),
        end: String(end.getTime() / 1000),
        step: String(stepSeconds),
      },
      options.signal,
    );
    return 'error' in answered
      ? { kind: 'error', message: answered.error }
      : parseRange(answered.answer);
  }

  async #ask(
    endpoint: string,
    parameters: Record<string, string>,
    signal: AbortSignal | undefined,
  ): Promise<Answered> {
    const { headers, name, timeoutMs, url } = this.#config;
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      // POST, because queries can be longer than an address may be.
      const response = await fetch(`${url}/api/v1/${endpoint}`, {
        method: 'POST',
        headers: {
          ...headers,
          'Content-Type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams(parameters).toString(),
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      const answer = parseJson(await response.text());
      if (!response.ok) {
        const detail = stringAt(answer, 'error') ?? `HTTP ${response.status}`;
        return { error: `Prometheus ${name}: ${detail}` };
      }
      return { answer };
    } catch (error) {
      if (timeout.aborted) {
        return {
          error: `Prometheus ${name} did not answer within ${
            timeoutMs / 1000
          } seconds`,
        };
      }
      return {
        error: `Prometheus ${name} is not reachable: ${messageOf(error)}`,
      };
    }
  }
}
