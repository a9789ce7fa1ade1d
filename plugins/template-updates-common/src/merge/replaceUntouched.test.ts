import { treeOf } from '../testing';
import { replaceUntouched } from './replaceUntouched';

describe('replaceUntouched', () => {
  it('replaces what is untouched and leaves the rest to a person', () => {
    const result = replaceUntouched({
      ours: treeOf({ same: 'a', mine: 'b', gone: 'c', kept: 'd', own: 'e' }),
      theirs: treeOf({ same: 'A', mine: 'B', fresh: 'F', removed: 'R' }),
      recorded: { same: '1', mine: '2', gone: '3', kept: '4', removed: '5' },
      hashes: { same: '1', mine: 'x', gone: '3', kept: 'y', own: 'z' },
    });
    expect(result.changes.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      'add fresh',
      'delete gone',
      'change same',
    ]);
    expect(result.conflicts).toEqual([
      { path: 'kept', reason: 'deleted-by-template' },
      { path: 'mine', reason: 'base-unknown' },
      { path: 'removed', reason: 'deleted-by-team' },
    ]);
  });
});
