import express from 'express';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';

export interface TestCommit {
  sha: string;
  message: string;
  path: string;
  authorization?: string;
}

const sha = (text: string) => createHash('sha1').update(text).digest('hex');

/** The few calls of GitHub's REST API that the manifests writer makes, over real HTTP. */
export class TestGithub {
  readonly files = new Map<string, string>();
  readonly commits: TestCommit[] = [];
  /** Answers the next requests of this method with a status instead of doing them. */
  readonly refusals: Array<{
    method: string;
    status: number;
    headers?: Record<string, string>;
    message?: string;
  }> = [];
  /** Called after a GET was answered: the moment in which somebody else may write. */
  afterRead: () => void = () => {};
  /** Does the next write, but the answer is lost. */
  loseNextAnswer = false;
  #server: Server | undefined;
  #port = 0;

  get host(): string {
    return `localhost:${this.#port}`;
  }
  get repoUrl(): string {
    return `http://${this.host}/acme/manifests.git`;
  }
  get config() {
    return {
      integrations: {
        github: [
          {
            host: this.host,
            apiBaseUrl: `http://${this.host}/api/v3`,
            token: 'test-token',
          },
        ],
      },
    };
  }

  commit(
    path: string,
    text: string,
    message: string,
    authorization?: string,
  ): TestCommit {
    this.files.set(path, text);
    const commit = {
      sha: sha(`${this.commits.length}${message}`),
      message,
      path,
      authorization,
    };
    this.commits.unshift(commit);
    return commit;
  }

  async start(): Promise<void> {
    const app = express();
    app.use(express.json());
    app.use((request, response, next) => {
      const refusal = this.refusals[0];
      if (refusal?.method === request.method) {
        this.refusals.shift();
        response
          .status(refusal.status)
          .set(refusal.headers ?? {})
          .json({ message: refusal.message ?? 'refused' });
        return;
      }
      next();
    });
    app.get(
      '/api/v3/repos/acme/manifests/contents/:path(*)',
      (request, response) => {
        const path = request.params.path;
        // `path@commit` is the file at that commit, where it differs.
        const text =
          this.files.get(`${path}@${request.query.ref}`) ??
          this.files.get(path);
        if (text === undefined) {
          response.status(404).json({ message: 'Not Found' });
          return;
        }
        const content = Buffer.from(text)
          .toString('base64')
          .replace(/(.{60})/g, '$1\n');
        response.json({
          type: 'file',
          sha: sha(text),
          encoding: 'base64',
          content,
        });
        this.afterRead();
      },
    );
    app.put(
      '/api/v3/repos/acme/manifests/contents/:path(*)',
      (request, response) => {
        const path = request.params.path;
        if (sha(this.files.get(path) ?? '') !== request.body.sha) {
          response
            .status(409)
            .json({ message: `${path} does not match ${request.body.sha}` });
          return;
        }
        const text = Buffer.from(request.body.content, 'base64').toString();
        const commit = this.commit(
          path,
          text,
          request.body.message,
          request.headers.authorization,
        );
        if (this.loseNextAnswer) {
          this.loseNextAnswer = false;
          response.destroy();
          return;
        }
        response.json({
          commit: {
            sha: commit.sha,
            html_url: `http://${this.host}/c/${commit.sha}`,
          },
        });
      },
    );
    app.get('/api/v3/repos/acme/manifests/commits', (request, response) => {
      response.json(
        this.commits
          .filter(({ path }) => path === request.query.path)
          .map(commit => ({
            sha: commit.sha,
            commit: { message: commit.message },
          })),
      );
    });
    this.#server = createServer(app);
    await new Promise<void>(resolve =>
      this.#server?.listen(0, 'localhost', resolve),
    );
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise(resolve => this.#server?.close(resolve));
  }
}
