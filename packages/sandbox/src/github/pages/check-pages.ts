import { checkRunsOf, latestCheckRuns, latestStatuses } from '../check-list';
import { GithubContext } from '../github-context';
import { Repository } from '../repository';
import { CheckRunRecord } from '../state/github-state';
import { day, html, Html, page, state } from './html';
import { repositoryHead } from './repository-pages';

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
const isWeb = (url: string) => /^https?:\/\//.test(url);

/** Check runs and statuses of a commit, each with its link; nothing when there are none. */
export function checksSection(
  context: GithubContext,
  repository: Repository,
  sha: string,
): Html | undefined {
  const runs = latestCheckRuns(checkRunsOf(context, repository, sha));
  const statuses = latestStatuses(repository, sha);
  if (runs.length + statuses.length === 0) return undefined;
  return html`<h2>Checks</h2>
    <table>
      ${runs.map(
        each => html`<tr>
          <td>${state(each.conclusion ?? each.status)}</td>
          <td>
            <a href="${addressOf(repository, each)}">${each.name}</a>
            <span class="muted">${textOf(each.output.title)}</span>
          </td>
          <td class="muted">${each.app}</td>
        </tr>`,
      )}
      ${statuses.map(
        each => html`<tr>
          <td>${state(each.state)}</td>
          <td>
            ${isWeb(each.targetUrl)
              ? html`<a href="${each.targetUrl}">${each.context}</a>`
              : each.context}
            <span class="muted">${each.description}</span>
          </td>
          <td class="muted">${each.creator}</td>
        </tr>`,
      )}
    </table>`;
}

function addressOf(repository: Repository, check: CheckRunRecord): string {
  return check.runId
    ? `/${repository.fullName}/actions/runs/${check.runId}#job-${check.id}`
    : `/${repository.fullName}/runs/${check.id}`;
}

/** One check run that an App made, with its summary as it was sent. */
export function checkRunPage(
  repository: Repository,
  id: number,
): string | undefined {
  const check = repository.record.checkRuns.find(each => each.id === id);
  if (!check) return undefined;
  return page(
    `${check.name} · ${repository.fullName}`,
    html`${repositoryHead(repository)}
      <h2>${check.name}</h2>
      <p>
        ${state(check.conclusion ?? check.status)} · ${check.app} ·
        <a href="/${repository.fullName}/commit/${check.sha}"
          ><code>${check.sha.slice(0, 7)}</code></a
        >
        <span class="muted">${day(check.startedAt)}</span>
        ${isWeb(check.detailsUrl)
          ? html`· <a href="${check.detailsUrl}">Details</a>`
          : undefined}
      </p>
      <h2>${textOf(check.output.title)}</h2>
      <pre>${textOf(check.output.summary)}</pre>`,
    check.status === 'completed' ? undefined : 3,
  );
}
