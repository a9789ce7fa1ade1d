import type {
  EnvironmentState,
  MeasuredValue,
  Rollout,
  RolloutMetric,
  ServiceDelivery,
} from '@heal7/backstage-plugin-delivery-common';
import type { Words } from '../hooks/useWords';

/** The rollout worth a panel: a running one first, production before the rest. @internal */
export function shownRollouts(
  delivery: ServiceDelivery,
): Array<{ environment: EnvironmentState; rollout: Rollout }> {
  return delivery.environments
    .flatMap(environment =>
      environment.rollout
        ? [{ environment, rollout: environment.rollout }]
        : [],
    )
    .filter(
      ({ rollout }) =>
        rollout.active || rollout.canary || rollout.timeline.length > 0,
    )
    .sort((a, b) => Number(b.rollout.active) - Number(a.rollout.active));
}

const known = {
  'request-success-rate': 'metricName.requestSuccessRate',
  'request-duration': 'metricName.requestDuration',
} as const;

/** @internal */
export const metricNameKey = (name: string) =>
  Object.entries(known).find(([id]) => id === name)?.[1];

/** A number with its unit; missing and unreachable are said, never drawn as zero. @internal */
export function measuredText(
  measured: MeasuredValue,
  unit: RolloutMetric['unit'],
  { t, number }: Pick<Words, 't' | 'number'>,
): string {
  if (measured.kind === 'number') return number(measured.value, unit);
  return measured.kind === 'no-data'
    ? t('canary.noData')
    : t('canary.noAnswer');
}

/** "min 99 %", "max 500 ms", both, or "no limit". @internal */
export function thresholdText(
  { threshold, unit }: Pick<RolloutMetric, 'threshold' | 'unit'>,
  { t, number }: Pick<Words, 't' | 'number'>,
): string {
  const parts = [
    threshold.min !== undefined
      ? t('canary.min', { value: number(threshold.min, unit) })
      : undefined,
    threshold.max !== undefined
      ? t('canary.max', { value: number(threshold.max, unit) })
      : undefined,
  ].filter(part => part !== undefined);
  return parts.length ? parts.join(' · ') : t('canary.noLimit');
}
