import { TreeEntry } from '../git/git-reader';
import { FileDiff } from '../git/parse-diff';
import { GithubContext } from '../github-context';
import { Repository } from '../repository';
import { day, html, Html, page } from './html';

export const link = (...parts: string[]) =>
  `/${parts
    .flatMap(part => part.split('/'))
    .map(encodeURIComponent)
    .join('/')}`;

export function repositoryHead(repository: Repository): Html {
  const name = repository.fullName;
  return html`<h1>
      <a href="${link(repository.record.owner)}">${repository.record.owner}</a>
      / <a href="${link(name)}">${repository.record.name}</a> ${repository
        .record.private
        ? html`<span class="label">private</span>`
        : undefined}
    </h1>
    <nav>
      <a href="${link(name)}">Code</a
      ><a href="${link(name, 'commits', repository.record.defaultBranch)}"
        >Commits</a
      >
      <a href="${link(name, 'pulls')}">Pull requests</a
      ><a href="${link(name, 'actions')}">Actions</a>
    </nav>`;
}

export function listPage(context: GithubContext, owner?: string): string {
  const repositories = context.repositories.list(owner);
  return page(
    owner ?? 'Repositories',
    html`<h1>${owner ?? 'Repositories'}</h1>
      ${repositories.length === 0
        ? html`<p class="muted">No repositories yet.</p>`
        : undefined}
      <table>
        ${repositories.map(
          each => html`<tr>
            <td><a href="${link(each.fullName)}">${each.fullName}</a></td>
            <td>${each.record.description}</td>
            <td class="muted">${day(each.record.pushedAt)}</td>
          </tr>`,
        )}
      </table>`,
  );
}

/** A folder with its README; the root of the default branch is the repository's page. */
export async function treePage(
  context: GithubContext,
  repository: Repository,
  ref: string,
  path: string,
) {
  const commit = await repository.reader.resolve(ref);
  if (!commit) {
    return (await repository.isEmpty())
      ? page(
          repository.fullName,
          html`${repositoryHead(repository)}
            <p>This repository is empty.</p>
            <pre>
git clone ${context.baseUrl()}/${repository.fullName}.git</pre
            >`,
        )
      : undefined;
  }
  const folder = await repository.reader.entry(commit, path);
  if (!folder || folder.type !== 'tree') return undefined;
  const entries = (await repository.reader.tree(folder.sha)).sort(
    (a, b) =>
      Number(b.type === 'tree') - Number(a.type === 'tree') ||
      a.path.localeCompare(b.path),
  );
  const latest = await repository.reader.commit(commit);
  const branches = await repository.reader.refs('refs/heads/');
  const prefix = path ? `${path}/` : '';
  const readme = entries.find(entry => /^readme(\.\w+)?$/i.test(entry.path));
  const name = repository.fullName;
  const row = (entry: TreeEntry) => {
    const kind = entry.type === 'tree' ? 'tree' : 'blob';
    return html`<tr>
      <td>
        ${kind === 'tree' ? '📁' : '📄'}
        <a href="${link(name, kind, ref, prefix + entry.path)}"
          >${entry.path}</a
        >
      </td>
      <td class="muted">
        ${entry.size === undefined ? '' : `${entry.size} bytes`}
      </td>
    </tr>`;
  };
  return page(
    repository.fullName,
    html`${repositoryHead(repository)}
      <p>${repository.record.description}</p>
      <p class="muted">
        Branch
        ${branches.map(each => {
          const branch = each.name.replace('refs/heads/', '');
          return html`<a href="${link(name, 'tree', branch)}"
            >${branch === ref ? html`<strong>${branch}</strong>` : branch}</a
          > `;
        })}
        · <code>git clone ${context.baseUrl()}/${name}.git</code>
      </p>
      <p>
        <a href="${link(name, 'commit', commit)}"
          ><code>${commit.slice(0, 7)}</code></a
        >
        ${latest.message.split('\n')[0]}
        <span class="muted"
          >${latest.author.name}, ${day(latest.author.date)}</span
        >
      </p>
      ${path ? html`<h2>${path}</h2>` : undefined}
      <table>
        ${entries.map(row)}
      </table>
      ${readme && readme.type === 'blob'
        ? html`<h2>${readme.path}</h2>
            <pre>
${(await repository.reader.blob(readme.sha)).toString('utf8')}</pre
            >`
        : undefined}`,
  );
}

export async function blobPage(
  repository: Repository,
  ref: string,
  path: string,
) {
  const commit = await repository.reader.resolve(ref);
  const entry = commit
    ? await repository.reader.entry(commit, path)
    : undefined;
  if (!entry || entry.type !== 'blob') return undefined;
  const content = await repository.reader.blob(entry.sha);
  const binary = content.includes(0);
  return page(
    `${path} · ${repository.fullName}`,
    html`${repositoryHead(repository)}
      <h2>${path} <span class="muted">at ${ref}</span></h2>
      <p><a href="/raw/${repository.fullName}/${ref}/${path}">Raw</a></p>
      <pre>
${binary ? `${content.length} bytes, not shown` : content.toString('utf8')}</pre
      >`,
  );
}

export function diffOf(files: FileDiff[]): Html {
  const line = (text: string) => {
    if (text.startsWith('+')) return html`<span class="add">${text}</span>`;
    if (text.startsWith('-')) return html`<span class="del">${text}</span>`;
    return text.startsWith('@@')
      ? html`<span class="hunk">${text}</span>`
      : html`${text} `;
  };
  return html`${files.map(
    file => html`<h2>
        <code>${file.filename}</code>
        <span class="muted"
          >${file.status}, +${file.additions} −${file.deletions}</span
        >
      </h2>
      ${file.patch
        ? html`<pre>${file.patch.split('\n').map(line)}</pre>`
        : undefined}`,
  )}`;
}

export async function commitsPage(repository: Repository, ref: string) {
  const sha = await repository.reader.resolve(ref);
  if (!sha) return undefined;
  const commits = await repository.reader.log(sha, { limit: 50 });
  return page(
    `Commits · ${repository.fullName}`,
    html`${repositoryHead(repository)}
      <h2>Commits of ${ref}</h2>
      <table>
        ${commits.map(
          commit => html`<tr>
            <td>
              <a href="${link(repository.fullName, 'commit', commit.sha)}"
                ><code>${commit.sha.slice(0, 7)}</code></a
              >
            </td>
            <td>${commit.message.split('\n')[0]}</td>
            <td class="muted">${commit.author.name}</td>
            <td class="muted">${day(commit.author.date)}</td>
          </tr>`,
        )}
      </table>`,
  );
}
