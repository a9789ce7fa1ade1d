import { mergeText } from './mergeText';

const labels = { ours: 'ours', base: 'base', theirs: 'theirs' };
const merge = (ours: string, base: string, theirs: string) => {
  const { text, places } = mergeText(
    ours.split(' ').join('\n'),
    base.split(' ').join('\n'),
    theirs.split(' ').join('\n'),
    labels,
  );
  return { text: text.split('\n').join(' '), places };
};

describe('mergeText', () => {
  it.each([
    ['neighbouring lines', 'a X c', 'a b c', 'a b Y', 'a X Y'],
    ['a line and an insertion below it', 'X', 'a', 'a n', 'X n'],
    ['a line and an insertion above it', 'X b', 'a b', 'n a b', 'n X b'],
    ['a deletion and a change below it', 'b', 'a b', 'a Y', 'Y'],
    ['the same change on both sides', 'a X', 'a b', 'a X', 'a X'],
    ['the same change and another one', 'X b', 'a b', 'X Y', 'X Y'],
  ])('takes both of %s', (_, ours, base, theirs, text) => {
    expect(merge(ours, base, theirs)).toEqual({ text, places: 0 });
  });

  it.each([
    ['the same line', 'X', 'a', 'Y'],
    ['two insertions at one place', 'a X b', 'a b', 'a Y b'],
    ['a deleted and a changed line', 'c', 'a b c', 'a Y c'],
  ])('marks %s', (_, ours, base, theirs) => {
    const { text, places } = merge(ours, base, theirs);
    expect(places).toBe(1);
    expect(text).toMatch(/<<<<<<< ours .*=======.*>>>>>>> theirs/);
  });
});
