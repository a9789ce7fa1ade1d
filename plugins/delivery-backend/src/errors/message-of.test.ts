import { messageOf } from './message-of';

it.each([
  [new Error('plain'), 'plain'],
  ['text', 'text'],
  [
    new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') }),
    'ECONNREFUSED',
  ],
  [
    new TypeError('fetch failed', {
      cause: new AggregateError([new Error('first')], ''),
    }),
    'first',
  ],
  [new RangeError(''), 'RangeError'],
])('messageOf %s', (error, message) => expect(messageOf(error)).toBe(message));
