import { TestCluster } from '../../rollback/__testUtils__/test-cluster';
import { MetricTemplates } from './metric-templates';

const template = {
  name: 'p95',
  namespace: 'prod',
  values: { target: 'shop', interval: '1m' },
};

describe('MetricTemplates', () => {
  const start = () => {
    const cluster = new TestCluster('one');
    let now = 0;
    const templates = new MetricTemplates({
      clusters: cluster,
      clock: () => new Date(now),
    });
    const put = (type: string, query: string) =>
      cluster.put('MetricTemplate', 'prod', 'p95', {
        spec: { provider: { type }, query },
      });
    return {
      cluster,
      put,
      ask: (values = {}) => templates.query('one', template, values),
      pass: (seconds: number) => {
        now += seconds * 1000;
      },
    };
  };

  it('renders both sides, and sees a changed template after a minute', async () => {
    const { ask, pass, put } = start();
    put('prometheus', 'old{w="{{ target }}"}');
    expect(await ask()).toEqual({ query: 'old{w="shop"}' });
    put('prometheus', 'new{w="{{ target }}"}');
    pass(59);
    expect(await ask({ target: 'shop-primary' })).toEqual({
      query: 'old{w="shop-primary"}',
    });
    pass(2);
    expect(await ask()).toEqual({ query: 'new{w="shop"}' });
  });

  it('says in a sentence what is in the way', async () => {
    const world = start();
    const problem = async () => {
      world.pass(61);
      return world.ask();
    };
    expect(await problem()).toEqual({
      problem: 'MetricTemplate p95 does not exist in prod',
    });
    world.put('datadog', 'avg:x');
    expect(await problem()).toEqual({
      problem:
        'MetricTemplate p95 is for datadog; only Prometheus can be asked',
    });
    world.put('prometheus', 'x{{ zone }}');
    expect(await problem()).toEqual({
      problem:
        'the query of MetricTemplate p95 cannot be filled in: {{ zone }} is not known',
    });
    world.cluster.down = true;
    expect(await problem()).toEqual({
      problem:
        'MetricTemplate p95 cannot be read: Cluster one: connection refused',
    });
  });
});
