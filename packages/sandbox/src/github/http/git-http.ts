import { spawn } from 'node:child_process';
import { gunzipSync } from 'node:zlib';
import { Request, Response, Router, raw } from 'express';
import { Account } from '../accounts';
import { gitEnvironment } from '../git/run-git';
import { GithubContext } from '../github-context';
import { isOwnerName, isRepositoryName } from '../names';
import { Repository } from '../repository';
import { authenticate } from './authenticate';
import { GithubError } from './github-error';

const services = ['git-upload-pack', 'git-receive-pack'] as const;
type Service = (typeof services)[number];

/** Whether a fault of the sandbox has answered instead. */
function failsOnPurpose(
  { faults }: GithubContext,
  { method, originalUrl }: Request,
  response: Response,
): boolean {
  const fault = faults.take(method, originalUrl);
  if (!fault) return false;
  const message = fault.message ?? 'Fault injected by the sandbox';
  response.status(fault.status).type('text/plain').send(`${message}\n`);
  return true;
}

/** Real Git over smart HTTP: `git http-backend` as CGI, behind our own names and credentials. */
export function gitHttpRouter(context: GithubContext, gitRoot: string): Router {
  const router = Router();

  const handle = async (
    request: Request,
    response: Response,
    service: Service,
    tail: string,
  ) => {
    if (failsOnPurpose(context, request, response)) return;
    const repository = repositoryIn(context, request);
    const visitor = visitorOf(context, request);
    if (visitor === 'unknown') {
      askForCredentials(response, 'Bad credentials');
      return;
    }
    const { account } = visitor;
    const open =
      service === 'git-upload-pack' && repository?.record.private === false;
    if (!account && !open) {
      askForCredentials(response, 'Authentication required');
      return;
    }
    if (!repository) {
      response.status(404).type('text/plain').send('Repository not found.\n');
      return;
    }
    const run = () =>
      runBackend(request, response, { gitRoot, repository, tail, account });
    if (request.method === 'POST' && service === 'git-receive-pack') {
      await context.repositories.change(repository, account?.login ?? '', run);
    } else {
      await run();
    }
    // Ended last: when the client has its answer, everybody here knows of the push.
    response.end();
  };

  router.get('/:owner/:repo/info/refs', (request, response, next) => {
    const service = services.find(each => each === request.query.service);
    if (!service) {
      response
        .status(403)
        .type('text/plain')
        .send('Only the smart HTTP protocol is served here.\n');
      return;
    }
    handle(request, response, service, 'info/refs').catch(next);
  });
  for (const service of services) {
    router.post(
      `/:owner/:repo/${service}`,
      raw({ type: () => true, limit: '256mb', inflate: false }),
      (request, response, next) => {
        handle(request, response, service, service).catch(next);
      },
    );
  }
  return router;
}

function repositoryIn(
  context: GithubContext,
  request: Request,
): Repository | undefined {
  const { owner } = request.params;
  const name = request.params.repo.replace(/\.git$/, '');
  return isOwnerName(owner) && isRepositoryName(name)
    ? context.repositories.find(owner, name)
    : undefined;
}

/** Who comes; nobody in particular is welcome too, somebody with a wrong token is not. */
function visitorOf(
  context: GithubContext,
  request: Request,
): { account?: Account } | 'unknown' {
  try {
    return { account: authenticate(context, request) };
  } catch (error) {
    if (error instanceof GithubError) return 'unknown';
    throw error;
  }
}

function askForCredentials(response: Response, message: string): void {
  response
    .status(401)
    .set('WWW-Authenticate', 'Basic realm="sandbox GitHub"')
    .type('text/plain')
    .send(`${message}\n`);
}

interface BackendCall {
  gitRoot: string;
  repository: Repository;
  tail: string;
  account: Account | undefined;
}

function bodyOf(request: Request): Buffer {
  if (!Buffer.isBuffer(request.body)) return Buffer.alloc(0);
  return request.headers['content-encoding'] === 'gzip'
    ? gunzipSync(request.body)
    : request.body;
}

function runBackend(
  request: Request,
  response: Response,
  call: BackendCall,
): Promise<void> {
  const { record } = call.repository;
  const body = bodyOf(request);
  const query = request.originalUrl.split('?')[1] ?? '';
  const protocol = request.headers['git-protocol'];
  const child = spawn('git', ['http-backend'], {
    env: gitEnvironment({
      GIT_PROJECT_ROOT: call.gitRoot,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: `/${record.owner}/${record.name}.git/${call.tail}`,
      REQUEST_METHOD: request.method,
      QUERY_STRING: query,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      CONTENT_LENGTH: String(body.length),
      REMOTE_ADDR: '127.0.0.1',
      ...(call.account ? { REMOTE_USER: call.account.login } : {}),
      ...(typeof protocol === 'string' ? { GIT_PROTOCOL: protocol } : {}),
    }),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(body);
  let pending: Buffer | undefined = Buffer.alloc(0);
  const errors: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  child.stdout.on('data', (chunk: Buffer) => {
    if (!pending) {
      response.write(chunk);
      return;
    }
    pending = Buffer.concat([pending, chunk]);
    const end = pending.indexOf('\r\n\r\n');
    if (end < 0) return;
    applyCgiHeaders(response, pending.subarray(0, end).toString('latin1'));
    response.write(pending.subarray(end + 4));
    pending = undefined;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code => {
      if (pending) {
        const said = Buffer.concat(errors).toString('utf8').trim();
        reject(
          new Error(
            `git http-backend exited with ${code} without an answer: ${said}`,
          ),
        );
      } else {
        resolve();
      }
    });
  });
}

function applyCgiHeaders(response: Response, head: string): void {
  for (const line of head.split('\r\n')) {
    const at = line.indexOf(':');
    const [name, value] = [line.slice(0, at), line.slice(at + 1).trim()];
    if (name.toLowerCase() === 'status')
      response.status(Number.parseInt(value, 10));
    else response.setHeader(name, value);
  }
}
