import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';

/** Exceptions are asked for and decided by people: a token would let one person do both. */
export function personOf(
  auth: Pick<AuthService, 'isPrincipal'>,
  credentials: BackstageCredentials,
): string {
  if (auth.isPrincipal(credentials, 'user')) {
    return credentials.principal.userEntityRef;
  }
  throw new NotAllowedError(
    'Only signed-in people may ask for and decide waivers',
  );
}
