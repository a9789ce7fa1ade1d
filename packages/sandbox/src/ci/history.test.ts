import { resolve } from 'node:path';
import { startGithub, TestGithub } from '../github/testing/start-github';
import { Image } from '../images/image-registry';
import { notePastRun } from '../seed/past-run';
import { createHistory } from './history';
import { createTemplateService } from './testing/service-fixture';

jest.setTimeout(120_000);

const templates = resolve(__dirname, '../../../../templates');

describe('CI of the past', () => {
  let server: TestGithub;
  beforeEach(async () => {
    server = await startGithub();
  });
  afterEach(() => server.stop());

  it('judges a commit in one process, at the time of the commit, without image and deployment', async () => {
    const sha = await createTemplateService(server, { templates });
    const date = new Date('2026-11-01T10:00:00Z');
    notePastRun(server.github, 'heal7/heal7-backend', {
      sha,
      author: 'minji',
      title: 'Start',
      date,
    });
    const pushed: Image[] = [];
    const history = createHistory({
      github: server.github,
      images: {
        push: image => pushed.push(image),
        find: () => undefined,
        list: () => pushed,
      },
    });
    history.start();
    await history.idle();
    await history.stop();

    const { actions, repositories } = server.github.context;
    const [run] = repositories.get('heal7', 'heal7-backend').record.runs;
    expect(run).toMatchObject({ status: 'completed', runNumber: 0 });
    const minutes = (Date.parse(run.updatedAt) - date.getTime()) / 60_000;
    expect(minutes).toBeGreaterThan(0.5);
    expect(minutes).toBeLessThan(10);
    const log = run.jobs.map(job => actions.readLog(job.id)).join('');
    // Twice the facts, and the verdict of both parts.
    expect(log.match(/exit code \d/g)?.length).toBeGreaterThanOrEqual(2);
    expect(run.jobs.map(({ key }) => key).join()).not.toContain('deploy');
    expect(pushed).toEqual([]);
  });
});
