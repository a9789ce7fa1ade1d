import type {
  Rollback,
  RollbackPlan,
} from '@heal7/backstage-plugin-delivery-common';
import { v1, v2, v3 } from './versions';

export const plan: RollbackPlan = {
  entityRef: 'component:default/tea-shop',
  environment: 'prod',
  tier: 'production',
  strategy: 'stop-canary',
  from: v3,
  to: v2,
  targets: [
    {
      version: v2,
      verified: true,
      notes: [
        {
          code: 'rollback-target-verified',
          params: { seconds: 172_800 },
          text: 'Verified: ran 2 d without being rolled back',
        },
      ],
      disabled: false,
    },
    {
      version: v1,
      verified: false,
      notes: [
        {
          code: 'rollback-target-never-ran',
          params: {},
          text: 'Not verified: no deployment of it is known here',
        },
      ],
      disabled: false,
    },
  ],
  steps: [
    {
      phase: 'mitigate',
      text: {
        code: 'rollback-step-stop-canary',
        params: { version: '2.3.0' },
        text: 'Canary 2.3.0 is stopped through Flagger',
      },
      withinSeconds: 60,
    },
    {
      phase: 'hold',
      text: {
        code: 'rollback-step-hold',
        params: { version: '2.3.0' },
        text: '2.3.0 is held until somebody lifts the hold',
      },
    },
  ],
  warnings: [],
  blockers: [],
  confirmation: 'tea-shop',
  approval: {
    required: false,
    reason: {
      code: 'rollback-approval-not-needed',
      params: { environment: 'Production' },
      text: 'Approval: not needed in Production (immediate)',
    },
  },
  fingerprint: 'facts-1',
};

export const rollback = (part: Partial<Rollback> = {}): Rollback => ({
  id: 'rb-1',
  entityRef: 'component:default/tea-shop',
  environment: 'prod',
  state: 'mitigating',
  strategy: 'stop-canary',
  from: v3,
  to: v2,
  reason: '5xx on login',
  requestedBy: 'user:default/minji',
  requestedAt: '2026-03-02T11:59:00Z',
  updatedAt: '2026-03-02T11:59:10Z',
  plan,
  steps: [
    {
      phase: 'mitigate',
      state: 'running',
      startedAt: '2026-03-02T11:59:05Z',
      detail: {
        code: 'rollback-awaiting-flagger',
        text: 'Flagger stops the canary when it asks next',
      },
    },
    { phase: 'converge', state: 'waiting' },
    { phase: 'verify', state: 'waiting' },
    { phase: 'hold', state: 'waiting' },
  ],
  events: [
    {
      at: '2026-03-02T11:59:00Z',
      state: 'requested',
      actor: 'user:default/minji',
      message: { code: 'rollback-requested', text: 'Requested by minji' },
    },
  ],
  ...part,
});
