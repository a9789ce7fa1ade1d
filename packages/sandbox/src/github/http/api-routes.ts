import { NextFunction, Request, Response, Router } from 'express';
import { GitError } from '../git/run-git';
import { GithubContext } from '../github-context';
import { ApiCall, ApiReply } from './api-call';
import { authenticate } from './authenticate';
import { GithubError } from './github-error';

export type ApiHandler = (call: ApiCall) => ApiReply | Promise<ApiReply>;

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
type Method = (typeof methods)[number];

/** Registers handlers of the REST API; whoever changes something must say who they are. */
export class ApiRoutes {
  readonly router = Router();

  constructor(private readonly context: GithubContext) {}

  get = (path: string, handler: ApiHandler) => this.#add('get', path, handler);
  post = (path: string, handler: ApiHandler) =>
    this.#add('post', path, handler);
  put = (path: string, handler: ApiHandler) => this.#add('put', path, handler);
  patch = (path: string, handler: ApiHandler) =>
    this.#add('patch', path, handler);
  delete = (path: string, handler: ApiHandler) =>
    this.#add('delete', path, handler);

  #add(method: Method, path: string, handler: ApiHandler): void {
    this.router[method](
      path,
      (request: Request, response: Response, next: NextFunction) => {
        const work = async () => {
          const account = authenticate(this.context, request);
          if (method !== 'get' && !account)
            throw new GithubError(401, 'Requires authentication');
          send(
            response,
            await handler(new ApiCall(this.context, request, account)),
          );
        };
        work().catch(next);
      },
    );
  }
}

function send(response: Response, { status, body, headers }: ApiReply): void {
  response.status(status).set(headers);
  if (body === undefined) response.end();
  else if (Buffer.isBuffer(body)) response.send(body);
  else response.json(body);
}

/** Last in the chain: every failure in GitHub's own form. */
export function sendError(context: GithubContext) {
  return (
    error: unknown,
    _request: Request,
    response: Response,
    next: NextFunction,
  ): void => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const known = toGithubError(error);
    if (known.status >= 500) {
      context.log(
        error instanceof Error ? error.stack ?? error.message : String(error),
      );
    }
    response.status(known.status).json(known);
  };
}

function toGithubError(error: unknown): GithubError {
  if (error instanceof GithubError) return error;
  if (error instanceof GitError) return new GithubError(500, 'Server Error');
  if (
    error instanceof Error &&
    'status' in error &&
    typeof error.status === 'number'
  ) {
    return error.status === 400
      ? new GithubError(400, 'Problems parsing JSON')
      : new GithubError(error.status, error.message);
  }
  return new GithubError(500, 'Server Error');
}
