import { answersWithDefaults } from './answersWithDefaults';
import { mergeRecord } from './mergeRecord';

describe('answersWithDefaults', () => {
  it('fills what was not asked yet, and nothing else', () => {
    const parameters = [
      { properties: { name: { type: 'string' }, redis: { default: false } } },
      { properties: { size: { default: 'small' } } },
    ];
    expect(answersWithDefaults(parameters, { name: 'a', redis: true })).toEqual(
      { name: 'a', redis: true, size: 'small' },
    );
    expect(answersWithDefaults(undefined, { a: 1 })).toEqual({ a: 1 });
  });
});

describe('mergeRecord', () => {
  it("keeps the team's list of files to leave alone", () => {
    const ours = { template: 'a', version: '1.0.0', answers: {}, skip: ['x'] };
    const theirs = { template: 'a', version: '2.0.0', answers: { n: 1 } };
    expect(mergeRecord(ours, theirs)).toEqual({ ...theirs, skip: ['x'] });
  });
});
