import {
  checkOf,
  evaluationOf,
  failedScan,
  pendingEvaluation,
} from '../testing';
import { checkRunOf } from './checkRunOf';
import { commitStatusOf } from './commitStatusOf';

const url = 'https://portal.example/x';
const name = 'HEAL7 quality gate';
const missing = checkOf({ verdict: 'inconclusive', reasonCode: 'missing' });
const unreadable = checkOf({ verdict: 'error', reasonCode: 'unreadable' });

describe.each([
  [evaluationOf(), 'success', 'success', '1 check passed'],
  [
    evaluationOf({ verdict: 'failed', checks: [failedScan, failedScan] }),
    'failure',
    'failure',
    '2 checks failed, of 2',
  ],
  [
    evaluationOf({ verdict: 'error', checks: [unreadable] }),
    'failure',
    'error',
    '1 check could not be read, of 1',
  ],
  [
    evaluationOf({ verdict: 'inconclusive', checks: [missing] }),
    'action_required',
    'error',
    '1 check has no result, of 1',
  ],
  // What failed cannot be mended by what is still awaited.
  [
    {
      ...pendingEvaluation(),
      verdict: 'failed' as const,
      checks: [failedScan],
    },
    'failure',
    'failure',
    '1 check failed, of 1',
  ],
  [pendingEvaluation(), undefined, 'pending', 'Waiting for image (1 check)'],
])('%#', (evaluation, conclusion, state, headline) => {
  it(`as a check run: ${conclusion}`, () => {
    expect(
      checkRunOf(evaluation, { entityRef: evaluation.entityRef, name, url }),
    ).toMatchObject({
      name: 'HEAL7 quality gate',
      external_id: 'component:default/demo',
      details_url: url,
      started_at: '2026-11-20T10:00:00.000Z',
      status: conclusion ? 'completed' : 'in_progress',
      output: { title: headline, summary: expect.any(String) },
      ...(conclusion ? { conclusion } : {}),
    });
  });

  it(`as a commit status: ${state}`, () => {
    expect(commitStatusOf(evaluation, { name, url })).toEqual({
      context: 'HEAL7 quality gate',
      state,
      description: headline,
      target_url: url,
    });
  });
});

it('keeps descriptions at 140 characters', () => {
  const { description } = commitStatusOf(
    evaluationOf({ pendingParts: ['x'.repeat(200)] }),
    { name, url },
  );
  expect(description).toHaveLength(140);
});
