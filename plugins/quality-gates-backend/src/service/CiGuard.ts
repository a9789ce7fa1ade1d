import type { Entity } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import type { CiIdentity } from '@heal7/backstage-plugin-quality-gates-node';

/**
 * Whether a service may push measurements of an entity. A caller that a CI system vouches for speaks for its own repository
 * only. One that nobody knows is a static token of the configuration – unless a token service vouched for it
 * (`external:…`): then nobody could say for which repository it speaks, and it may push nothing.
 */
export class CiGuard {
  readonly #identities: readonly CiIdentity[];

  constructor(identities: readonly CiIdentity[]) {
    this.#identities = identities;
  }

  require(
    subject: string,
    entity: Entity,
    claim: { branch?: string; pullRequest?: number },
  ): void {
    for (const identity of this.#identities) {
      const judgement = identity.judge(subject, entity, claim);
      if (judgement?.allowed) return;
      if (judgement) throw new NotAllowedError(judgement.reason);
    }
    if (subject.startsWith('external:')) {
      throw new NotAllowedError(
        'Nobody here knows for which repository this token speaks',
      );
    }
  }
}
