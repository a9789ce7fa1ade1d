import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildah, buildahOutput, type ImageStore } from './buildah';
import { cachedFolder } from './cachedFolder';
import { makeDebian } from './debian';
import { standInFor, type StandIn } from './standInBases';

export interface BaseImages {
  /** A store that has them under the names the Dockerfiles ask for. */
  store: string;
  /** What stands in for an image that could not be fetched, by its name. */
  standIns: ReadonlyMap<string, StandIn>;
}

/** The bases that Dockerfiles start from: no stages of their own. */
export function basesOf(dockerfiles: readonly string[]): string[] {
  const bases = new Set<string>();
  for (const text of dockerfiles) {
    const stages = new Set(['scratch']);
    for (const [, base, stage] of text.matchAll(
      /^FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/gim,
    )) {
      if (!stages.has(base)) bases.add(base);
      if (stage) stages.add(stage);
    }
  }
  return [...bases].sort();
}

/**
 * The real images where a registry can be reached, or else stand-ins. HEAL7_BASE_IMAGES=reachable takes nothing but the real
 * ones, HEAL7_BASE_IMAGES=stand-in does not ask for them.
 */
export async function baseImages(
  names: readonly string[],
): Promise<BaseImages> {
  const wanted = process.env.HEAL7_BASE_IMAGES;
  const failure = wanted === 'stand-in' ? 'not asked for' : undefined;
  const pulled = failure ?? (await pulledImages(names));
  if (typeof pulled !== 'string') return pulled;
  if (wanted === 'reachable') throw new Error(pulled);
  return standInImages(names);
}

/** The real images, or why they cannot be had. */
async function pulledImages(
  names: readonly string[],
): Promise<BaseImages | string> {
  try {
    const store = await cachedFolder('base-images', names, async folder => {
      for (const name of names) {
        await buildahOutput({ folder }, ['pull', name]);
      }
    });
    return { store, standIns: new Map() };
  } catch (error) {
    return String(error);
  }
}

async function standInImages(names: readonly string[]): Promise<BaseImages> {
  const standIns = new Map<string, StandIn>();
  for (const name of names) standIns.set(name, await standInFor(name));
  const store = await cachedFolder(
    'stand-in-images',
    [...standIns],
    async folder => {
      for (const [name, standIn] of standIns) {
        await importStandIn({ folder }, name, standIn);
      }
    },
  );
  return { store, standIns };
}

async function importStandIn(
  store: ImageStore,
  name: string,
  standIn: StandIn,
): Promise<void> {
  const archive = join(store.folder, 'root.tar');
  await makeDebian(standIn, archive, store.folder);
  const container = await buildahOutput(store, ['from', 'scratch']);
  await buildahOutput(store, ['add', '--quiet', container, archive, '/']);
  const settings = Object.entries(standIn.env).map(
    ([key, value]) => `--env=${key}=${value}`,
  );
  await buildahOutput(store, ['config', ...settings, container]);
  await buildahOutput(store, [
    'commit',
    '--quiet',
    '--rm',
    container,
    `docker.io/library/${name}`,
  ]);
  await rm(archive);
  await buildah(store, ['rm', '--all']);
}
