import { isObject, listOf } from '../../../lint/visit';
import { runCommand } from '../command';
import { buildah, buildahOutput, type ImageStore } from './buildah';

/** What an image says about how it is run. */
export interface ImageSettings {
  command: string[];
  user: string;
  folder: string;
  /** The first one it exposes. */
  port: number;
  env: Record<string, string>;
  healthcheck: string[];
}

export interface BuiltImage {
  /** Its files. */
  root: string;
  bytes: number;
  settings: ImageSettings;
}

/** Builds the Dockerfile of a folder as it is; the problem where that fails. */
export async function buildImage(
  store: ImageStore,
  folder: string,
  shown: Readonly<Record<string, string>>,
): Promise<BuiltImage | string> {
  const tag = 'localhost/heal7-check';
  const { code, output } = await buildah(store, [
    'build',
    '--format=docker',
    '--isolation=chroot',
    '--pull=never',
    `--tag=${tag}`,
    ...Object.entries(shown).map(([to, from]) => `--volume=${from}:${to}:ro`),
    folder,
  ]);
  if (code !== 0)
    return `The image is not built:\n${output.trim().slice(-1500)}`;
  const inspected: unknown = JSON.parse(
    await buildahOutput(store, ['inspect', '--type=image', tag]),
  );
  const container = await buildahOutput(store, ['from', '--pull-never', tag]);
  const root = await buildahOutput(store, ['mount', container]);
  const { stdout } = await runCommand('du', ['--summarize', '--bytes', root]);
  return {
    root,
    bytes: Number.parseInt(stdout, 10),
    settings: settingsOf(inspected),
  };
}

export function settingsOf(inspected: unknown): ImageSettings {
  const docker =
    isObject(inspected) && isObject(inspected.Docker) ? inspected.Docker : {};
  const config = isObject(docker.config) ? docker.config : {};
  const health = isObject(config.Healthcheck)
    ? listOf(config.Healthcheck.Test)
    : [];
  return {
    command: [...listOf(config.Entrypoint), ...listOf(config.Cmd)].map(String),
    user: String(config.User ?? ''),
    folder: String(config.WorkingDir || '/'),
    port: Number.parseInt(
      Object.keys(isObject(config.ExposedPorts) ? config.ExposedPorts : {})[0],
      10,
    ),
    env: Object.fromEntries(
      listOf(config.Env).map(entry => {
        const [name, ...value] = String(entry).split('=');
        return [name, value.join('=')];
      }),
    ),
    healthcheck: health.slice(1).map(String),
  };
}
