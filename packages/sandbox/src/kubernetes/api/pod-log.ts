import { InputError } from '@backstage/errors';
import { KubeObject } from '../object-store';
import { objectOf, objectsOf, stringOf } from '../store/json';

/** The log of a container that has no process: what the sandbox knows of its life, and that it is simulated. */
export function podLog(pod: KubeObject, query: URLSearchParams): string {
  const { name } = pod.metadata;
  const names = objectsOf(pod.spec?.containers).map(it => String(it.name));
  const container = query.get('container') ?? names[0];
  if (!names.includes(container)) {
    throw new InputError(`container ${container} is not valid for pod ${name}`);
  }
  const status = objectsOf(pod.status?.containerStatuses).find(
    it => it.name === container,
  );
  const previous = ['true', '1'].includes(query.get('previous') ?? '');
  const state = objectOf(previous ? status?.lastState : status?.state);
  const running = objectOf(state.running ?? state.terminated);
  const waiting = objectOf(state.waiting);
  if (previous && !state.terminated) {
    throw new InputError(
      `previous terminated container "${container}" in pod "${name}" not found`,
    );
  }
  const crashed = objectOf(objectOf(status?.lastState).terminated);
  if (!running.startedAt && !crashed.startedAt) {
    throw new InputError(
      `container "${container}" in pod "${name}" is waiting to start: ${
        stringOf(waiting.message) ??
        stringOf(waiting.reason) ??
        'ContainerCreating'
      }`,
    );
  }
  const ended = running.startedAt ? objectOf(state.terminated) : crashed;
  const startedAt = String(running.startedAt ?? crashed.startedAt);
  const lines = [
    [startedAt, `sandbox: no process runs here; this container is simulated`],
    [startedAt, `sandbox: started ${container} from ${status?.image}`],
    ...(status?.ready === true
      ? [[startedAt, 'sandbox: readiness probe answers 200']]
      : []),
    ...(ended.finishedAt
      ? [
          [
            String(ended.finishedAt),
            `sandbox: the image is marked "crash": exit code ${ended.exitCode}`,
          ],
        ]
      : []),
  ];
  const stamped = ['true', '1'].includes(query.get('timestamps') ?? '');
  const tail = query.get('tailLines');
  return lines
    .slice(tail === null ? 0 : Math.max(0, lines.length - Number(tail)))
    .map(([time, text]) => `${stamped ? `${time} ` : ''}${text}\n`)
    .join('');
}
