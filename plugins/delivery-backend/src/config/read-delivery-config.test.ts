import { ConfigReader } from '@backstage/config';
import { namespaceOf } from './delivery-config';
import { readDeliveryConfig } from './read-delivery-config';

const read = (delivery?: Record<string, unknown>) =>
  readDeliveryConfig(
    new ConfigReader(delivery ? JSON.parse(JSON.stringify({ delivery })) : {}),
  );
const prod = { name: 'prod', tier: 'production', namespace: 'shop-{service}' };

describe('readDeliveryConfig', () => {
  it('needs nothing and has documented defaults', () => {
    expect(read()).toMatchObject({
      environments: [],
      prometheus: [],
      metrics: {
        flavour: 'http',
        queries: {},
        windowSeconds: 60,
        sampleIntervalSeconds: 15,
      },
      retentionDays: 90,
      leaseSeconds: 15,
      githubRefreshSeconds: 10,
    });
    expect(read().manifests).toBeUndefined();
  });

  it('reads environments and fills the namespace', () => {
    const { environments } = read({
      environments: [{ ...prod, cluster: 'c', strategy: 'canary' }],
    });
    expect(environments).toEqual([
      { ...prod, title: 'prod', cluster: 'c', strategy: 'canary' },
    ]);
    expect(namespaceOf(environments[0], 'api')).toBe('shop-api');
  });

  it('takes the repository address with or without .git', () => {
    expect(
      read({ manifests: { repoUrl: 'https://h/o/r.git' } }).manifests,
    ).toEqual({
      repoUrl: 'https://h/o/r',
      branch: 'main',
      valuesPath:
        'environments/{environment}/{service}/values-{environment}.yaml',
      tagKey: 'image.tag',
    });
  });

  it('sends the token of a Prometheus as bearer', () => {
    expect(
      read({ prometheus: [{ name: 'main', url: 'http://p/', token: 't' }] })
        .prometheus,
    ).toEqual([
      {
        name: 'main',
        url: 'http://p',
        headers: { Authorization: 'Bearer t' },
        timeoutMs: 5000,
      },
    ]);
  });

  it.each([
    [
      { environments: [{ ...prod, tier: 'prod' }] },
      /tier is 'prod', expected one of development/,
    ],
    [{ environments: [prod, prod] }, /environment 'prod' is there twice/],
    [{ environments: [{ name: 'x', tier: 'staging' }] }, /namespace/],
    [
      { versions: { pattern: '(' } },
      /versions.pattern is no regular expression/,
    ],
    [
      { metrics: { windowSeconds: -1 } },
      /windowSeconds is -1, expected a positive number/,
    ],
    [
      { metrics: { flavour: 'linkerd' } },
      /flavour is 'linkerd', expected one of http, istio/,
    ],
    [
      { prometheus: [{ name: 'main', url: 'nowhere' }] },
      /url of Prometheus main is no address/,
    ],
  ])('names what is wrong: %j', (config, message) => {
    expect(() => read(config)).toThrow(message);
  });
});
