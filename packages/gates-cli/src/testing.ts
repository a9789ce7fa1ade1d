import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  heal7Gate,
  type Gate,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { Output } from './output/Output';

/** A folder that is gone after the test. */
export class TestFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'heal7-gates-'));

  write(name: string, content: string | Buffer): string {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  removeFile(name: string) {
    rmSync(join(this.path, name));
  }

  remove() {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Collects what a command writes. */
export class TestOutput implements Output {
  readonly lines: string[] = [];
  readonly errors: string[] = [];

  line(text: string) {
    this.lines.push(text);
  }

  error(text: string) {
    this.errors.push(text);
  }

  get text() {
    return this.lines.join('\n');
  }
}

export const reports = {
  coverage: (covered: number) =>
    `<coverage lines-valid="100" lines-covered="${covered}"><packages><package><classes><class filename="a.py"><lines>${Array.from(
      { length: 100 },
      (_, index) =>
        `<line number="${index + 1}" hits="${index < covered ? 1 : 0}"/>`,
    ).join('')}</lines></class></classes></package></packages></coverage>`,
  trivy: (severities: string[]) =>
    JSON.stringify({
      SchemaVersion: 2,
      ArtifactName: 'image',
      Results: [
        {
          Target: 'debian',
          Vulnerabilities: severities.map((Severity, index) => ({
            VulnerabilityID: `CVE-2026-${index}`,
            PkgName: 'a|b',
            InstalledVersion: '1',
            Severity,
          })),
        },
      ],
    }),
  junit: (failed: number) =>
    `<testsuite name="s"><testcase name="ok" time="1"/>${'<testcase name="bad" time="1"><failure message="no"/></testcase>'.repeat(
      failed,
    )}</testsuite>`,
};

/** The checks of a backend that the good reports below answer. */
export const smallGate: Gate = {
  ...heal7Gate('backend'),
  checks: heal7Gate('backend').checks.filter(check =>
    [
      'coverage.backend-lines',
      'security.scan-present',
      'security.high-critical',
      'performance.test-time',
      'tests.failed',
    ].includes(check.id),
  ),
};

/** Reports that pass the small gate, and the gate itself. */
export function writeGoodReports(folder: TestFolder) {
  folder.write('gate.json', JSON.stringify(smallGate));
  folder.write('reports/coverage.xml', reports.coverage(91));
  folder.write('reports/trivy.json', reports.trivy(['LOW']));
  folder.write('reports/junit/unit.xml', reports.junit(0));
}

/** A request as a test server got it. */
export interface Received {
  method: string | undefined;
  url: string;
  authorization: string | undefined;
  body: unknown;
}

/** What a test server answers; a text is sent as it is. */
export interface Answer {
  status: number;
  body: object | string;
  headers?: Record<string, string>;
}

/** An HTTP server on a free port that answers what a test says. */
export class TestServer {
  readonly received: Received[] = [];
  readonly #server: Server;
  url = '';

  constructor(answer: (request: Received) => Answer) {
    this.#server = createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += chunk;
      const received = {
        method: request.method,
        url: request.url ?? '',
        authorization: request.headers.authorization,
        body: text === '' ? undefined : JSON.parse(text),
      };
      this.received.push(received);
      const { status, body, headers } = answer(received);
      response.writeHead(status, {
        'content-type': 'application/json',
        ...headers,
      });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  }

  async start() {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (!address || typeof address === 'string') throw new Error('no port');
    this.url = `http://127.0.0.1:${address.port}`;
    return this;
  }

  async stop() {
    this.#server.closeAllConnections();
    if (!this.#server.listening) return;
    this.#server.close();
    await once(this.#server, 'close');
  }
}
