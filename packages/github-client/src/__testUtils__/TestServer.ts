import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  method: string | undefined;
  url: string | undefined;
  authorization: string | undefined;
  etag: string | undefined;
  body: string;
}

export interface TestAnswer {
  status?: number;
  headers?: Record<string, string>;
  /** A text is sent as it is, anything else as JSON. */
  body?: unknown;
}

/** What `answer` says, over real HTTP; nothing at all, and the connection stays open, where it says nothing. */
export class TestServer {
  readonly seen: SeenRequest[] = [];
  answer: (request: SeenRequest) => TestAnswer | undefined = () => ({});
  readonly #server = createServer(async (request, response) => {
    const seen = await this.#read(request);
    const app = appAnswer(seen);
    if (!app) this.seen.push(seen);
    const answer = app ?? this.answer(seen);
    if (!answer) return;
    const { status = 200, headers, body = '' } = answer;
    response.writeHead(status, headers);
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });

  get host(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `127.0.0.1:${port}`;
  }

  async start(): Promise<void> {
    await new Promise<void>(resolve =>
      this.#server.listen(0, '127.0.0.1', resolve),
    );
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  async #read(request: IncomingMessage): Promise<SeenRequest> {
    const { method, url, headers } = request;
    let body = '';
    for await (const chunk of request) body += chunk;
    return {
      method,
      url,
      authorization: headers.authorization,
      etag: headers['if-none-match'],
      body,
    };
  }
}

const json = (answer: TestAnswer): TestAnswer => ({
  ...answer,
  headers: { 'content-type': 'application/json' },
});

/** GitHub's answers to an App, which is installed on `heal7` only. */
function appAnswer({ url }: SeenRequest): TestAnswer | undefined {
  if (url?.includes('/access_tokens')) {
    const body = {
      token: 'ghs_of-the-app',
      expires_at: '2999-01-01T00:00:00Z',
      repository_selection: 'all',
    };
    return json({ status: 201, body });
  }
  return url?.includes('/app/installations')
    ? json({ body: [{ id: 7, account: { login: 'heal7' } }] })
    : undefined;
}

/** An entry of `integrations.github[].apps`. */
export function testApp() {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  return { appId: 1, clientId: 'c', clientSecret: 's', privateKey };
}
