import { ApplicationDefinition, ApplicationSource } from './application';
import { GitCache } from './git-cache';
import { Rendered, renderFolder } from './render';

/** As many renderings are remembered; a service has a few in its history. */
const REMEMBERED = 200;

export interface Desired extends Rendered {
  /** The commit it comes from. */
  revision: string;
}

/** What the repository says should run: Argo CD's repository server. */
export class DesiredState {
  private readonly rendered = new Map<string, Promise<Rendered>>();

  constructor(private readonly git: GitCache, private readonly helm: string) {}

  /** Asks the repository for news. */
  refresh(source: ApplicationSource): Promise<void> {
    return this.git.fetch(source.repoURL);
  }

  async of(
    application: ApplicationDefinition,
    source = application.source,
    revision = source.targetRevision,
  ): Promise<Desired> {
    const { repoURL, path } = source;
    const commit = await this.git.resolve(repoURL, revision);
    const tree = await this.git.treeOf(repoURL, commit, path);
    const key = JSON.stringify([
      application.name,
      application.destination.namespace,
      source.raw,
      tree,
    ]);
    return {
      ...(await this.render(key, tree, source, application)),
      revision: commit,
    };
  }

  private render(
    key: string,
    tree: string,
    source: ApplicationSource,
    application: ApplicationDefinition,
  ): Promise<Rendered> {
    const known = this.rendered.get(key);
    if (known) {
      return known;
    }
    const rendering = this.git
      .checkout(source.repoURL, tree)
      .then(folder => renderFolder(folder, source, application, this.helm));
    this.rendered.set(key, rendering);
    rendering.catch(() => this.rendered.delete(key));
    const [oldest] = this.rendered.keys();
    if (this.rendered.size > REMEMBERED) {
      this.rendered.delete(oldest);
    }
    return rendering;
  }
}
