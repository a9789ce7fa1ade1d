import { mockCredentials } from '@backstage/backend-test-utils';
import { pluginStarter } from '../__testUtils__/startPlugin';
import { commitA, evaluationRequest, goodMeasurements } from '../testing';

const entityRef = 'component:default/saju-calculator';
const lcov = [
  'TN:',
  'SF:calendar.py',
  'DA:1,1',
  'DA:2,0',
  'LF:2',
  'LH:1',
  'end_of_record',
  '',
].join('\n');

describe('the actions', () => {
  const startOne = pluginStarter();

  async function start(options?: Parameters<typeof startOne>[0]) {
    const started = await startOne(options);
    const invoke = (id: string, input: Record<string, unknown>) =>
      started.actions.invoke({
        id: `test:${id}`,
        input: JSON.parse(JSON.stringify(input)),
        credentials: mockCredentials.user('user:default/minji'),
      });
    return { ...started, invoke };
  }

  it('evaluate judges reports and keeps what it found', async () => {
    const { get, invoke, success } = await start();
    const input = {
      entityRef,
      commit: commitA,
      branch: 'main',
      runId: 'by hand',
      reports: [
        { file: 'lcov.info', content: lcov },
        { file: 'broken.xml', content: '<coverage' },
      ],
    };
    const { output } = await invoke('evaluate', input);
    expect(output).toMatchObject({
      created: true,
      commit: commitA,
      verdict: 'failed',
      checks: expect.arrayContaining([
        expect.objectContaining({
          id: 'coverage.backend-lines',
          verdict: 'failed',
        }),
      ]),
      problems: [{ file: 'broken.xml' }],
    });
    expect(success).toHaveBeenCalledTimes(1);
    expect((await invoke('evaluate', input)).output).toMatchObject({
      created: false,
    });
    const listed = await get(`/evaluations?entityRef=${entityRef}`);
    expect(listed.body.items).toHaveLength(1);
  });

  it('evaluate asks for permission', async () => {
    const { fail, get, invoke } = await start({
      denied: ['quality-gates.evaluation.create'],
    });
    await expect(
      invoke('evaluate', {
        entityRef,
        commit: commitA,
        runId: '1',
        reports: [{ file: 'lcov.info', content: lcov }],
      }),
    ).rejects.toThrow('You may not send measurements');
    expect(fail).toHaveBeenCalledTimes(1);
    const listed = await get(`/evaluations?entityRef=${entityRef}`);
    expect(listed.body.items).toEqual([]);
  });

  it('get-latest-evaluation finds the newest', async () => {
    const { invoke, post } = await start();
    expect(
      (await invoke('get-latest-evaluation', { entityRef })).output,
    ).toEqual({ found: false, checks: [] });
    await post(evaluationRequest());
    const { output } = await invoke('get-latest-evaluation', {
      entityRef,
      branch: 'main',
    });
    expect(output).toMatchObject({
      found: true,
      commit: commitA,
      verdict: 'passed',
      checks: expect.arrayContaining([
        expect.objectContaining({ id: 'coverage.backend-lines' }),
      ]),
    });
    const other = await invoke('get-latest-evaluation', {
      entityRef,
      branch: 'lunar',
    });
    expect(other.output).toMatchObject({ found: false });
  });

  it('list-failing-services names them and what they do not pass', async () => {
    const { invoke, post } = await start();
    await post(
      evaluationRequest({
        measurements: goodMeasurements.map(it =>
          it.id === 'tests.failed' ? { ...it, value: 2 } : it,
        ),
      }),
    );
    const { output } = await invoke('list-failing-services', {
      owner: 'group:default/team-saju',
    });
    expect(output).toEqual({
      total: 1,
      services: [
        {
          entityRef,
          owner: 'group:default/team-saju',
          verdict: 'failed',
          commit: commitA,
          updatedAt: expect.any(String),
          checks: [{ id: 'tests.failed', verdict: 'failed', value: '2' }],
        },
      ],
    });
    const byCheck = await invoke('list-failing-services', {
      check: 'security.high-critical',
      limit: 5,
    });
    expect(byCheck.output).toEqual({ total: 0, services: [] });
  });
});
