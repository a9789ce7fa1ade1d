import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  qualityGatesEvaluationReadPermission,
  qualityGatesWaiverDecidePermission,
  qualityGatesWaiverRequestPermission,
  type ServiceQuality,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { EntityPermissions } from '../service/EntityPermissions';
import type { QualityReader } from './QualityReader';

/** Asks whether the caller may read, and what else they may do. */
export class AuthorizedQualityReader {
  readonly #inner: QualityReader;
  readonly #permissions: EntityPermissions;
  readonly #auth: Pick<AuthService, 'isPrincipal'>;

  constructor(
    inner: QualityReader,
    permissions: EntityPermissions,
    auth: Pick<AuthService, 'isPrincipal'>,
  ) {
    this.#inner = inner;
    this.#permissions = permissions;
    this.#auth = auth;
  }

  async read(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<ServiceQuality> {
    const permissions = this.#permissions;
    await permissions.require(
      qualityGatesEvaluationReadPermission,
      entityRef,
      credentials,
      'read the evaluations of',
    );
    // Only people ask for waivers and decide them.
    const person = this.#auth.isPrincipal(credentials, 'user');
    const may = async (permission: typeof qualityGatesWaiverDecidePermission) =>
      person && permissions.may(permission, entityRef, credentials);
    const [requestWaiver, decideWaiver] = await Promise.all([
      may(qualityGatesWaiverRequestPermission),
      may(qualityGatesWaiverDecidePermission),
    ]);
    return this.#inner.read(entityRef, credentials, {
      requestWaiver,
      decideWaiver,
    });
  }
}
