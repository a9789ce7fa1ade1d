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
  mainEvaluation,
  notPassed,
  safeUrl,
} from './evaluationView';

describe('mainEvaluation', () => {
  const pull = evaluation({ id: 'pull', branch: 'topic', pullRequest: 4 });
  const topic = evaluation({ id: 'topic', branch: 'topic' });
  const main = evaluation({ id: 'main' });
  const older = evaluation({ id: 'older' });

  it('takes the newest of the main branch, however new others are', () => {
    expect(mainEvaluation([pull, topic, main, older])?.id).toBe('main');
  });

  it('takes what was pushed before what was only proposed', () => {
    expect(mainEvaluation([pull, topic])?.id).toBe('topic');
    expect(mainEvaluation([pull])?.id).toBe('pull');
    expect(mainEvaluation([])).toBeUndefined();
  });
});

describe('the checks of an evaluation', () => {
  const checks = [coverage, time, scan, vulnerabilities];

  it('lists all that did not pass, failures first, what could not be judged too', () => {
    expect(notPassed(checks).map(({ id }) => id)).toEqual([
      'vulnerabilities',
      'time',
      'scan',
    ]);
  });

  it('counts what is unclear apart from what failed', () => {
    expect(countChecks(checks)).toEqual({ failed: 1, unclear: 2, passed: 1 });
  });

  it('says how many items are not shown', () => {
    expect(detailItems(vulnerabilities)).toEqual({
      items: ['CVE-1 in libx', 'CVE-2 in liby'],
      more: 5,
    });
  });
});

describe('links', () => {
  it('finds the commit beside the run of GitHub Actions, and nothing else', () => {
    expect(commitUrl(evaluation({ commit: 'abc' }))).toBe(
      'https://git.example.com/tea/tea-shop/commit/abc',
    );
    expect(
      commitUrl(
        evaluation({ run: { id: '1', url: 'https://ci.example.com/1' } }),
      ),
    ).toBeUndefined();
    expect(commitUrl(evaluation({ run: { id: '1' } }))).toBeUndefined();
  });

  it('follows web pages only', () => {
    expect(safeUrl('https://a.example.com')).toBe('https://a.example.com');
    expect(safeUrl('data:text/html,x')).toBeUndefined();
  });
});
