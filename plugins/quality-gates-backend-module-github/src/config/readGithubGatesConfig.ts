import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** `qualityGates.github`, read once at the start. */
interface GithubGatesConfig {
  oidcSubjectPrefix: string;
  oidcHost?: string;
  /** By login in lower case. */
  ownerIds: ReadonlyMap<string, string>;
}

const defaultSubjectPrefix = 'github-actions';

export function readGithubGatesConfig(config: Config): GithubGatesConfig {
  const github = config.getOptionalConfig('qualityGates.github');
  const oidcHost = github?.getOptionalString('oidcHost');
  return {
    oidcSubjectPrefix:
      github?.getOptionalString('oidcSubjectPrefix') ?? defaultSubjectPrefix,
    ...(oidcHost ? { oidcHost } : {}),
    ownerIds: readOwnerIds(github?.getOptionalConfig('ownerIds')),
  };
}

function readOwnerIds(ids: Config | undefined): Map<string, string> {
  return new Map(
    (ids?.keys() ?? []).map(login => {
      const id = ids?.getNumber(login);
      if (!Number.isSafeInteger(id) || Number(id) <= 0) {
        throw new InputError(
          `qualityGates.github.ownerIds.${login} must be the id of the organisation, a whole number`,
        );
      }
      return [login.toLocaleLowerCase('en-US'), String(id)];
    }),
  );
}
