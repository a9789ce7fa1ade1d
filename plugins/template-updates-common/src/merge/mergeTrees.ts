import type { FileTree } from '../types/FileTree';
import type { FileChange, FileConflict, TreeMerge } from '../types/TreeMerge';
import { skipMatcher } from '../record/skipMatcher';
import { findMoves } from './findMoves';
import { isSameFile } from './isSameFile';
import { mergeFile, type FileMerge } from './mergeFile';
import type { MergeLabels } from './mergeText';

/** The three trees of an update. @public */
export interface MergeTreesOptions {
  /** The repository as the team has it. */
  ours: FileTree;
  /** The old version of the template, rendered with the recorded answers. */
  base: FileTree;
  /** The new version, rendered with the same answers. */
  theirs: FileTree;
  /** Paths to leave alone, from the record. */
  skip?: readonly string[];
  labels: MergeLabels;
}

/**
 * Brings a repository to a new version of its template. A repository nobody touched becomes exactly the new rendering;
 * the team's own work stays; files moved by the template or by the team are followed; only true overlaps are conflicts.
 *
 * @public
 */
export function mergeTrees(options: MergeTreesOptions): TreeMerge {
  const { ours, base, theirs, labels } = options;
  const isSkipped = skipMatcher(options.skip ?? []);
  const changes: FileChange[] = [];
  const conflicts: FileConflict[] = [];
  const skipped: string[] = [];
  for (const places of placesOf(ours, base, theirs)) {
    const { oursPath, basePath, theirsPath, path } = places;
    const current = get(ours, oursPath);
    const old = get(base, basePath);
    const latest = get(theirs, theirsPath);
    if ([oursPath, path].some(it => it !== undefined && isSkipped(it))) {
      if (isChangedByTemplate(places, base, theirs)) skipped.push(path);
      continue;
    }
    if (path !== oursPath && ours.has(path)) {
      // The team has a file of its own where this one would come to: both stay as the team has them.
      if (isChangedByTemplate(places, base, theirs)) {
        conflicts.push({ path, reason: 'both-added' });
      }
      continue;
    }
    const merged = mergeFile(
      { ours: current, base: old, theirs: latest },
      labels,
    );
    const change = changeOf(places, ours, merged);
    if (change) changes.push(change);
    if (merged.conflict) conflicts.push({ path, ...merged.conflict });
  }
  return {
    changes: changes.sort(byPath),
    conflicts: conflicts.sort(byPath),
    skipped: skipped.sort(),
  };
}

/** One file of the three trees, wherever each of them has it. */
interface Places {
  oursPath?: string;
  basePath?: string;
  theirsPath?: string;
  /** Where it belongs after the update. */
  path: string;
}

function placesOf(ours: FileTree, base: FileTree, theirs: FileTree): Places[] {
  const movedByTemplate = findMoves(base, theirs);
  const movedByTeam = findMoves(base, ours);
  const places = [...base.keys()].map((basePath): Places => {
    const theirsPath =
      movedByTemplate.get(basePath) ?? present(theirs, basePath);
    const oursPath = movedByTeam.get(basePath) ?? present(ours, basePath);
    const teamMoved = oursPath !== undefined && oursPath !== basePath;
    return {
      basePath,
      oursPath,
      theirsPath,
      path: (teamMoved ? oursPath : theirsPath) ?? basePath,
    };
  });
  const knownOurs = new Set(places.map(place => place.oursPath));
  const knownTheirs = new Set(places.map(place => place.theirsPath));
  for (const path of theirs.keys()) {
    if (knownTheirs.has(path)) continue;
    const oursPath = knownOurs.has(path) ? undefined : present(ours, path);
    places.push({ theirsPath: path, oursPath, path });
  }
  return places;
}

function present(tree: FileTree, path: string): string | undefined {
  return tree.has(path) ? path : undefined;
}

function get(tree: FileTree, path: string | undefined) {
  return path === undefined ? undefined : tree.get(path);
}

function isChangedByTemplate(
  places: Places,
  base: FileTree,
  theirs: FileTree,
): boolean {
  const old = get(base, places.basePath);
  const latest = get(theirs, places.theirsPath);
  if (!old || !latest) return old !== latest;
  return places.basePath !== places.theirsPath || !isSameFile(old, latest);
}

function changeOf(
  { oursPath, path }: Places,
  ours: FileTree,
  { file }: FileMerge,
): FileChange | undefined {
  const current = get(ours, oursPath);
  if (!file) return oursPath ? { kind: 'delete', path: oursPath } : undefined;
  if (oursPath === undefined || !current) return { kind: 'add', path, file };
  if (oursPath !== path) return { kind: 'move', from: oursPath, path, file };
  return isSameFile(current, file) ? undefined : { kind: 'change', path, file };
}

function byPath(one: { path: string }, other: { path: string }): number {
  return one.path < other.path ? -1 : Number(one.path > other.path);
}
