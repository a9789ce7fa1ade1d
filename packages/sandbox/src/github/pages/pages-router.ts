import { Request, Response, Router } from 'express';
import { GithubContext } from '../github-context';
import { Repository } from '../repository';
import { actionsPage, runPage } from './actions-pages';
import { checkRunPage } from './check-pages';
import { commitPage } from './commit-page';
import { html, page } from './html';
import { pullPage, pullsPage } from './pull-pages';
import { blobPage, commitsPage, listPage, treePage } from './repository-pages';

type Page = string | undefined;

/** What people see when they follow a link to the sandbox GitHub. */
export function pagesRouter(context: GithubContext): Router {
  const router = Router();
  const show = (
    path: string,
    render: (request: Request, repository: Repository) => Page | Promise<Page>,
  ) => {
    router.get(path, (request, response, next) => {
      const repository = context.repositories.find(
        request.params.owner,
        request.params.repo,
      );
      const work = async () => {
        const shown = repository && (await render(request, repository));
        if (shown === undefined) notFound(response);
        else response.send(shown);
      };
      work().catch(next);
    });
  };

  router.get('/', (_request, response) => {
    response.send(listPage(context));
  });
  router.get('/avatars/:login.svg', (request, response) => {
    response.type('image/svg+xml').send(avatar(request.params.login));
  });
  router.get('/:owner', (request, response) => {
    const account = context.accounts.find(request.params.owner);
    if (account) response.send(listPage(context, account.login));
    else notFound(response);
  });

  show('/:owner/:repo/tree/:rest(*)', async (request, repository) => {
    for (const [ref, path] of refAndPath(request.params.rest)) {
      const shown = await treePage(context, repository, ref, path);
      if (shown) return shown;
    }
    return undefined;
  });
  show(
    '/:owner/:repo/(blob|edit|raw)/:rest(*)',
    async (request, repository) => {
      for (const [ref, path] of refAndPath(request.params.rest)) {
        const shown = path ? await blobPage(repository, ref, path) : undefined;
        if (shown) return shown;
      }
      return undefined;
    },
  );
  show('/:owner/:repo/commits/:ref(*)', (request, repository) =>
    commitsPage(repository, request.params.ref),
  );
  show('/:owner/:repo/commit/:sha', (request, repository) =>
    commitPage(context, repository, request.params.sha),
  );
  show('/:owner/:repo/pulls', (_request, repository) =>
    pullsPage(context, repository),
  );
  show('/:owner/:repo/(pull|issues)/:number', (request, repository) =>
    pullPage(context, repository, Number(request.params.number)),
  );
  show('/:owner/:repo/runs/:check', (request, repository) =>
    checkRunPage(repository, Number(request.params.check)),
  );
  show('/:owner/:repo/actions', (_request, repository) =>
    actionsPage(repository),
  );
  show('/:owner/:repo/actions/runs/:run', (request, repository) =>
    runPage(context, repository, Number(request.params.run)),
  );
  router.get(
    '/:owner/:repo/actions/artifacts/:artifact',
    (request, response) => {
      const repository = context.repositories.find(
        request.params.owner,
        request.params.repo,
      );
      const artifact = repository?.record.artifacts.find(
        each => String(each.id) === request.params.artifact,
      );
      if (!artifact) {
        notFound(response);
        return;
      }
      response
        .attachment(`${artifact.name}.zip`)
        .send(context.actions.readArtifact(artifact));
    },
  );
  show('/:owner/:repo', (_request, repository) =>
    treePage(context, repository, repository.record.defaultBranch, ''),
  );
  return router;
}

/** Branch names may hold slashes, so every split of the path is tried, the longest branch first. */
function refAndPath(rest: string): Array<[string, string]> {
  const parts = rest.replace(/\/+$/, '').split('/');
  return parts.map((_part, i): [string, string] => {
    const length = parts.length - i;
    return [parts.slice(0, length).join('/'), parts.slice(length).join('/')];
  });
}

function notFound(response: Response): void {
  response.status(404).send(
    page(
      'Not found',
      html`<h1>Not found</h1>
        <p>There is nothing at this address.</p>`,
    ),
  );
}

function avatar(login: string): string {
  const letter = /^[a-z0-9]/i.exec(login)?.[0].toUpperCase() ?? '?';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="#4c5b6b"/><text x="20" y="27" font-family="sans-serif" font-size="20" fill="#fff" text-anchor="middle">${letter}</text></svg>`;
}
