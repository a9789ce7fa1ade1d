import {
  Rollback,
  RollbackState,
} from '@heal7/backstage-plugin-delivery-common';

/** Colour of a message: what the reader should feel. */
export const messageLevels = ['success', 'warning', 'error'] as const;
export type MessageLevel = (typeof messageLevels)[number];

/** What people are told, whatever the channel. */
export interface Message {
  level: MessageLevel;
  title: string;
  text: string;
  fields: Array<{ title: string; value: string }>;
  url?: string;
}

const levels: Partial<Record<RollbackState, MessageLevel>> = {
  'pending-approval': 'warning',
  approved: 'warning',
  succeeded: 'success',
  failed: 'error',
  superseded: 'warning',
  rejected: 'warning',
  expired: 'warning',
};

/** States worth a message. */
export const toldStates = Object.keys(levels);

const titles: Partial<Record<RollbackState, string>> = {
  'pending-approval': 'waits for approval',
  approved: 'started',
  succeeded: 'succeeded',
  failed: 'FAILED — a human must look',
  superseded: 'stopped',
  rejected: 'rejected',
  expired: 'expired',
};

/** The name people know, without kind and namespace. */
const shortName = (entityRef: string): string =>
  entityRef.split('/').at(-1) ?? entityRef;

/** The CI/CD tab of the service with the rollback in sight. */
export function rollbackUrl(
  appBaseUrl: string,
  rollback: Rollback,
): string | undefined {
  if (!appBaseUrl) return undefined;
  const [kind, rest] = rollback.entityRef.split(':');
  const [namespace, name] = (rest ?? '').split('/');
  return name
    ? `${appBaseUrl.replace(
        /\/$/,
        '',
      )}/catalog/${namespace}/${kind}/${name}/ci-cd?rollback=${rollback.id}`
    : undefined;
}

export function rollbackMessage(
  rollback: Rollback,
  state: RollbackState,
  appBaseUrl: string,
): Message | undefined {
  const level = levels[state];
  if (!level) return undefined;
  const outcome = state === rollback.state ? rollback.outcome?.text : undefined;
  return {
    level,
    title: `Rollback of ${shortName(rollback.entityRef)} in ${
      rollback.environment
    } ${titles[state]}`,
    text: outcome ?? rollback.reason,
    fields: [
      {
        title: 'Version',
        value: `${rollback.from.label} → ${rollback.to.label}`,
      },
      { title: 'Requested by', value: shortName(rollback.requestedBy) },
      ...(outcome ? [{ title: 'Reason', value: rollback.reason }] : []),
    ],
    url: rollbackUrl(appBaseUrl, rollback),
  };
}
