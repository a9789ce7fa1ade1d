import { InputError } from '@backstage/errors';
import {
  parseTemplateRecord,
  templateRecordPath,
  type FileTree,
} from '@heal7/backstage-plugin-template-updates-common';
import { recordFolders, recordPathIn } from '../records/recordPaths';
import type { Renderings } from './Renderings';
import { subTree } from './subTree';

/** The files of both renderings that go into the repository of the record, as they lie there. */
export interface OwnPart extends Renderings {
  /** The folder of the workspace that the new ones come from. */
  source: string;
}

/**
 * Which part of a rendering belongs where: its record is the one that was found in `folder` of the repository, and what
 * lies below the root of the record in the one lies below it in the other. The new version says where that root is, so
 * that this also holds for records from before their template said so.
 */
export function ownPart({ base, theirs }: Renderings, folder: string): OwnPart {
  const rendered = recordFolder(theirs, folder);
  if (rendered === undefined) {
    throw new InputError(
      `The newest version of the template writes no ${templateRecordPath}`,
    );
  }
  const way = wayFromRoot(theirs, rendered);
  const to = rootAbove(folder, way);
  const source = rootAbove(rendered, way);
  const oldSource = rootAbove(
    (base && recordFolder(base, folder)) ?? rendered,
    way,
  );
  if (to === undefined || source === undefined || oldSource === undefined) {
    const [here, there] = [folder, rendered].map(recordPathIn);
    throw new InputError(
      `${here} lies elsewhere than the template has it, which is ${there}`,
    );
  }
  return {
    source,
    theirs: subTree(theirs, source, to),
    base: base && subTree(base, oldSource, to),
  };
}

/** Of several records the one whose folder is called like that in the repository, then the one least deep. */
function recordFolder(tree: FileTree, folder: string): string | undefined {
  const folders = recordFolders(tree);
  return folders.find(each => `/${each}`.endsWith(`/${folder}`)) ?? folders[0];
}

/** The folders between the root of a record and the record, e.g. `environments/prod`; empty where there are none. */
function wayFromRoot(tree: FileTree, folder: string): string {
  const file = tree.get(recordPathIn(folder));
  const { root } = parseTemplateRecord(new TextDecoder().decode(file?.content));
  const up = root?.split('/').length ?? 0;
  return up === 0 ? '' : folder.split('/').slice(-up).join('/');
}

/** What a folder has before the way; `undefined` where it does not end with it. */
function rootAbove(folder: string, way: string): string | undefined {
  if (way === '') return folder;
  if (folder === way) return '';
  return folder.endsWith(`/${way}`)
    ? folder.slice(0, -way.length - 1)
    : undefined;
}
