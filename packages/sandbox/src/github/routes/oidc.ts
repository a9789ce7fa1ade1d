import { Request, Router } from 'express';
import { GithubContext } from '../github-context';

/** The OpenID Connect issuer of workflow runs, and where their jobs ask for a token. */
export function oidcRouter(context: GithubContext): Router {
  const router = Router();
  const { oidc } = context;

  router.get(
    '/_oidc/.well-known/openid-configuration',
    (_request, response) => {
      response.json({
        issuer: oidc.issuer,
        jwks_uri: `${oidc.issuer}/.well-known/jwks`,
        subject_types_supported: ['public', 'pairwise'],
        response_types_supported: ['id_token'],
        claims_supported: [
          ...['sub', 'aud', 'exp', 'iat', 'iss', 'jti', 'nbf', 'ref'],
          ...['sha', 'repository', 'repository_id', 'repository_owner'],
          ...['repository_owner_id', 'run_id', 'run_number', 'run_attempt'],
          ...['actor', 'actor_id', 'workflow', 'head_ref', 'base_ref'],
          ...['event_name', 'ref_type', 'job_workflow_ref'],
        ],
        id_token_signing_alg_values_supported: ['RS256'],
        scopes_supported: ['openid'],
      });
    },
  );
  router.get('/_oidc/.well-known/jwks', (_request, response, next) => {
    oidc
      .keys()
      .then(keys => response.json(keys))
      .catch(next);
  });
  router.get('/_oidc/token/:repository/:run', (request, response, next) => {
    const audience = request.query.audience;
    oidc
      .issue(
        bearerOf(request),
        Number(request.params.run),
        typeof audience === 'string' && audience ? audience : undefined,
      )
      .then(value => {
        if (value) response.json({ count: value.length, value });
        else response.status(401).json({ message: 'Unauthorized' });
      })
      .catch(next);
  });
  return router;
}

function bearerOf(request: Request): string {
  return /^bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}
