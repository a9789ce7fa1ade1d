import { heal7Gate } from '@heal7/backstage-plugin-quality-gates-common';
import { at, imagePart, mainPart, start } from '../__testUtils__/parts';
import type { EvaluationPart } from '../store/EvaluationStore';
import { commitA, measurement } from '../testing';
import { judgeParts } from './judgeParts';

const minute = 60_000;

function judge(parts: EvaluationPart[], now = start) {
  const { checks, pendingParts, pendingUntil, verdict } = judgeParts(
    heal7Gate('backend'),
    {
      commit: commitA,
      service: 'backend',
      waitingSince: start.toISOString(),
      parts,
    },
    30 * minute,
    now,
  );
  const codeOf = (id: string) => checks.find(it => it.id === id)?.reasonCode;
  return {
    verdict,
    pendingParts,
    pendingUntil,
    coverage: codeOf('coverage.backend-lines'),
    image: codeOf('performance.image-size'),
  };
}

describe('judgeParts', () => {
  it.each([
    ['waits for what is expected', [mainPart], start, ['image'], 'pending'],
    ['waits until the last moment', [mainPart], at(29), ['image'], 'pending'],
    ['then misses it', [mainPart], at(30), [], 'missing'],
    ['is done with both', [mainPart, imagePart], start, [], 'passed'],
    [
      'waits for nothing that nobody expects',
      [{ ...mainPart, expects: [] }],
      start,
      [],
      'missing',
    ],
  ])('%s', (_, parts, now, pendingParts, image) => {
    expect(judge(parts, now)).toMatchObject({
      pendingParts,
      image,
      coverage: 'passed',
    });
  });

  it('waits for the main part when another came first', () => {
    expect(judge([imagePart])).toEqual({
      verdict: 'inconclusive',
      pendingParts: ['main'],
      pendingUntil: at(30).toISOString(),
      coverage: 'pending',
      image: 'passed',
    });
  });

  it('applies what the team has tightened, and never what loosens', () => {
    const tightened = (min: number): EvaluationPart => ({
      ...mainPart,
      tighten: { checks: { 'coverage.backend-lines': { threshold: { min } } } },
    });
    expect(judge([tightened(95), imagePart]).verdict).toBe('failed');
    expect(judge([tightened(10), imagePart]).coverage).toBe('passed');
    const low = {
      ...tightened(10),
      measurements: mainPart.measurements.map(it =>
        it.id === 'coverage.lines' ? { ...it, value: 20 } : it,
      ),
    };
    expect(judge([low, imagePart]).coverage).toBe('below-minimum');
  });

  it('hides no failure behind a report of the same name from another part', () => {
    const junit = { file: 'reports/junit.xml', format: 'junit' };
    const results = (part: string, failed: number, coverage: number) => ({
      ...mainPart,
      part,
      expects: [],
      measurements: [
        ...(part === 'main' ? mainPart.measurements : imagePart.measurements),
        { ...measurement('tests.failed', failed), source: junit },
        {
          ...measurement('coverage.lines', coverage, 'percent'),
          source: { file: 'reports/coverage.xml', format: 'cobertura' },
        },
      ],
    });
    const { checks, verdict } = judgeParts(
      heal7Gate('backend'),
      {
        commit: commitA,
        service: 'backend',
        waitingSince: start.toISOString(),
        parts: [results('main', 2, 40), results('e2e', 0, 99)],
      },
      30 * minute,
      start,
    );
    expect(verdict).toBe('failed');
    expect(checks.find(({ id }) => id === 'tests.failed')).toMatchObject({
      verdict: 'failed',
      value: 2,
    });
    expect(
      checks.find(({ id }) => id === 'coverage.backend-lines'),
    ).toMatchObject({ verdict: 'failed', value: 40 });
  });

  it('believes the later answer about the whole run', () => {
    const jobs = (seconds: number) => ({
      ...measurement('build.duration', seconds, 'seconds'),
      source: { file: 'reports/github-jobs.json', format: 'github-jobs' },
    });
    const { checks } = judgeParts(
      heal7Gate('backend'),
      {
        commit: commitA,
        service: 'backend',
        waitingSince: start.toISOString(),
        parts: [
          { ...mainPart, measurements: [jobs(900)] },
          { ...imagePart, measurements: [jobs(300)] },
        ],
      },
      30 * minute,
      start,
    );
    expect(
      checks.find(({ id }) => id === 'performance.build-time'),
    ).toMatchObject({ verdict: 'passed', value: 300 });
  });

  it('counts a report once that two parts carry', () => {
    const update = {
      id: 'dependencies.last-merged',
      value: 3,
      unit: 'count' as const,
      source: { file: 'reports/github-pulls.json', format: 'github-pulls' },
      generatedAt: start.toISOString(),
    };
    const problem = {
      file: 'reports/odd.json',
      code: 'not-recognised',
      message: 'No known report.',
    };
    const { checks, problems } = judgeParts(
      heal7Gate('backend'),
      {
        commit: commitA,
        service: 'backend',
        waitingSince: start.toISOString(),
        parts: [mainPart, imagePart].map(part => ({
          ...part,
          measurements: [
            ...part.measurements.filter(({ id }) => id !== update.id),
            update,
          ],
          problems: [problem],
        })),
      },
      30 * minute,
      start,
    );
    expect(problems).toEqual([problem]);
    expect(
      checks.find(({ id }) => id === 'security.dependency-updates-merged'),
    ).toMatchObject({ value: 3, measurements: [update] });
  });
});
