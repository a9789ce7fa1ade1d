import {
  coverage,
  evaluation,
  scan,
  time,
  vulnerabilities,
} from '../__testUtils__/fixtures';
import { detailItems } from './checkView';
import {
  commitUrl,
  countChecks,
  groupedChecks,
  notPassed,
  progressOf,
  safeUrl,
} from './evaluationView';
import { markOfCheck, markOfEvaluation } from './marks';

describe('the checks of an evaluation', () => {
  const checks = [coverage, time, scan, vulnerabilities];

  it('lists all that did not pass, failures first, what could not be judged too', () => {
    expect(notPassed(checks).map(({ id }) => id)).toEqual([
      vulnerabilities.id,
      time.id,
      scan.id,
    ]);
  });

  it('keeps the groups in the order of the gate, the worst of each first', () => {
    expect(
      groupedChecks(checks).map(it => [
        it.group,
        ...it.checks.map(({ id }) => id),
      ]),
    ).toEqual([
      ['coverage', coverage.id],
      ['security', vulnerabilities.id, scan.id],
      ['performance', time.id],
    ]);
  });

  it('counts what is unclear apart from what failed', () => {
    expect(countChecks(checks)).toEqual({
      failed: 1,
      unclear: 2,
      pending: 0,
      passed: 1,
    });
    const pending = { ...scan, reasonCode: 'pending' };
    expect(countChecks([...checks, pending])).toMatchObject({
      unclear: 2,
      pending: 1,
    });
  });

  it('says how many items are not shown', () => {
    expect(detailItems(vulnerabilities)).toEqual({
      items: ['CVE-1 in libx', 'CVE-2 in liby'],
      more: 5,
    });
  });

  it('counts what is in while parts are awaited', () => {
    const pending = { ...scan, reasonCode: 'pending' };
    expect(progressOf({ checks: [coverage, pending] })).toEqual({
      done: 1,
      all: 2,
    });
  });
});

describe('marks', () => {
  it.each([
    ['pending', 'pending'],
    ['missing', 'missing'],
    ['stale', 'stale'],
    ['other-commit', 'otherCommit'],
    ['contradictory', 'contradictory'],
    ['unreadable', 'unreadable'],
    ['something-new', 'inconclusive'],
  ])('a check that is not clear because of %s looks like it', (code, mark) => {
    expect(markOfCheck({ verdict: 'inconclusive', reasonCode: code })).toBe(
      mark,
    );
  });

  it('a failure is a failure, whatever else is said of it', () => {
    expect(markOfCheck({ verdict: 'failed', reasonCode: 'stale' })).toBe(
      'failed',
    );
    expect(
      markOfEvaluation(
        evaluation({ verdict: 'failed', pendingParts: ['image'] }),
      ),
    ).toBe('failed');
    expect(
      markOfEvaluation(
        evaluation({ verdict: 'inconclusive', pendingParts: ['image'] }),
      ),
    ).toBe('pending');
    // As at the commit: what no later part makes good counts while something is awaited.
    const waits = { pendingParts: ['image'] };
    expect(markOfEvaluation({ ...waits, verdict: 'error' })).toBe('error');
    expect(markOfEvaluation({ ...waits, verdict: 'passed' })).toBe('pending');
    expect(markOfEvaluation({ ...waits, verdict: 'failed' })).toBe('failed');
    expect(markOfEvaluation(undefined)).toBe('notJudged');
  });
});

describe('links', () => {
  const runUrl = 'https://git.example.com/tea/tea-shop/actions/runs/17';
  it('finds the commit in the repository, or beside the run of GitHub Actions, and nowhere else', () => {
    expect(
      commitUrl('abc', { repositoryUrl: 'https://g.example.com/a/' }),
    ).toBe('https://g.example.com/a/commit/abc');
    expect(commitUrl('abc', { runUrl })).toBe(
      'https://git.example.com/tea/tea-shop/commit/abc',
    );
    expect(
      commitUrl('abc', { runUrl: 'https://ci.example.com/1' }),
    ).toBeUndefined();
    expect(commitUrl('abc', {})).toBeUndefined();
  });

  it('follows web pages only', () => {
    expect(safeUrl('https://a.example.com')).toBe('https://a.example.com');
    expect(safeUrl('data:text/html,x')).toBeUndefined();
  });
});
