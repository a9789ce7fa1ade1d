import { JsonReader, type JsonFormat } from './readJson';
import { all, listOfShape, type JsonShape } from './jsonShape';

/** What is left of a JSON text of which the shape keeps parts. */
function kept(shape: JsonShape, text: string, pieceSize = 3): unknown {
  let value: unknown;
  const format: JsonFormat = {
    format: 'test',
    hint: /"hint"/,
    shape,
    matches: it => {
      value = it;
      return true;
    },
    read: () => ({ measurements: [], problems: [] }),
  };
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += pieceSize) {
    pieces.push(text.slice(at, at + pieceSize));
  }
  new JsonReader([format]).read(pieces, () => {});
  return value;
}

const keepAll: JsonShape = { rest: all, items: all };

describe('JSON in pieces', () => {
  it.each([
    '{}',
    '[]',
    '{"a":[1,-2.5,3e2,true,false,null,"x\\n\\u00e9\\ud83d\\ude00"],"b":{"c":{}}}',
    '[[],[[]],{"":""}]',
    '  {"a" : 1 ,\n "a":2}\t',
    '["가나다 — ünï"]',
  ])('reads %s as JSON.parse does', text => {
    expect(kept(keepAll, text)).toEqual(JSON.parse(text));
  });

  it.each([
    '{',
    '[1,]',
    '{"a":1,}',
    '{"a" 1}',
    '{1:2}',
    '[1 2]',
    '{"a":}',
    '[}',
    '{]',
    '[]]',
    '{} {}',
    '[1],',
    '{"a":[1}',
    '"a',
    '[01]',
    '[.5]',
    '[+1]',
    '[NaN]',
    '["\n"]',
    '["\\x"]',
    '["\u0000"]',
    "{'a':1}",
    '[1]x',
    ':',
  ])('refuses %j, as JSON.parse does', text => {
    expect(() => JSON.parse(text)).toThrow();
    expect(() => kept(keepAll, text)).toThrow('The file is not valid JSON');
  });

  it('keeps only what is asked for, and what the rest is', () => {
    const shape: JsonShape = {
      keys: {
        list: listOfShape({ keys: { id: all } }),
        lengthOnly: listOfShape({}),
        kind: {},
        text: {},
      },
    };
    const text =
      '{"list":[{"id":{"any":[1]},"more":"x"},5],"lengthOnly":[{"a":1},{"b":2}],"kind":{"a":1},"text":"long","other":[[1]]}';
    expect(kept(shape, text)).toEqual({
      list: [{ id: { any: [1] } }, 5],
      lengthOnly: [{}, {}],
      kind: {},
      text: '',
      other: [],
    });
  });

  it('lets one object stand for many of a kind, and keeps their number and the first five', () => {
    const shape = listOfShape({
      keys: { kind: all, name: all },
      same: [({ kind }) => String(kind)],
    });
    const items = Array.from({ length: 20 }, (_, name) => ({
      kind: name % 2,
      name,
    }));
    const value = kept(shape, JSON.stringify(items));
    expect(value).toHaveLength(20);
    expect(value).toEqual([
      ...items.slice(0, 10),
      ...Array.from({ length: 10 }, (_, index) => items[8 + (index % 2)]),
    ]);
    expect(new Set(value as unknown[]).size).toBe(10);
  });

  it('makes nothing of "__proto__"', () => {
    const value = kept(keepAll, '{"__proto__":{"polluted":1},"a":2}');
    expect(value).toEqual({ a: 2 });
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('refuses nesting that no report has', () => {
    const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(kept(keepAll, deep(500))).toHaveLength(1);
    expect(() => kept(keepAll, deep(100_000), 1000)).toThrow(
      'nested more than 512 levels deep',
    );
  });

  it('says which report is broken', () => {
    const seen: string[] = [];
    const reader = new JsonReader([
      {
        format: 'test',
        hint: /"hint"/,
        shape: {},
        matches: () => false,
        read: () => ({ measurements: [], problems: [] }),
      },
    ]);
    expect(() =>
      reader.read(['{"hi', 'nt":1,'], name => seen.push(name)),
    ).toThrow('cut off');
    expect(seen).toEqual(['test']);
  });
});
