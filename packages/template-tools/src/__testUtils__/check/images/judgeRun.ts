import { isObject } from '../../../lint/visit';
import { runCommand } from '../command';
import type { BuiltImage } from './buildImage';
import type { Needs } from './needs';
import { enterImage, GRACE_SECONDS, RunningImage } from './runImage';

const STARTS_WITHIN = 60_000;

/** Addresses of what a service asks for, where nobody listens. */
const NOBODY: Readonly<Record<string, string>> = {
  DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
  REDIS_URL: 'redis://127.0.0.1:1/0',
};

export interface JudgeRunOptions {
  image: BuiltImage;
  /** Names of the settings for what the service asks for. */
  needs: readonly string[];
  given?: Needs;
  note(line: string): void;
}

interface Attempt {
  text: string;
  env: Record<string, string>;
  ready: number;
}

/** Runs an image without and with what its service asks for; everything that is not as Kubernetes expects it. */
export async function judgeRun({
  image,
  needs,
  given,
  note,
}: JudgeRunOptions): Promise<string[]> {
  const { user } = image.settings;
  if (!/^[1-9]\d*(?::\d+)?$/.test(user)) {
    return [
      `The image runs as "${user}", which is no numeric user beside root.`,
    ];
  }
  const problems: string[] = [];
  for (const attempt of attemptsOf(needs, given)) {
    const before =
      attempt.ready === 200 ? await migrate(image, attempt, given) : [];
    const { lines, said } = await judgeAttempt(image, attempt, given);
    note(`${attempt.text}: ${said}`);
    problems.push(
      ...[...before, ...lines].map(line => `${attempt.text}: ${line}`),
    );
  }
  return problems;
}

function attemptsOf(needs: readonly string[], given?: Needs): Attempt[] {
  if (needs.length === 0) return [{ text: 'alone', env: {}, ready: 200 }];
  const pick = (from: Readonly<Record<string, string>>) =>
    Object.fromEntries(needs.map(name => [name, from[name]]));
  const names = needs.join(' and ');
  return [
    { text: `nobody at ${names}`, env: pick(NOBODY), ready: 503 },
    ...(given
      ? [
          {
            text: `with ${names}`,
            env: pick(given.socketEnv),
            ready: 200,
          },
        ]
      : []),
  ];
}

/** The container that runs before the service's own in a pod. */
async function migrate(
  image: BuiltImage,
  { env }: Attempt,
  given?: Needs,
): Promise<string[]> {
  if (!env.DATABASE_URL) return [];
  const { code, output } = await runCommand(
    ...enterImage(image, ['alembic', 'upgrade', 'head'], env, given?.shown),
  );
  return code === 0
    ? []
    : [`alembic upgrade head fails:\n${output.slice(-900)}`];
}

async function judgeAttempt(
  image: BuiltImage,
  { env, ready }: Attempt,
  given?: Needs,
): Promise<{ lines: string[]; said: string }> {
  const running = RunningImage.start(image, env, given?.shown);
  try {
    const health = await untilHealthy(running);
    if (health !== 200) {
      return {
        lines: [`/health is answered by ${health}:\n${running.output}`],
        said: `/health ${health}`,
      };
    }
    const answers = await answersOf(running);
    const stopped = await running.stop();
    const lines = problemsOf(answers, stopped, ready);
    return {
      lines: lines.length > 0 ? [...lines, running.output] : [],
      said: `/health 200, /ready ${answers.ready}, /metrics ${
        answers.metrics
      }, health check ${answers.check}, ended with ${
        stopped.code
      } ${stopped.seconds.toFixed(1)} s after SIGTERM`,
    };
  } finally {
    running.kill();
  }
}

async function untilHealthy(running: RunningImage): Promise<number> {
  const until = Date.now() + STARTS_WITHIN;
  let status = 0;
  while (status !== 200 && !running.hasEnded && Date.now() < until) {
    ({ status } = await running.ask('/health'));
    if (status !== 200) await new Promise(done => setTimeout(done, 200));
  }
  return status;
}

export interface Answers {
  ready: number;
  readyText: string;
  metrics: number;
  metricsText: string;
  check: number;
}

async function answersOf(running: RunningImage): Promise<Answers> {
  const ready = await running.ask('/ready');
  const metrics = await running.ask('/metrics');
  const check = await running.healthcheck();
  return {
    ready: ready.status,
    readyText: ready.text,
    metrics: metrics.status,
    metricsText: metrics.text,
    check: check.code,
  };
}

/** uvicorn ends itself by the signal once it has ended everything, which the first process of a container survives. */
const CLEAN: readonly (number | string)[] = [0, 143];

export function problemsOf(
  answers: Answers,
  stopped: { code: number | string; seconds: number },
  ready: number,
): string[] {
  return [
    ...(answers.ready === ready
      ? []
      : [`/ready is answered by ${answers.ready} instead of ${ready}`]),
    ...(ready === 503 && !namesWhatFails(answers.readyText)
      ? [`/ready does not name what fails: ${answers.readyText}`]
      : []),
    ...(answers.metrics === 200 &&
    answers.metricsText.includes('# TYPE http_request')
      ? []
      : [`/metrics is answered by ${answers.metrics}, without its metrics`]),
    ...(answers.check === 0
      ? []
      : [`its own health check ends with ${answers.check}`]),
    ...(CLEAN.includes(stopped.code)
      ? []
      : [
          `it ends with ${stopped.code} ${stopped.seconds.toFixed(
            1,
          )} s after SIGTERM, of ${GRACE_SECONDS} s`,
        ]),
  ];
}

function namesWhatFails(text: string): boolean {
  try {
    const body: unknown = JSON.parse(text);
    return (
      isObject(body) && Array.isArray(body.failed) && body.failed.length > 0
    );
  } catch {
    return false;
  }
}
