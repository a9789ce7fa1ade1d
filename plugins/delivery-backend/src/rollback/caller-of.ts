import {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { RollbackCaller } from './rollback-service';

/** Who asks, as the audit log and the rollback name them. */
export function callerOf(
  auth: Pick<AuthService, 'isPrincipal'>,
  credentials: BackstageCredentials,
): RollbackCaller {
  if (auth.isPrincipal(credentials, 'user')) {
    return { credentials, actor: credentials.principal.userEntityRef };
  }
  if (auth.isPrincipal(credentials, 'service')) {
    return { credentials, actor: `service:${credentials.principal.subject}` };
  }
  throw new NotAllowedError('Only signed-in people and services may do this');
}
