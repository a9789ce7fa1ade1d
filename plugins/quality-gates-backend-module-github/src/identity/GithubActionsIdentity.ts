import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CiIdentity } from '@heal7/backstage-plugin-quality-gates-node';
import type { GithubRepository } from '@heal7/github-client';
import { parseSubject, type RepositorySubject } from './parseSubject';

const repositoryIdAnnotation = 'github.com/repository-id';
const ownerIdAnnotation = 'github.com/owner-id';

/** Where the measurements are said to be from. */
interface Claim {
  branch?: string;
  pullRequest?: number;
}

const lower = (text: string) => text.toLocaleLowerCase('en-US');

/** GitHub compares names without regard to case. */
const isSameName = (one: string, other: string) => lower(one) === lower(other);

/**
 * Judges the tokens of GitHub Actions that Backstage has verified: `backend.auth.externalAccess` of type `jwks` makes the
 * subject `external:<prefix>:<sub>` of them. A workflow may push for the entities of its own repository.
 */
export class GithubActionsIdentity implements CiIdentity {
  readonly #prefix: string;
  readonly #host: string;
  readonly #ownerIds: ReadonlyMap<string, string>;
  readonly #repositoryOf: (entity: Entity) => GithubRepository | undefined;

  constructor(options: {
    subjectPrefix: string;
    /** Where the Actions run whose tokens have this prefix. */
    host: string;
    ownerIds: ReadonlyMap<string, string>;
    repositoryOf: (entity: Entity) => GithubRepository | undefined;
  }) {
    this.#prefix = `external:${options.subjectPrefix}:`;
    this.#host = options.host;
    this.#ownerIds = options.ownerIds;
    this.#repositoryOf = options.repositoryOf;
  }

  judge(
    subject: string,
    entity: Entity,
    claim: Claim = {},
  ): { allowed: true } | { allowed: false; reason: string } | undefined {
    if (!subject.startsWith(this.#prefix)) return undefined;
    const said = parseSubject(subject.slice(this.#prefix.length));
    const reason = this.#objection(said, entity) ?? placeObjection(said, claim);
    return reason === undefined
      ? { allowed: true }
      : { allowed: false, reason };
  }

  #objection(
    said: RepositorySubject | undefined,
    entity: Entity,
  ): string | undefined {
    const entityRef = stringifyEntityRef(entity);
    if (!said) {
      return 'The subject of the GitHub token does not begin with a repository ("repo:OWNER/REPO:…"); set the OIDC subject of the repository back to the default.';
    }
    const wanted = this.#repositoryOf(entity);
    if (!wanted) {
      return `${entityRef} has no annotation github.com/project-slug, so no repository may push for it.`;
    }
    const slug = `${wanted.owner}/${wanted.name}`;
    const speaker = `${said.owner}/${said.name}`;
    if (wanted.host !== this.#host) {
      return `The token is from ${this.#host}, but ${entityRef} belongs to ${
        wanted.host
      }/${slug}.`;
    }
    if (!isSameName(speaker, slug)) {
      return `The token speaks for the repository ${speaker}, but ${entityRef} belongs to ${slug}.`;
    }
    return this.#idObjection(said, wanted, entity);
  }

  /** An id that somebody wrote down must be in the token: a name alone proves nothing about it. */
  #idObjection(
    said: RepositorySubject,
    wanted: GithubRepository,
    entity: Entity,
  ): string | undefined {
    const annotations = entity.metadata.annotations ?? {};
    const required = [
      ['owner', annotations[ownerIdAnnotation], said.ids?.owner],
      ['owner', this.#ownerIds.get(lower(wanted.owner)), said.ids?.owner],
      ['repository', annotations[repositoryIdAnnotation], said.ids?.repository],
    ].filter(([, expected]) => expected !== undefined);
    if (required.length > 0 && !said.ids) {
      return `The token of ${wanted.owner}/${wanted.name} has no ids; switch on immutable subject claims for the repository (Settings, Actions, OIDC).`;
    }
    const wrong = required.find(([, expected, actual]) => expected !== actual);
    return wrong
      ? `The token is from another ${wrong[0]} of the same name: its id is ${wrong[2]}, expected is ${wrong[1]}.`
      : undefined;
  }
}

/**
 * Nobody speaks for the default branch who was not on it: a run of a pull request only for pull requests, a run of a branch
 * for no other branch. Environments and tags tell of neither.
 */
function placeObjection(
  said: RepositorySubject | undefined,
  { branch, pullRequest }: Claim,
): string | undefined {
  if (pullRequest !== undefined || branch === undefined) return undefined;
  if (said?.context === 'pull_request') {
    return `The token is of a pull request and may not speak for the branch ${branch}; say which pull request it is.`;
  }
  const own = /^ref:refs\/heads\/(.+)$/s.exec(said?.context ?? '')?.[1];
  return own === undefined || own === branch
    ? undefined
    : `The token is of the branch ${own} and may not speak for ${branch}.`;
}
