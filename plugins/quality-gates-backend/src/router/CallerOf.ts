import type { Request } from 'express';
import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { CallerOptions } from '../service/EvaluationService';

/** Who asks. */
export type CallerOf = (request: Request) => Promise<CallerOptions>;

/** People and services; nobody else. */
export function createCallerOf(
  httpAuth: Pick<HttpAuthService, 'credentials'>,
): CallerOf {
  return async request => ({
    credentials: await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    }),
    request,
  });
}
