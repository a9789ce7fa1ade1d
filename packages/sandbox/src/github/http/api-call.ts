import { Request } from 'express';
import { Account } from '../accounts';
import { GithubContext } from '../github-context';
import { Repository } from '../repository';
import { Fields } from './fields';
import { GithubError } from './github-error';

export interface ApiReply {
  status: number;
  /** JSON, unless it is a Buffer. `undefined` sends nothing. */
  body: unknown;
  headers: Record<string, string>;
}

export function reply(
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): ApiReply {
  return { status, body, headers };
}

export const noContent: ApiReply = {
  status: 204,
  body: undefined,
  headers: {},
};

/** One call of the REST API, with everything parsed that a handler needs. */
export class ApiCall {
  readonly body: Fields;

  constructor(
    readonly context: GithubContext,
    readonly request: Request,
    readonly account: Account | undefined,
  ) {
    this.body = new Fields(request.body);
  }

  /** The caller; anonymous callers are turned away. */
  get caller(): Account {
    if (!this.account) throw new GithubError(401, 'Requires authentication');
    return this.account;
  }

  param(name: string): string {
    return this.request.params[name] ?? '';
  }

  numberParam(name: string): number {
    const value = Number(this.param(name));
    if (!Number.isSafeInteger(value)) throw GithubError.notFound();
    return value;
  }

  query(name: string): string | undefined {
    const value = this.request.query[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  accepts(mediaType: string): boolean {
    return (this.request.headers.accept ?? '').includes(mediaType);
  }

  /** The repository in the path; private ones do not exist for strangers. */
  repository(): Repository {
    const id = this.request.params.repositoryId;
    const found = id
      ? this.context.repositories.byId(Number(id))
      : this.context.repositories.get(this.param('owner'), this.param('repo'));
    if (found.record.private && !this.account) throw GithubError.notFound();
    return found;
  }

  get page(): { page: number; perPage: number } {
    const number = (text: string | undefined, fallback: number) => {
      const value = Number(text);
      return Number.isInteger(value) && value > 0 ? value : fallback;
    };
    return {
      page: number(this.query('page'), 1),
      perPage: Math.min(number(this.query('per_page'), 30), 100),
    };
  }

  /** One page of a list, with `Link` headers. */
  paginate<T>(
    items: T[],
    shape: (items: T[]) => unknown = each => each,
  ): ApiReply {
    const { page, perPage } = this.page;
    const shown = items.slice((page - 1) * perPage, page * perPage);
    return reply(
      shape(shown),
      200,
      this.linkHeader(Math.ceil(items.length / perPage)),
    );
  }

  /** The `Link` header GitHub sends; nothing when everything is on one page. */
  linkHeader(pages: number): Record<string, string> {
    const { page } = this.page;
    const at = (number: number, rel: string) => {
      const url = new URL(this.request.originalUrl, this.context.baseUrl());
      url.searchParams.set('page', String(number));
      return `<${url}>; rel="${rel}"`;
    };
    const links = [
      ...(page > 1 ? [at(page - 1, 'prev')] : []),
      ...(page < pages ? [at(page + 1, 'next'), at(pages, 'last')] : []),
      ...(page > 1 ? [at(1, 'first')] : []),
    ];
    return links.length > 0 ? { link: links.join(', ') } : {};
  }
}
