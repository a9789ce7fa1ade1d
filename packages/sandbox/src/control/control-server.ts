import { createServer, Server } from 'node:http';
import { InputError, NotAllowedError } from '@backstage/errors';
import express, { NextFunction, Request, Response } from 'express';
import { parseFaultChange } from '../scenarios/faults';
import { parseReleaseRequest } from '../scenarios/release-request';
import { ScenarioProgress } from '../scenarios/release-scenario';
import { Sandbox } from '../sandbox';
import { controlPage } from './control-page';

const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];
/** Of the last scenarios, for people who open the page later. */
const KEPT_LINES = 200;

export interface ControlServer {
  /** From now on `/healthz` says yes and scenarios can be played. */
  serve(sandbox: Sandbox): void;
  stop(): Promise<void>;
}

/** The sandbox's own HTTP API; listens before everything else, so that a second sandbox stops at once. */
export async function startControlServer(port: number): Promise<ControlServer> {
  let sandbox: Sandbox | undefined;
  const log: ScenarioProgress[] = [];
  const app = express();
  app.disable('x-powered-by');
  app.use(onlyFromHere);
  app.use(express.json({ limit: '64kb', type: () => true }));

  const running = (): Sandbox => {
    if (!sandbox) {
      throw new InputError('the sandbox is still starting');
    }
    return sandbox;
  };
  app.get('/healthz', (_request, response) => {
    response
      .status(sandbox ? 200 : 503)
      .json({ status: sandbox ? 'ok' : 'starting' });
  });
  app.get('/status', (_request, response) => {
    const { addresses, faults } = running();
    response.json({
      ready: running().isReady(),
      addresses,
      faults,
      services: running().services(),
      scenarios: log,
    });
  });
  app.get('/', (_request, response) => {
    response.type('html').send(controlPage(running()));
  });
  app.post('/faults', (request, response, next) => {
    running()
      .setFaults(parseFaultChange(request.body))
      .then(() => response.json(running().faults))
      .catch(next);
  });
  app.post('/scenarios/release', (request, response, next) => {
    const scenario = parseReleaseRequest(request.body);
    const current = running();
    const say = (progress: ScenarioProgress) => {
      log.push(progress);
      log.splice(0, log.length - KEPT_LINES);
      if (!response.headersSent) {
        response.type('application/x-ndjson');
      }
      response.write(`${JSON.stringify(progress)}\n`);
    };
    current.release(scenario, say).then(
      () => response.end(),
      error => {
        if (!response.headersSent) {
          next(error);
          return;
        }
        // The stream has begun as a success; the last line says otherwise.
        say({
          at: new Date().toISOString(),
          step: 'failed',
          text: error instanceof Error ? error.message : String(error),
        });
        response.end();
      },
    );
  });
  app.post('/scenarios/template-release', (_request, response, next) => {
    running()
      .releaseTemplates()
      .then(version => response.json({ version }))
      .catch(next);
  });
  app.use(
    (
      error: unknown,
      _request: Request,
      response: Response,
      _next: NextFunction,
    ) => {
      const isInput =
        error instanceof InputError || error instanceof SyntaxError;
      const status = error instanceof NotAllowedError ? 403 : 500;
      response.status(isInput ? 400 : status).json({
        error: error instanceof Error ? error.message : String(error),
      });
    },
  );

  const server = createServer(app);
  await listen(server, port);
  return {
    serve(started) {
      sandbox = started;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise<void>(resolve => {
        server.close(() => resolve());
      });
    },
  };
}

/** A page of the internet in the same browser must not play with the sandbox: neither by form, nor by DNS rebinding. */
function onlyFromHere(
  request: Request,
  _response: Response,
  next: NextFunction,
): void {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (!LOCAL_HOSTS.includes(host)) {
    throw new NotAllowedError('the sandbox answers on this machine only');
  }
  const { origin } = request.headers;
  if (origin && origin !== `http://${request.headers.host}`) {
    throw new NotAllowedError('the sandbox is not for other pages');
  }
  if (
    request.method === 'POST' &&
    !/^application\/json\b/.test(request.headers['content-type'] ?? '')
  ) {
    throw new InputError('content-type must be application/json');
  }
  next();
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
