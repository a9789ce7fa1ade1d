import { ApiCall, reply } from '../http/api-call';
import { ApiRoutes } from '../http/api-routes';
import { GithubError } from '../http/github-error';

/** `raw.githubusercontent.com` of the sandbox. Branch names may hold slashes: the longest one that exists wins. */
export function addRawRoutes(api: ApiRoutes): void {
  api.get('/:owner/:repo/:rest(*)', async (call: ApiCall) => {
    const repository = call.repository();
    const parts = call
      .param('rest')
      .replace(/^refs\/heads\//, '')
      .split('/');
    for (let length = parts.length - 1; length >= 1; length -= 1) {
      const commit = await repository.reader.resolve(
        parts.slice(0, length).join('/'),
      );
      const entry =
        commit &&
        (await repository.reader.entry(commit, parts.slice(length).join('/')));
      if (entry && entry.type === 'blob') {
        return reply(await repository.reader.blob(entry.sha), 200, {
          'Content-Type': 'text/plain; charset=utf-8',
        });
      }
    }
    throw GithubError.notFound();
  });
}
