import { problemsOf, type Answers } from './judgeRun';

const good: Answers = {
  ready: 200,
  readyText: '{"status":"ok","failed":[]}',
  metrics: 200,
  metricsText: '# TYPE http_requests_total counter\n',
  check: 0,
};
const clean = { code: 0, seconds: 1 };

describe('problemsOf', () => {
  it('finds nothing in what answers and ends as it should', () => {
    expect(problemsOf(good, clean, 200)).toEqual([]);
    const notReady = {
      ...good,
      ready: 503,
      readyText: '{"status":"not ready","failed":["database"]}',
    };
    expect(problemsOf(notReady, { code: 143, seconds: 1 }, 503)).toEqual([]);
  });

  it.each([
    ['ready without what it needs', good, clean, 503, '200 instead of 503'],
    ['not ready', { ...good, ready: 503 }, clean, 200, '503 instead of 200'],
    [
      'silent about what fails',
      { ...good, ready: 503 },
      clean,
      503,
      'does not name',
    ],
    ['no metrics', { ...good, metricsText: '' }, clean, 200, '/metrics'],
    ['no metrics at all', { ...good, metrics: 404 }, clean, 200, '404'],
    ['unhealthy for itself', { ...good, check: 1 }, clean, 200, 'health check'],
    [
      'killed after the grace period',
      good,
      { code: 'SIGKILL', seconds: 30 },
      200,
      'SIGKILL 30.0 s after SIGTERM',
    ],
  ])('finds %s', (_, answers, stopped, ready, message) => {
    expect(problemsOf(answers, stopped, ready)).toContainEqual(
      expect.stringContaining(message),
    );
  });
});
