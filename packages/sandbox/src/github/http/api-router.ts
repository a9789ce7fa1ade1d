import express, { Router } from 'express';
import { GithubContext } from '../github-context';
import { addActionsRoutes } from '../routes/actions';
import { addAppRoutes, appRouter } from '../routes/apps';
import { addBranchRoutes } from '../routes/branches';
import { addCheckRoutes } from '../routes/checks';
import { addCommitRoutes } from '../routes/commits';
import { addContentRoutes } from '../routes/contents';
import { addEnvironmentRoutes } from '../routes/environments';
import { addGitDataRoutes } from '../routes/git-data';
import { addGraphqlRoutes } from '../routes/graphql';
import { addIssueRoutes } from '../routes/issues';
import { addPullRoutes } from '../routes/pulls';
import { addRawRoutes } from '../routes/raw';
import { addRepositoryRoutes } from '../routes/repositories';
import { addStatusRoutes } from '../routes/statuses';
import { addSettingRoutes } from '../routes/settings';
import { addUserRoutes } from '../routes/users';
import { ApiRoutes, sendError } from './api-routes';
import { GithubError } from './github-error';

/** `/api/v3`, `/api/graphql` and `/raw`, as a GitHub Enterprise server has them. */
export function apiRouter(context: GithubContext): Router {
  const rest = new ApiRoutes(context);
  addUserRoutes(rest, context);
  addRepositoryRoutes(rest, context);
  addBranchRoutes(rest, context);
  addContentRoutes(rest, context);
  addGitDataRoutes(rest, context);
  addPullRoutes(rest, context);
  addIssueRoutes(rest, context);
  addCheckRoutes(rest, context);
  addStatusRoutes(rest, context);
  addCommitRoutes(rest, context);
  addEnvironmentRoutes(rest, context);
  addSettingRoutes(rest, context);
  addActionsRoutes(rest, context);
  addAppRoutes(rest, context);
  const graphql = new ApiRoutes(context);
  addGraphqlRoutes(graphql, context);
  const raw = new ApiRoutes(context);
  addRawRoutes(raw);

  const router = Router();
  router.use(['/api', '/raw'], (request, response, next) => {
    const fault = context.faults.take(request.method, request.originalUrl);
    if (fault) {
      response
        .status(fault.status)
        .json(
          new GithubError(
            fault.status,
            fault.message ?? 'Fault injected by the sandbox',
          ),
        );
      return;
    }
    // Clients that revalidate by hand (fetch) also say `no-cache`; GitHub answers 304 all the same.
    delete request.headers['cache-control'];
    response.set({
      'X-GitHub-Media-Type': 'github.v3; format=json',
      'X-RateLimit-Limit': '15000',
      'X-RateLimit-Remaining': '15000',
      'X-RateLimit-Used': '0',
      'X-RateLimit-Reset': String(
        Math.floor(context.now().getTime() / 1000) + 3600,
      ),
    });
    next();
  });
  router.use(
    '/api',
    express.json({ limit: '50mb' }),
    (request, _response, next) => {
      // `POST` without a body leaves nothing to parse.
      request.body ??= {};
      next();
    },
  );
  router.use(['/api', '/api/v3'], graphql.router);
  // Before the others: these are asked with the App's own JSON web token.
  router.use('/api/v3', appRouter(context));
  router.use('/api/v3', rest.router);
  router.use('/raw', raw.router);
  router.use(['/api', '/raw'], (_request, _response, next) =>
    next(GithubError.notFound()),
  );
  router.use(['/api', '/raw'], sendError(context));
  return router;
}
