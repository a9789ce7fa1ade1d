/** A random whole number from 0 to below the limit. */
export type Pick = (below: number) => number;

type Mutation = (text: string, pick: Pick, others: readonly string[]) => string;

const pieces = [
  '',
  '<',
  '>',
  '</',
  '&',
  '&amp;',
  '&lol;',
  '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
  '"',
  "'",
  '0',
  '-1',
  '1e999',
  '99999999999999999999',
  '0.1',
  'NaN',
  ']',
  '}',
  '{',
  '[',
  ',',
  ':',
  '\n',
  '\u0000',
  '\ud800',
  '\uffff',
  '\\u0000',
  '"__proto__":',
  'null',
  'true',
  '{}',
  '[]',
];

const replaceSome: Mutation = (text, pick) => {
  const from = pick(text.length + 1);
  return (
    text.slice(0, from) +
    pieces[pick(pieces.length)] +
    text.slice(from + pick(4))
  );
};

const cutOut: Mutation = (text, pick) => {
  const from = pick(text.length + 1);
  return text.slice(0, from) + text.slice(from + 1 + pick(60));
};

const repeat: Mutation = (text, pick) => {
  const from = pick(text.length + 1);
  const part = text.slice(from, from + 1 + pick(60));
  return text.slice(0, from) + part.repeat(1 + pick(4)) + text.slice(from);
};

const swap: Mutation = (text, pick) => {
  const middle = pick(text.length + 1);
  const [left, right] = [1 + pick(20), 1 + pick(20)];
  return (
    text.slice(0, Math.max(0, middle - left)) +
    text.slice(middle, middle + right) +
    text.slice(Math.max(0, middle - left), middle) +
    text.slice(middle + right)
  );
};

const otherNumber: Mutation = (text, pick) => {
  const places = [...text.matchAll(/\d+/g)];
  if (places.length === 0) return replaceSome(text, pick, []);
  const { index, 0: digits } = places[pick(places.length)];
  const value = ['', '-1', '1e400', '9'.repeat(30), '0', '1.5', '"7"', 'null'];
  return (
    text.slice(0, index) +
    value[pick(value.length)] +
    text.slice(index + digits.length)
  );
};

const otherCharacter: Mutation = (text, pick) => {
  const from = pick(text.length);
  return (
    text.slice(0, from) +
    String.fromCharCode(pick(2) ? pick(128) : pick(65536)) +
    text.slice(from + 1)
  );
};

const cutOff: Mutation = (text, pick) => text.slice(0, pick(text.length));

/** The beginning of one report with the end of another. */
const cross: Mutation = (text, pick, others) => {
  const other = others[pick(others.length)];
  return text.slice(0, pick(text.length + 1)) + other.slice(pick(other.length));
};

const mutations: readonly Mutation[] = [
  replaceSome,
  replaceSome,
  cutOut,
  repeat,
  swap,
  otherNumber,
  otherNumber,
  otherCharacter,
  cutOff,
  cross,
];

/** Damages a text in one to three places. */
export function mutate(
  text: string,
  pick: Pick,
  others: readonly string[],
): string {
  let damaged = text;
  for (let times = 1 + pick(3); times > 0; times -= 1) {
    damaged = mutations[pick(mutations.length)](damaged, pick, others);
  }
  return damaged;
}
