import type { RolloutPhase } from '../types';
import { planRollback } from './plan-rollback';
import { defaultRollbackPolicy as policy } from './rollback-policy';
import type { RollbackFacts, RollbackPlanOptions } from './rollback-facts';
import {
  ago,
  bad,
  deployment,
  facts,
  good,
  now,
  older,
  rollout,
} from './__testUtils__/rollback-fixtures';

const person: RollbackPlanOptions = {
  initiator: 'person',
  requesterMayApprove: false,
};
const plan = (
  input: RollbackFacts,
  options: Partial<RollbackPlanOptions> = {},
) => planRollback(input, now, policy, { ...person, ...options });
const codes = (sentences: Array<{ code: string }>) =>
  sentences.map(({ code }) => code);
const primary = {
  primaryDeploymentName: 'pay-primary',
  revisions: [
    {
      name: 'pay-primary-2',
      tag: bad.tag,
      createdAt: ago(300),
      owner: 'pay-primary',
    },
    {
      name: 'pay-primary-1',
      tag: good.tag,
      createdAt: ago(7200),
      owner: 'pay-primary',
    },
  ],
};

describe('strategy by state', () => {
  it.each<[RolloutPhase, string, string | undefined, string[]]>([
    ['waiting', 'stop-canary', good.tag, []],
    ['progressing', 'stop-canary', good.tag, []],
    ['waiting-promotion', 'stop-canary', good.tag, []],
    ['promoting', 'undo-primary', good.tag, []],
    ['finalising', 'undo-primary', good.tag, []],
    [
      'initializing',
      'undo-primary',
      undefined,
      ['rollback-rollout-not-ready', 'rollback-no-earlier-version'],
    ],
    [
      'terminated',
      'undo-primary',
      undefined,
      ['rollback-rollout-not-ready', 'rollback-no-earlier-version'],
    ],
  ])('canary %s → %s', (phase, strategy, to, blockers) => {
    const result = plan(
      facts({
        environment: {
          strategy: 'canary',
          running: good,
          rollout: rollout(phase),
        },
        history: [deployment(good, 7200)],
        ...(to ? primary : {}),
      }),
    );
    expect(result.strategy).toBe(strategy);
    expect(result.from.tag).toBe(to ? bad.tag : good.tag);
    expect(result.to?.tag).toBe(to);
    expect(codes(result.blockers)).toEqual(blockers);
  });

  it('undoes the primary when the canary was promoted', () => {
    const result = plan(
      facts({
        environment: { strategy: 'canary', rollout: rollout('succeeded') },
        ...primary,
      }),
    );
    expect(result.strategy).toBe('undo-primary');
    expect(result.to?.tag).toBe(good.tag);
    expect(result.steps.map(step => step.phase)).toEqual([
      'mitigate',
      'converge',
      'verify',
      'hold',
    ]);
    expect(
      result.targets.find(target => target.version.tag === older.tag),
    ).toMatchObject({
      disabled: true,
      verified: true,
    });
    expect(codes(result.warnings)).toEqual([
      'rollback-config-not-restored',
      'rollback-new-canary',
    ]);
  });

  it('says that it must wait for a running promotion', () => {
    const result = plan(
      facts({
        environment: { running: good, rollout: rollout('promoting') },
        ...primary,
      }),
    );
    expect(result.steps.map(step => step.text.code).slice(0, 2)).toEqual([
      'rollback-step-await-promotion',
      'rollback-step-undo-primary',
    ]);
  });

  it('after a failed canary only Git is left to be turned back, and only to the version that runs', () => {
    const result = plan(
      facts({
        environment: {
          running: good,
          desired: bad,
          rollout: rollout('failed'),
        },
      }),
    );
    expect(result).toMatchObject({
      strategy: 'write-tag',
      from: bad,
      to: good,
      blockers: [],
    });
    expect(result.targets.filter(target => !target.disabled)).toHaveLength(1);
  });

  it('writes the tag in a rolling environment, one step per phase', () => {
    const result = plan(facts());
    expect(result).toMatchObject({
      strategy: 'write-tag',
      from: bad,
      to: good,
    });
    expect(result.steps[0].text.text).toBe(
      `environments/prod/pay/values-prod.yaml: image.tag ${bad.tag} → ${good.tag}, then Argo CD syncs`,
    );
  });

  it('takes back what Git wants while its pods are still being replaced', () => {
    const result = plan(
      facts({ environment: { running: good, desired: bad } }),
    );
    expect(result).toMatchObject({ from: bad, to: good });
    expect(codes(result.warnings)).toContain('rollback-rollout-unsettled');
  });
});

describe('targets', () => {
  it('prefers a verified version over a more recent unverified one', () => {
    const shaky = { tag: '1.41.9-2222222', label: '1.41.9' };
    const result = plan(
      facts({
        history: [
          deployment(bad, 100),
          deployment(shaky, 200),
          deployment(good, 7200),
        ],
      }),
    );
    expect(
      result.targets.map(target => [target.version.label, target.verified]),
    ).toEqual([
      ['1.41.3', true],
      ['1.41.9', false],
    ]);
    expect(result.to?.label).toBe('1.41.3');
  });

  it('does not call a version verified that was rolled back, however long it ran', () => {
    const history = [
      deployment(bad, 300),
      deployment(older, 50_000, { kind: 'rollback', from: good }),
      deployment(good, 90_000, { outcome: 'rolled-back' }),
      deployment(older, 200_000),
    ];
    const result = plan(facts({ history }));
    expect(result.to?.tag).toBe(older.tag);
    expect(
      result.targets.map(target => [target.version.tag, target.notes[0].code]),
    ).toEqual([
      [older.tag, 'rollback-target-verified'],
      [good.tag, 'rollback-target-was-rolled-back'],
    ]);
  });

  it('cannot choose a held version and says why', () => {
    const holds = [
      {
        id: 'h1',
        entityRef: 'component:default/pay',
        environment: 'prod',
        version: good,
        reason: 'memory leak',
        createdAt: ago(9000),
        createdBy: 'user:default/ann',
      },
    ];
    expect(plan(facts({ holds })).to?.tag).toBe(older.tag);
    const chosen = plan(facts({ holds }), { toTag: good.tag });
    expect(chosen.blockers).toEqual([
      expect.objectContaining({
        code: 'rollback-target-disabled',
        text: expect.stringContaining('memory leak'),
      }),
    ]);
  });

  it('refuses an unknown target', () => {
    const result = plan(facts(), { toTag: 'nonsense' });
    expect(result.to).toBeUndefined();
    expect(codes(result.blockers)).toEqual(['rollback-target-unknown']);
  });

  it('never offers the bad version itself or a canary that failed', () => {
    const failed = { tag: '1.43.0-3333333', label: '1.43.0' };
    const history = [
      deployment(failed, 100, { kind: 'canary', outcome: 'failed' }),
      ...facts().history,
    ];
    const tags = plan(facts({ history })).targets.map(
      target => target.version.tag,
    );
    expect(tags).toEqual([good.tag, older.tag]);
  });
});

describe('blockers', () => {
  it.each<[string, Parameters<typeof facts>[0], string]>([
    [
      'another one is running',
      { active: { id: 'r0', state: 'converging' } },
      'rollback-already-running',
    ],
    [
      'the cluster does not answer',
      { environment: { stale: true } },
      'rollback-facts-stale',
    ],
    [
      'no GitOps',
      { environment: { sync: 'not-managed' } },
      'rollback-not-managed',
    ],
    [
      'manifests not configured',
      { manifests: undefined },
      'rollback-manifests-unknown',
    ],
    [
      'earlier versions ran, but nothing is left of them',
      {
        primaryDeploymentName: 'pay-primary',
        revisions: [],
        environment: { strategy: 'canary', rollout: rollout('succeeded') },
      },
      'rollback-no-usable-version',
    ],
    [
      'nothing else ever ran',
      { history: [deployment(bad, 300)] },
      'rollback-no-earlier-version',
    ],
    [
      'nothing runs',
      { environment: { running: undefined, desired: undefined } },
      'rollback-nothing-runs',
    ],
  ])('%s', (_, overrides, code) => {
    expect(codes(plan(facts(overrides)).blockers)).toEqual([code]);
  });

  it('rolls a rollback back only with a person behind it', () => {
    const input = facts({
      history: [
        deployment(bad, 300, { kind: 'rollback' }),
        deployment(good, 7200),
      ],
    });
    expect(codes(plan(input, { initiator: 'automatic' }).blockers)).toEqual([
      'rollback-never-automatic-twice',
    ]);
    const byPerson = plan(input);
    expect(byPerson.blockers).toEqual([]);
    expect(codes(byPerson.warnings)).toEqual(['rollback-rollback-of-rollback']);
  });
});

describe('approval and confirmation', () => {
  it.each([
    ['production', false, false, 'pay'],
    ['staging', false, true, undefined],
    ['staging', true, false, undefined],
    ['development', false, false, undefined],
  ] as const)(
    '%s, requester may approve: %s',
    (tier, requesterMayApprove, required, confirmation) => {
      const result = plan(facts({ environment: { tier } }), {
        requesterMayApprove,
      });
      expect(result.approval.required).toBe(required);
      expect(result.confirmation).toBe(confirmation);
    },
  );
});

describe('fingerprint', () => {
  const print = (input: RollbackFacts, options = {}) =>
    plan(input, options).fingerprint;
  const canary = (overrides = {}) =>
    facts({
      environment: {
        running: good,
        rollout: rollout('progressing', overrides),
      },
    });

  it('stays while only numbers move or another target is picked', () => {
    expect(print(canary({ weight: 10, failedChecks: 3 }))).toBe(
      print(canary()),
    );
    expect(print(facts(), { toTag: older.tag })).toBe(print(facts()));
    expect(
      print(facts({ environment: { pods: { ready: 0, desired: 9 } } })),
    ).toBe(print(facts()));
  });

  it.each<[string, RollbackFacts]>([
    ['another version', facts({ environment: { running: older } })],
    ['another desired version', facts({ environment: { desired: older } })],
    ['a rollback began', facts({ active: { id: 'x', state: 'approved' } })],
    ['another environment', facts({ environment: { name: 'staging' } })],
    ['the canary began', canary()],
  ])('changes with %s', (_, input) => {
    expect(print(input)).not.toBe(print(facts()));
  });
});
