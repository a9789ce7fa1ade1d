import { ChildProcess, fork } from 'node:child_process';
import { GatesAnswer, GatesRequest } from './gates-messages';
import { GatesCall } from './gates-runner';

/** One process of `heal7-gates` for many calls; it starts with the first and lives until it is stopped. */
export class GatesProcess {
  #child?: ChildProcess;
  #lastId = 0;
  readonly #waiting = new Map<number, (answer: GatesAnswer) => void>();

  readonly run = async (call: GatesCall): Promise<number> => {
    const { args, directory, env, log, signal } = call;
    signal.throwIfAborted();
    this.#lastId += 1;
    const request: GatesRequest = { id: this.#lastId, args, directory, env };
    const { code, output } = await this.#ask(request);
    signal.throwIfAborted();
    log(output);
    return code;
  };

  stop(): void {
    this.#child?.kill();
    this.#child = undefined;
  }

  #ask(request: GatesRequest): Promise<GatesAnswer> {
    const child = this.#running();
    return new Promise(done => {
      this.#waiting.set(request.id, done);
      child.send(request, error => {
        if (error) this.#end(error.message);
      });
    });
  }

  #running(): ChildProcess {
    if (this.#child) return this.#child;
    const child = fork(require.resolve('./gates-worker'), {
      execArgv: [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.on('message', (answer: GatesAnswer) => {
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
    });
    child.on('error', error => this.#end(error.message));
    child.on('exit', () => this.#end('The process of heal7-gates has ended.'));
    this.#child = child;
    return child;
  }

  /** Nobody waits for a process that is gone. */
  #end(output: string): void {
    this.#child = undefined;
    for (const [id, done] of this.#waiting) done({ id, code: 2, output });
    this.#waiting.clear();
  }
}
