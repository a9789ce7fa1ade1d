import { Sentence } from '@heal7/backstage-plugin-delivery-common';
import { HoldStore } from '../holds/hold-store';
import { DeliveryReader } from '../reader/delivery-reader';
import { EnvironmentObserver } from '../rollback/environment-observer';
import { RollbackStore } from '../rollback/rollback-store';
import { FlaggerGate, FlaggerPayload } from './flagger-payload';
import { GateOpening, GateStore } from './gate-store';

export interface GateAnswer {
  yes: boolean;
  sentence: Sentence;
  /** Present when it is worth an audit event. */
  audit?: { rollbackId?: string; holdId?: string };
}

const say = (
  code: string,
  text: string,
  params?: Sentence['params'],
): Sentence => ({
  code: `gate-${code}`,
  text,
  ...(params ? { params } : {}),
});

const refuse = (
  sentence: Sentence,
  audit?: GateAnswer['audit'],
): GateAnswer => ({
  yes: false,
  sentence,
  ...(audit ? { audit } : {}),
});

const inCluster = (
  here: string | undefined,
  there: string | undefined,
): boolean => here === undefined || there === undefined || here === there;

/** Answers Flagger's questions from the database and one look at the cluster. */
export class GateKeeper {
  constructor(
    private readonly options: {
      gates: GateStore;
      holds: Pick<HoldStore, 'listAt'>;
      rollbacks: Pick<RollbackStore, 'activeAt'>;
      reader: Pick<DeliveryReader, 'getEnvironment'>;
      observer: Pick<EnvironmentObserver, 'desiredTag'>;
      now: () => Date;
    },
  ) {}

  /** Throws when it cannot be known: Flagger then takes it as a no and asks again. */
  async answer(
    gate: FlaggerGate,
    payload: FlaggerPayload,
    cluster: string | undefined,
  ): Promise<GateAnswer> {
    return gate === 'rollback'
      ? this.#rollback(payload, cluster)
      : this.#confirm(payload, cluster);
  }

  async #rollback(
    payload: FlaggerPayload,
    cluster: string | undefined,
  ): Promise<GateAnswer> {
    const { gates, now } = this.options;
    const openings = (
      await gates.openAt(payload.namespace, payload.name)
    ).filter(opening => inCluster(opening.cluster, cluster));
    if (openings.length === 0)
      return refuse(say('not-requested', 'no rollback requested'));
    if (openings.length > 1) {
      return refuse(
        say(
          'ambiguous',
          'several clusters run this canary; give each its own webhook token',
        ),
      );
    }
    const [opening] = openings;
    if (!payload.checksum)
      return refuse(say('no-checksum', 'the question has no checksum'));
    if (!(await this.#isFor(opening, payload.checksum))) {
      return refuse(
        say('other-revision', 'a rollback was requested for another revision'),
      );
    }
    const first = await gates.markAnswered(
      opening.rollbackId,
      now().toISOString(),
    );
    return {
      yes: true,
      sentence: say(
        'rollback',
        `rollback ${opening.rollbackId} requested through the portal`,
        {
          id: opening.rollbackId,
        },
      ),
      ...(first ? { audit: { rollbackId: opening.rollbackId } } : {}),
    };
  }

  /**
   * The checksum is Flagger's secret until it asks. The first question about the version to be stopped ties the opening
   * to that run; from then on nothing else fits.
   */
  async #isFor(opening: GateOpening, checksum: string): Promise<boolean> {
    if (opening.checksum !== undefined) return opening.checksum === checksum;
    const tag = await this.#desiredTag(opening.entityRef, opening.environment);
    return (
      tag === opening.fromTag &&
      this.options.gates.bind(opening.rollbackId, checksum)
    );
  }

  async #confirm(
    payload: FlaggerPayload,
    cluster: string | undefined,
  ): Promise<GateAnswer> {
    const { namespace, name } = payload;
    const [holds, rollbacks] = await Promise.all([
      this.options.holds.listAt(namespace, name),
      this.options.rollbacks.activeAt(namespace, name),
    ]);
    const held = holds.filter(hold => inCluster(hold.place.cluster, cluster));
    const taken = rollbacks.filter(
      ({ place, rollback }) =>
        inCluster(place.cluster, cluster) &&
        rollback.state !== 'pending-approval',
    );
    const where = held[0] ?? taken[0]?.rollback;
    if (!where)
      return {
        yes: true,
        sentence: say('confirmed', 'no hold on this version'),
      };

    const tag = await this.#desiredTag(where.entityRef, where.environment);
    const hold = held.find(({ version }) => version.tag === tag);
    if (hold) {
      return refuse(
        say(
          'held',
          `version ${hold.version.label} is on hold: ${hold.reason}`,
          {
            version: hold.version.label,
            reason: hold.reason,
          },
        ),
        { holdId: hold.id },
      );
    }
    const rollback = taken.find(
      item => item.rollback.from.tag === tag,
    )?.rollback;
    if (rollback) {
      return refuse(
        say(
          'being-rolled-back',
          `version ${rollback.from.label} is being rolled back`,
          {
            version: rollback.from.label,
          },
        ),
      );
    }
    return { yes: true, sentence: say('confirmed', 'no hold on this version') };
  }

  /** Read live: Flagger asks the moment it sees a new version, before any cache does. */
  async #desiredTag(
    entityRef: string,
    environment: string,
  ): Promise<string | undefined> {
    const facts = await this.options.reader.getEnvironment(
      entityRef,
      environment,
    );
    if (!facts)
      throw new Error(
        `environment ${environment} of ${entityRef} is not known`,
      );
    return this.options.observer.desiredTag(facts);
  }
}
