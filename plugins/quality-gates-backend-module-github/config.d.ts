export interface Config {
  qualityGates?: {
    /** GitHub, besides `integrations.github`. */
    github?: {
      /**
       * `options.subjectPrefix` of the entry of `backend.auth.externalAccess` (type `jwks`) that trusts the tokens of
       * GitHub Actions. Default: github-actions.
       */
      oidcSubjectPrefix?: string;
      /**
       * The GitHub whose Actions these tokens come from; they count for repositories there only. Default: the only
       * host of `integrations.github` other than github.com, else github.com.
       */
      oidcHost?: string;
      /**
       * Ids of organisations by login (`gh api /orgs/LOGIN --jq .id`). Where one is given, only tokens with this id are
       * accepted ("immutable subject claims"): nobody can take over a name that became free.
       */
      ownerIds?: { [login: string]: number };
    };
  };
}
