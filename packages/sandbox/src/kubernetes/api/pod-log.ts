import { InputError } from '@backstage/errors';
import { KubeObject } from '../object-store';
import { JsonObject, objectOf, objectsOf, stringOf } from '../store/json';

/** The log of a container that has no process: what the sandbox knows of its life, and that it is simulated. */
export function podLog(pod: KubeObject, query: URLSearchParams): string {
  const { name } = pod.metadata;
  const names = objectsOf(pod.spec?.containers).map(it => String(it.name));
  const container = query.get('container') ?? names[0];
  if (!names.includes(container)) {
    throw new InputError(`container ${container} is not valid for pod ${name}`);
  }
  const status = objectOf(
    objectsOf(pod.status?.containerStatuses).find(it => it.name === container),
  );
  const run = runOf(status, isSet(query, 'previous'), { container, pod: name });
  const lines = linesOf(run, status, container);
  const stamped = isSet(query, 'timestamps');
  const tail = query.get('tailLines');
  return lines
    .slice(tail === null ? 0 : Math.max(0, lines.length - Number(tail)))
    .map(([time, text]) => `${stamped ? `${time} ` : ''}${text}\n`)
    .join('');
}

function isSet(query: URLSearchParams, name: string): boolean {
  return ['true', '1'].includes(query.get(name) ?? '');
}

/** One life of a container. */
interface ContainerRun {
  startedAt: string;
  ended: JsonObject;
}

function runOf(
  status: JsonObject,
  previous: boolean,
  where: { container: string; pod: string },
): ContainerRun {
  const state = objectOf(previous ? status.lastState : status.state);
  const place = `container "${where.container}" in pod "${where.pod}"`;
  if (previous && !state.terminated) {
    throw new InputError(`previous terminated ${place} not found`);
  }
  const running = objectOf(state.running ?? state.terminated);
  if (running.startedAt) {
    return {
      startedAt: String(running.startedAt),
      ended: objectOf(state.terminated),
    };
  }
  const crashed = objectOf(objectOf(status.lastState).terminated);
  if (crashed.startedAt) {
    return { startedAt: String(crashed.startedAt), ended: crashed };
  }
  const waiting = objectOf(state.waiting);
  throw new InputError(
    `${place} is waiting to start: ${
      stringOf(waiting.message) ??
      stringOf(waiting.reason) ??
      'ContainerCreating'
    }`,
  );
}

function linesOf(
  { startedAt, ended }: ContainerRun,
  status: JsonObject,
  container: string,
): [time: string, text: string][] {
  const lines: [string, string][] = [
    [startedAt, `sandbox: no process runs here; this container is simulated`],
    [startedAt, `sandbox: started ${container} from ${status.image}`],
  ];
  if (status.ready === true) {
    lines.push([startedAt, 'sandbox: readiness probe answers 200']);
  }
  if (ended.finishedAt) {
    lines.push([
      String(ended.finishedAt),
      `sandbox: the image is marked "crash": exit code ${ended.exitCode}`,
    ]);
  }
  return lines;
}
