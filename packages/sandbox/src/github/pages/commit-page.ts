import { emptyTree } from '../git/git-reader';
import { GithubContext } from '../github-context';
import { Repository } from '../repository';
import { checksSection } from './check-pages';
import { day, html, page } from './html';
import { diffOf, link, repositoryHead } from './repository-pages';

export async function commitPage(
  context: GithubContext,
  repository: Repository,
  ref: string,
) {
  const sha = await repository.reader.resolve(ref);
  if (!sha) return undefined;
  const commit = await repository.reader.commit(sha);
  const files = await repository.reader.diff(
    commit.parents[0] ?? emptyTree,
    sha,
  );
  const [title, ...rest] = commit.message.split('\n');
  return page(
    `${title} · ${repository.fullName}`,
    html`${repositoryHead(repository)}
      <h2>${title}</h2>
      ${rest.join('\n').trim()
        ? html`<pre>${rest.join('\n').trim()}</pre>`
        : undefined}
      <p class="muted">
        ${commit.author.name}, ${day(commit.author.date)} ·
        <code>${sha}</code> ${commit.parents.map(
          parent =>
            html` · parent
              <a href="${link(repository.fullName, 'commit', parent)}"
                ><code>${parent.slice(0, 7)}</code></a
              >`,
        )}
      </p>
      ${checksSection(context, repository, sha)} ${diffOf(files)}`,
  );
}
