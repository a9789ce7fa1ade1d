import type { CheckResult } from '@heal7/backstage-plugin-quality-gates-common';
import type { VerdictReport } from '@heal7/backstage-plugin-quality-gates-node';
import { pluginStarter } from './__testUtils__/startPlugin';
import {
  commitA,
  evaluationRequest,
  goodMeasurements,
  imageMeasurements,
  mainMeasurements,
} from './testing';

const entityRef = 'component:default/saju-calculator';
const page = '/catalog/default/component/saju-calculator/quality-gates';
const badMeasurements = goodMeasurements.map(it =>
  it.id === 'tests.failed' ? { ...it, value: 2 } : it,
);

/** Waits for what happens behind the answer. */
async function until(question: () => boolean): Promise<void> {
  for (let turn = 0; turn < 200 && !question(); turn += 1) {
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  expect(question()).toBe(true);
}

/** Does something when the clock shows a later time. Timers keep running as they do. */
async function later(ms: number, work: () => Promise<void>): Promise<void> {
  jest.useFakeTimers({
    now: Date.now() + ms,
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
  try {
    await work();
  } finally {
    jest.useRealTimers();
  }
}

describe('what follows from an evaluation', () => {
  const startOne = pluginStarter();

  async function start(
    report: (report: VerdictReport) => Promise<{ externalId: string }>,
    options: Parameters<typeof startOne>[0] = {},
  ) {
    return startOne({
      ...options,
      connect: it => it.addVerdictReporter({ id: 'test', report }),
    });
  }

  it('source control is told of every state of a commit, under one name', async () => {
    const report = jest.fn(async (_: VerdictReport) => ({ externalId: '77' }));
    const { post } = await start(report);
    await post(
      evaluationRequest({
        expects: ['image'],
        measurements: mainMeasurements,
      }),
    );
    await until(() => report.mock.calls.length === 1);
    await post(
      evaluationRequest({ part: 'image', measurements: imageMeasurements }),
    );
    await until(() => report.mock.calls.length === 2);
    const [[first], [second]] = report.mock.calls;
    expect(first.externalId).toBeUndefined();
    expect(first).toMatchObject({
      url: `https://portal.example${page}`,
      evaluation: { commit: commitA, pendingParts: ['image'] },
      entity: { metadata: { name: 'saju-calculator' } },
    });
    expect(second).toMatchObject({
      externalId: '77',
      evaluation: { verdict: 'passed', pendingParts: [] },
    });
  });

  it('an outage of source control does not touch the push, and is made up for', async () => {
    let away = true;
    const report = jest.fn(async () => {
      if (away) throw new Error('GitHub answered 502');
      return { externalId: '77' };
    });
    const { post, runTask } = await start(report);
    expect((await post(evaluationRequest())).status).toBe(201);
    await until(() => report.mock.calls.length === 1);
    away = false;
    // Its time has not come.
    await runTask('tell-others');
    expect(report).toHaveBeenCalledTimes(1);
    await later(31_000, () => runTask('tell-others'));
    expect(report).toHaveBeenCalledTimes(2);
  });

  it('the owner hears when the default branch turns, and only then', async () => {
    const { notify, post, runTask } = await start(async () => ({
      externalId: '1',
    }));
    const push = async (
      id: string,
      measurements: typeof goodMeasurements,
      branch = 'main',
    ) => {
      await post(evaluationRequest({ run: { id }, branch, measurements }));
      await runTask('tell-others');
    };
    await push('1', goodMeasurements);
    await push('2', badMeasurements, 'lunar');
    await push('3', []);
    expect(notify).not.toHaveBeenCalled();
    await push('4', badMeasurements);
    await push('5', badMeasurements);
    expect(notify).toHaveBeenCalledTimes(1);
    expect(notify).toHaveBeenLastCalledWith({
      recipients: { type: 'entity', entityRef },
      payload: {
        title: 'saju-calculator: the quality gate of main fails',
        description: expect.stringContaining('Failed tests: '),
        link: page,
        severity: 'high',
        topic: `quality-gates:${entityRef}`,
        scope: `quality-gates:${entityRef}`,
      },
    });
    await push('6', goodMeasurements);
    expect(notify).toHaveBeenCalledTimes(2);
    expect(notify).toHaveBeenLastCalledWith({
      recipients: { type: 'entity', entityRef },
      payload: expect.objectContaining({
        title: 'saju-calculator: the quality gate of main passes again',
        severity: 'normal',
      }),
    });
  });

  it('the owner hears of a failure at once, whatever is still awaited', async () => {
    const { notify, post, runTask } = await start(async () => ({
      externalId: '1',
    }));
    const measurements = badMeasurements;
    await post(evaluationRequest({ expects: ['image'], measurements }));
    await runTask('tell-others');
    expect(notify).toHaveBeenCalledTimes(1);
  });

  it('the waiting for a part that never comes ends', async () => {
    const report = jest.fn(async (_: VerdictReport) => ({ externalId: '77' }));
    const { get, post, publish, runTask } = await start(report, {
      qualityGates: { pendingMinutes: 5 },
    });
    const { body } = await post(
      evaluationRequest({
        expects: ['image'],
        measurements: mainMeasurements,
      }),
    );
    await until(() => report.mock.calls.length === 1);
    await runTask('settle-pending');
    expect((await get(`/evaluations/${body.id}`)).body).toEqual(body);
    publish.mockClear();
    await later(5 * 60_000, async () => {
      await runTask('settle-pending');
      await until(() => report.mock.calls.length === 2);
    });
    const settled = await get(`/evaluations/${body.id}`);
    expect(settled.body).toMatchObject({
      verdict: 'inconclusive',
      pendingParts: [],
    });
    const size = settled.body.checks.find(
      ({ id }: CheckResult) => id === 'performance.image-size',
    );
    expect(size.reasonCode).toBe('missing');
    expect(publish).toHaveBeenCalledTimes(1);
    expect(report.mock.calls[1][0].externalId).toBe('77');
  });

  it('runs its tasks once over all replicas', async () => {
    const { runTask, scheduler } = await start(async () => ({
      externalId: '1',
    }));
    const tasks = scheduler.scheduleTask.mock.calls.map(([task]) => task);
    expect(tasks.map(({ scope }) => scope)).toEqual(tasks.map(() => 'global'));
    await runTask('retention');
    await runTask('owners');
  });
});
