// Runs the masking of logstash/heal7.conf on lines with personal data and without: node --test tests/
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

const read = path => readFile(new URL(path, import.meta.url), 'utf8');
const pipeline = await read('../logstash/heal7.conf');
const cases = JSON.parse(await read('masking.json'));

// The triples field, pattern, replacement of the one gsub. Ruby's patterns of this file mean the same in JavaScript.
const block = /gsub => \[([\s\S]*?)\n {4}\]/
  .exec(pipeline)[1]
  .replace(/^\s*#.*$/gm, '');
const texts = [...block.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(
  match => match[1],
);
const masks = [];
for (let index = 0; index < texts.length; index += 3) {
  const [field, pattern, replacement] = texts.slice(index, index + 3);
  assert.equal(field, 'message');
  masks.push({ pattern: new RegExp(pattern, 'g'), replacement });
}

test('there are masks for dates and for phone numbers', () => {
  assert.deepEqual(
    masks.map(mask => mask.replacement),
    ['[DATE]', '[PHONE]'],
  );
});

test('masking comes before anything is taken apart', () => {
  assert.ok(pipeline.indexOf('gsub') < pipeline.indexOf('json {'));
  assert.ok(pipeline.indexOf('gsub') < pipeline.indexOf('grok {'));
  // The untouched line would otherwise be stored beside the masked one.
  assert.match(pipeline, /remove_field => \["\[event\]\[original\]"\]/);
});

for (const { line, stored } of cases) {
  test(`"${line}" is stored as "${stored}"`, () => {
    const result = masks.reduce(
      (text, { pattern, replacement }) => text.replace(pattern, replacement),
      line,
    );
    assert.equal(result, stored);
  });
}
