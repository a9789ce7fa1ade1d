import { numbers } from '../testing';

const commit = '1234567890123456789012345678901234567890';

function job(
  start: string,
  end: string | null,
  rest: Record<string, unknown> = {},
) {
  return {
    id: 1,
    name: 'build',
    head_sha: commit,
    status: end ? 'completed' : 'in_progress',
    conclusion: end ? 'success' : null,
    started_at: `2026-03-01T${start}Z`,
    completed_at: end && `2026-03-01T${end}Z`,
    ...rest,
  };
}

function jobs(...all: unknown[]) {
  return { total_count: all.length, jobs: all };
}

describe('jobs of a GitHub run', () => {
  it('take from the first start to the last end', () => {
    const { measured, result } = numbers(
      jobs(
        job('10:00:00', '10:03:00'),
        job('10:01:00', '10:08:30', { name: 'test' }),
      ),
    );
    expect(measured).toEqual({ 'build.duration': 510 });
    expect(result.measurements[0]).toMatchObject({
      unit: 'seconds',
      detail: { items: ['test: 450 s', 'build: 180 s'], itemCount: 2 },
      generatedAt: '2026-03-01T10:08:30.000Z',
      commit,
    });
  });

  it('leave out what is not finished, skipped or cancelled', () => {
    const { measured } = numbers(
      jobs(
        job('10:00:00', '10:03:00'),
        job('10:03:00', null),
        job('09:00:00', '09:00:00', { conclusion: 'skipped' }),
        job('09:00:00', '12:00:00', { conclusion: 'cancelled' }),
      ),
    );
    expect(measured).toEqual({ 'build.duration': 180 });
  });

  it('come in several pages', () => {
    const { measured } = numbers([
      { total_count: 2, jobs: [job('10:00:00', '10:03:00')] },
      { total_count: 2, jobs: [job('10:03:00', '10:04:00')] },
    ]);
    expect(measured).toEqual({ 'build.duration': 240 });
  });

  it.each([
    [
      'one page of several',
      { total_count: 2, jobs: [job('10:00:00', '10:03:00')] },
    ],
    ['none that has ended', jobs(job('10:00:00', null))],
    ['no job', jobs()],
    ['times that run backwards', jobs(job('10:03:00', '10:00:00'))],
    ['no time', jobs(job('10:00:00', '10:03:00', { started_at: null }))],
  ])('tell nothing with %s', (_, content) => {
    expect(numbers(content)).toMatchObject({
      format: 'github-jobs',
      codes: ['no-data'],
      measured: {},
    });
  });
});

function pull(login: string, mergedAt: string | null, number = 1) {
  return { number, title: 'Bump a', user: { login }, merged_at: mergedAt };
}

describe('pull requests of GitHub', () => {
  it('count when Dependabot or Renovate made them and they are merged', () => {
    const { measured, result } = numbers([
      pull('dependabot[bot]', '2026-03-01T10:00:00Z', 1),
      pull('renovate[bot]', '2026-03-03T10:00:00Z', 2),
      pull('dependabot[bot]', null, 3),
      pull('minji', '2026-03-05T10:00:00Z', 4),
    ]);
    expect(measured).toEqual({ 'dependencies.last-merged': 2 });
    expect(result.measurements[0]).toMatchObject({
      generatedAt: '2026-03-03T10:00:00.000Z',
      detail: {
        items: [
          '#2 Bump a (merged 2026-03-03)',
          '#1 Bump a (merged 2026-03-01)',
        ],
      },
    });
  });

  it('come from the issue search', () => {
    const { measured } = numbers({
      total_count: 1,
      incomplete_results: false,
      items: [
        {
          number: 1,
          user: { login: 'dependabot[bot]' },
          pull_request: { merged_at: '2026-03-01T10:00:00Z' },
        },
      ],
    });
    expect(measured).toEqual({ 'dependencies.last-merged': 1 });
  });

  it('come from the command line of GitHub', () => {
    const { measured } = numbers([
      {
        number: 1,
        author: { login: 'app/dependabot' },
        mergedAt: '2026-03-01T10:00:00Z',
      },
    ]);
    expect(measured).toEqual({ 'dependencies.last-merged': 1 });
  });

  it.each([
    [[pull('minji', '2026-03-05T10:00:00Z')]],
    [[pull('dependabot[bot]', null)]],
    [{ total_count: 0, incomplete_results: false, items: [] }],
  ])('give no number when no update is merged', content => {
    expect(numbers(content)).toMatchObject({
      format: 'github-pulls',
      codes: ['no-data'],
      measured: {},
    });
  });
});
