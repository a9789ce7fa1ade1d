import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createGates, type Gates } from '../gates/createGates';

/** `qualityGates:` of the app-config, with every default applied. */
export interface QualityGatesConfig {
  /** `spec.type` of entities that are judged as frontends. */
  frontendTypes: string[];
  /** Largest body that is accepted. */
  maxRequestBytes: number;
  /** Branches whose newest evaluation is the state of an entity. */
  defaultBranches: string[];
  /** How long further parts of a CI run are awaited. */
  pendingMinutes: number;
  retention: {
    /** After so many days details are dropped and a day keeps its last evaluation only. */
    detailDays: number;
    /** After so many days everything is deleted but the current evaluation of the default branch. */
    days: number;
  };
  waivers: {
    /** How far away the end of a waiver may be. */
    maxDays: number;
  };
  gates: Gates;
}

export const qualityGatesDefaults: Omit<QualityGatesConfig, 'gates'> = {
  frontendTypes: ['website', 'frontend'],
  maxRequestBytes: 1024 * 1024,
  defaultBranches: ['main', 'master'],
  pendingMinutes: 30,
  retention: { detailDays: 90, days: 730 },
  waivers: { maxDays: 90 },
};

export function readQualityGatesConfig(
  root: RootConfigService,
): QualityGatesConfig {
  const config = root.getOptionalConfig('qualityGates');
  const defaults = qualityGatesDefaults;
  const list = (key: 'frontendTypes' | 'defaultBranches') =>
    config?.getOptionalStringArray(key) ?? defaults[key];
  const number = (key: string, otherwise: number) => {
    const value = config?.getOptionalNumber(key) ?? otherwise;
    if (!(value > 0)) {
      throw new InputError(`qualityGates.${key}: expected more than 0`);
    }
    return value;
  };
  const detailDays = number(
    'retention.detailDays',
    defaults.retention.detailDays,
  );
  const days = number('retention.days', defaults.retention.days);
  if (days < detailDays) {
    throw new InputError(
      'qualityGates.retention.days: expected at least as many as retention.detailDays',
    );
  }
  return {
    frontendTypes: list('frontendTypes').map(type => type.toLowerCase()),
    maxRequestBytes: number('maxRequestBytes', defaults.maxRequestBytes),
    defaultBranches: list('defaultBranches'),
    pendingMinutes: number('pendingMinutes', defaults.pendingMinutes),
    retention: { detailDays, days },
    waivers: { maxDays: number('waivers.maxDays', defaults.waivers.maxDays) },
    gates: createGates(config?.getOptional('gates')),
  };
}
