import { isPullRequest } from '../events';
import { GithubContext } from '../github-context';
import { Repository } from '../repository';
import { missingChecks } from '../required-checks';
import { checksSection } from './check-pages';
import { day, html, page } from './html';
import { diffOf, repositoryHead } from './repository-pages';

export function pullsPage(
  context: GithubContext,
  repository: Repository,
): string {
  const pulls = context.pullRequests.list(repository).reverse();
  return page(
    `Pull requests · ${repository.fullName}`,
    html`${repositoryHead(repository)}
      <h2>Pull requests</h2>
      ${pulls.length === 0 ? html`<p class="muted">None yet.</p>` : undefined}
      <table>
        ${pulls.map(
          each => html`<tr>
            <td>#${each.number}</td>
            <td>
              <a href="/${repository.fullName}/pull/${each.number}"
                >${each.title}</a
              >
            </td>
            <td>${each.pull.mergedAt ? 'merged' : each.state}</td>
            <td class="muted">${each.author}, ${day(each.createdAt)}</td>
          </tr>`,
        )}
      </table>`,
  );
}

export async function pullPage(
  context: GithubContext,
  repository: Repository,
  number: number,
) {
  const issue = repository.record.issues.find(each => each.number === number);
  if (!issue) return undefined;
  if (!isPullRequest(issue)) {
    return page(
      issue.title,
      html`${repositoryHead(repository)}
        <h2>${issue.title} #${number}</h2>
        <p>${issue.state}</p>
        <pre>${issue.body}</pre>`,
    );
  }
  const { pull } = issue;
  const start =
    (await repository.reader.mergeBase(pull.baseSha, pull.headSha)) ??
    pull.baseSha;
  const files = await repository.reader.diff(start, pull.headSha);
  const missing =
    issue.state === 'open'
      ? missingChecks(context, repository, pull.base, pull.headSha)
      : undefined;
  return page(
    `${issue.title} · ${repository.fullName}`,
    html`${repositoryHead(repository)}
      <h2>${issue.title} <span class="muted">#${number}</span></h2>
      <p>
        ${pull.mergedAt ? `merged by ${pull.mergedBy}` : issue.state} ·
        <code>${pull.head}</code> → <code>${pull.base}</code>
        <span class="muted"
          >opened by ${issue.author}, ${day(issue.createdAt)}</span
        >
      </p>
      ${issue.body ? html`<pre>${issue.body}</pre>` : undefined}
      ${checksSection(context, repository, pull.headSha)}
      ${missing ? html`<p>Merging is blocked. ${missing}</p>` : undefined}
      ${issue.comments.map(
        each =>
          html`<h2>
              ${each.author} <span class="muted">${day(each.createdAt)}</span>
            </h2>
            <pre>${each.body}</pre>`,
      )}
      ${diffOf(files)}`,
  );
}
