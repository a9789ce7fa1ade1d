import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { JsonValue } from '@backstage/types';

/** Where a new service goes; the same for every template. */
export interface ServiceDefaults {
  /** Host of GitHub, e.g. `github.com` or `localhost:7101`. */
  host: string;
  organization: string;
  /** Repository of the Kubernetes manifests, e.g. `https://github.com/heal7/k8s-manifests`. */
  manifestsUrl: string;
  /** Registry and prefix of the images, without the name of the service. */
  imagePrefix: string;
  /** Where Flagger asks its gates. */
  portalUrl: string;
  /** Opens the gates; empty when none is configured, and the gates answer no then. */
  gatesToken: string;
  /** Where Flagger measures. */
  prometheusAddress: string | undefined;
  /** The reusable workflows that new services call. */
  workflows: WorkflowsRelease;
}

/** Where the workflows are and, if the configuration pins one, which release of them. */
export interface WorkflowsRelease {
  /** `owner/name` */
  repository: string;
  /** e.g. `v1.4.0` */
  version: string | undefined;
  /** Full SHA of the release. */
  ref: string | undefined;
}

/** Reads them from `delivery`, `integrations.github` and `scaffolder.heal7`; HEAL7's own values are the defaults. */
export function readServiceDefaults(config: Config): ServiceDefaults {
  const manifestsUrl =
    config.getOptionalString('delivery.manifests.repoUrl') ??
    'https://github.com/heal7/k8s-manifests';
  const manifests = new URL(manifestsUrl);
  const own = config.getOptionalConfig('scaffolder.heal7');
  return {
    host: manifests.host,
    organization: manifests.pathname.split('/')[1],
    manifestsUrl: manifestsUrl.replace(/(\.git)?\/?$/, ''),
    imagePrefix:
      own?.getOptionalString('imagePrefix') ??
      '123456789012.dkr.ecr.ap-northeast-2.amazonaws.com/heal7',
    portalUrl:
      own?.getOptionalString('portalUrl') ??
      config.getString('backend.baseUrl'),
    gatesToken: firstToken(
      config.getOptional('delivery.flagger.webhookTokens'),
    ),
    prometheusAddress: own?.getOptionalString('prometheusAddress'),
    workflows: readWorkflows(
      own?.getOptionalConfig('workflows'),
      manifests.pathname.split('/')[1],
    ),
  };
}

function readWorkflows(
  config: Config | undefined,
  organization: string,
): WorkflowsRelease {
  const version = config?.getOptionalString('version');
  const ref = config?.getOptionalString('ref');
  if ((version === undefined) !== (ref === undefined)) {
    throw new InputError(
      'scaffolder.heal7.workflows needs both version and ref, or neither: then the newest release is taken.',
    );
  }
  if (ref !== undefined && !/^[0-9a-f]{40}$/.test(ref)) {
    throw new InputError(
      `scaffolder.heal7.workflows.ref must be a full commit id, not "${ref}".`,
    );
  }
  return {
    repository:
      config?.getOptionalString('repository') ?? `${organization}/workflows`,
    version,
    ref,
  };
}

/** A token is a text, or `{ token, cluster }` where it opens the gates of one cluster only (see the delivery plugin). */
function firstToken(tokens: JsonValue | undefined): string {
  const [first] = Array.isArray(tokens) ? tokens : [];
  if (typeof first === 'string') return first;
  return typeof first === 'object' && first && 'token' in first
    ? String(first.token)
    : '';
}
