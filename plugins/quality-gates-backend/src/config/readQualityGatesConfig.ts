import type { RootConfigService } from '@backstage/backend-plugin-api';

/** `qualityGates:` of the app-config, with every default applied. */
export interface QualityGatesConfig {
  /** `spec.type` of entities that are judged as frontends. */
  frontendTypes: string[];
  /** Largest body that is accepted. */
  maxRequestBytes: number;
}

export const qualityGatesDefaults: QualityGatesConfig = {
  frontendTypes: ['website', 'frontend'],
  maxRequestBytes: 1024 * 1024,
};

export function readQualityGatesConfig(
  root: RootConfigService,
): QualityGatesConfig {
  const config = root.getOptionalConfig('qualityGates');
  return {
    frontendTypes:
      config?.getOptionalStringArray('frontendTypes') ??
      qualityGatesDefaults.frontendTypes,
    maxRequestBytes:
      config?.getOptionalNumber('maxRequestBytes') ??
      qualityGatesDefaults.maxRequestBytes,
  };
}
