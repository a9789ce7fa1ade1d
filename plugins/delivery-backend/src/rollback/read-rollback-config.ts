import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  defaultRollbackPolicy,
  environmentTiers,
  RollbackPolicy,
} from '@heal7/backstage-plugin-delivery-common';
import { WebhookToken } from '../flagger-gates/webhook-tokens';

/** What the act half takes from the config, read once at start-up. */
export interface RollbackConfig {
  policy: RollbackPolicy;
  webhookTokens: WebhookToken[];
  slackWebhookUrl?: string;
  /** Where people open the portal; for links in messages. */
  appBaseUrl: string;
  leaseSeconds: number;
}

const defaultLeaseSeconds = 45;

function seconds(
  config: Config | undefined,
  key: string,
  fallback: number,
): number {
  const value = config?.getOptionalNumber(key) ?? fallback;
  if (!(value > 0)) {
    throw new InputError(
      `delivery config: rollback.${key} is ${value}, expected a positive number`,
    );
  }
  return value;
}

function readTokens(config: Config | undefined): WebhookToken[] {
  const entries = config?.getOptional('webhookTokens');
  if (entries === undefined) return [];
  if (!Array.isArray(entries)) {
    throw new InputError(
      'delivery config: flagger.webhookTokens must be a list',
    );
  }
  return entries.map(entry => {
    const token = typeof entry === 'string' ? { token: entry } : entry;
    if (typeof token !== 'object' || token === null || Array.isArray(token)) {
      throw new InputError(
        'delivery config: flagger.webhookTokens holds something that is no token',
      );
    }
    if (typeof token.token !== 'string' || token.token.length < 8) {
      throw new InputError(
        'delivery config: a token in flagger.webhookTokens is shorter than 8 characters',
      );
    }
    return typeof token.cluster === 'string'
      ? { token: token.token, cluster: token.cluster }
      : { token: token.token };
  });
}

export function readRollbackConfig(root: Config): RollbackConfig {
  const config = root.getOptionalConfig('delivery.rollback');
  const defaults = defaultRollbackPolicy;
  const tiers = config?.getOptionalStringArray('approvalTiers');
  const wrongTier = tiers?.find(
    tier => !environmentTiers.some(known => known === tier),
  );
  if (wrongTier) {
    throw new InputError(
      `delivery config: rollback.approvalTiers holds unknown tier '${wrongTier}'`,
    );
  }
  const slackWebhookUrl = root.getOptionalString('delivery.slack.webhookUrl');
  if (slackWebhookUrl !== undefined && !URL.canParse(slackWebhookUrl)) {
    throw new InputError('delivery config: slack.webhookUrl is no address');
  }
  return {
    policy: {
      minVerifiedSeconds: seconds(
        config,
        'minVerifiedSeconds',
        defaults.minVerifiedSeconds,
      ),
      verifySeconds: seconds(config, 'verifySeconds', defaults.verifySeconds),
      mitigateTimeoutSeconds: seconds(
        config,
        'mitigateTimeoutSeconds',
        defaults.mitigateTimeoutSeconds,
      ),
      promotionTimeoutSeconds: seconds(
        config,
        'promotionTimeoutSeconds',
        defaults.promotionTimeoutSeconds,
      ),
      convergeTimeoutSeconds: seconds(
        config,
        'convergeTimeoutSeconds',
        defaults.convergeTimeoutSeconds,
      ),
      verifyTimeoutSeconds: seconds(
        config,
        'verifyTimeoutSeconds',
        defaults.verifyTimeoutSeconds,
      ),
      refreshIntervalSeconds: seconds(
        config,
        'refreshIntervalSeconds',
        defaults.refreshIntervalSeconds,
      ),
      approvalSeconds: seconds(
        config,
        'approvalSeconds',
        defaults.approvalSeconds,
      ),
      approvalTiers: tiers
        ? environmentTiers.filter(tier => tiers.includes(tier))
        : defaults.approvalTiers,
    },
    webhookTokens: readTokens(root.getOptionalConfig('delivery.flagger')),
    ...(slackWebhookUrl ? { slackWebhookUrl } : {}),
    appBaseUrl: root.getOptionalString('app.baseUrl') ?? '',
    leaseSeconds: seconds(config, 'leaseSeconds', defaultLeaseSeconds),
  };
}
