import type { RootConfigService } from '@backstage/backend-plugin-api';

/** A repository, beside the service's own, that a template writes to. */
export interface Companion {
  /** Folder of the scaffolder's workspace. */
  folder: string;
  /** Web address. */
  repoUrl: string;
}

/** `templateUpdates:` of the app-config, with every default applied. */
export interface TemplateUpdatesConfig {
  checkMinutes: number;
  companions: Companion[];
}

export function readTemplateUpdatesConfig(
  root: RootConfigService,
): TemplateUpdatesConfig {
  const config = root.getOptionalConfig('templateUpdates');
  const companions = config?.getOptionalConfigArray('companions');
  return {
    checkMinutes: config?.getOptionalNumber('checkMinutes') ?? 360,
    companions: companions
      ? companions.map(item => ({
          folder: item.getString('folder'),
          repoUrl: repositoryUrl(item.getString('repoUrl')),
        }))
      : manifests(root),
  };
}

function manifests(root: RootConfigService): Companion[] {
  const repoUrl = root.getOptionalString('delivery.manifests.repoUrl');
  return repoUrl
    ? [{ folder: 'manifests', repoUrl: repositoryUrl(repoUrl) }]
    : [];
}

function repositoryUrl(text: string): string {
  return text.replace(/(\.git)?\/?$/, '');
}
