import { createServer } from 'node:http';
import { join } from 'node:path';
import express, { NextFunction, Request, Response } from 'express';
import { JsonFile } from '../github/state/json-file';
import { slackPage } from './slack-page';

export interface SlackMessage {
  id: number;
  receivedAt: string;
  /** Path of the webhook without `/services/`. */
  hook: string;
  text: string;
  /** The message as it came. */
  payload: Record<string, unknown>;
}

export interface SlackServerOptions {
  /** 0 takes a free one. */
  port: number;
  stateDirectory: string;
  now?: () => Date;
}

export interface SlackServer {
  start(): Promise<{ port: number }>;
  stop(): Promise<void>;
  /** Newest last. */
  messages(): SlackMessage[];
  onMessage(listener: (message: SlackMessage) => void): () => void;
}

const kept = 200;

/** An incoming webhook of Slack that shows what it received. */
export function createSlackServer(options: SlackServerOptions): SlackServer {
  const now = options.now ?? (() => new Date());
  const file = new JsonFile<{ lastId: number; messages: SlackMessage[] }>(
    join(options.stateDirectory, 'slack.json'),
    {
      lastId: 0,
      messages: [],
    },
  );
  const listeners = new Set<(message: SlackMessage) => void>();
  const app = express();
  app.disable('x-powered-by');

  app.post(
    '/services/*',
    express.json({ limit: '1mb', type: () => true }),
    (request, response) => {
      const payload = payloadOf(request.body);
      const refusal = payload ? refusalOf(payload) : 'invalid_payload';
      if (!payload || refusal) {
        response.status(400).type('text/plain').send(refusal);
        return;
      }
      file.value.lastId += 1;
      const message: SlackMessage = {
        id: file.value.lastId,
        receivedAt: now().toISOString(),
        hook: request.path.replace(/^\/services\//, ''),
        text: textOf(payload),
        payload,
      };
      file.value.messages = [...file.value.messages, message].slice(-kept);
      file.touch();
      for (const listener of listeners) listener(message);
      response.type('text/html').send('ok');
    },
  );
  app.get('/messages', (_request, response) => {
    response.json({ items: file.value.messages });
  });
  app.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/', (_request, response) => {
    response.send(slackPage(file.value.messages));
  });
  app.use(
    (
      _error: unknown,
      _request: Request,
      response: Response,
      _next: NextFunction,
    ) => {
      response.status(400).type('text/plain').send('invalid_payload');
    },
  );
  const server = createServer(app);

  return {
    start: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(options.port, '127.0.0.1', () => {
          const address = server.address();
          resolve({
            port:
              typeof address === 'object' && address
                ? address.port
                : options.port,
          });
        });
      }),
    stop: async () => {
      if (server.listening) {
        server.closeAllConnections();
        await new Promise<void>(resolve => {
          server.close(() => resolve());
        });
      }
      file.flush();
    },
    messages: () => [...file.value.messages],
    onMessage: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function payloadOf(body: unknown): Record<string, unknown> | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return undefined;
  return Object.fromEntries(Object.entries(body));
}

/** Slack's own words for what it does not take. */
function refusalOf(payload: Record<string, unknown>): string | undefined {
  const { text, blocks, attachments } = payload;
  if (text !== undefined && typeof text !== 'string') return 'invalid_payload';
  for (const list of [blocks, attachments]) {
    if (list !== undefined && !Array.isArray(list)) return 'invalid_payload';
  }
  const filled = [blocks, attachments].some(
    list => Array.isArray(list) && list.length > 0,
  );
  return text || filled ? undefined : 'no_text';
}

/** Every text in a message, in order: what a person would read. */
function textOf(value: unknown): string {
  const found: string[] = [];
  const visit = (each: unknown) => {
    if (Array.isArray(each)) each.forEach(visit);
    else if (typeof each === 'object' && each !== null) {
      for (const [name, field] of Object.entries(each)) {
        const isText = [
          'text',
          'title',
          'pretext',
          'value',
          'fallback',
          'author_name',
        ].includes(name);
        if (isText && typeof field === 'string' && !found.includes(field))
          found.push(field);
        else visit(field);
      }
    }
  };
  visit(value);
  return found.join('\n');
}
