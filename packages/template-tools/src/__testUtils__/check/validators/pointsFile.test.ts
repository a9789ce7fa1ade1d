import { parsePoints } from './pointsFile';

describe('parsePoints', () => {
  it('reads proofs of files, objects and validators', () => {
    expect(
      parsePoints(`points:
  - id: readme
    text: README
    kinds: [backend]
    proof:
      - file: service/README.md
        contains: '## Run'
        when: { database: true }
      - object: Canary
      - validator: helm-4
    workflows:
      - file: ci.yml
        lacks: [a, b]
`),
    ).toEqual([
      expect.objectContaining({
        id: 'readme',
        kinds: ['backend'],
        proof: [
          expect.objectContaining({
            file: 'service/README.md',
            contains: ['## Run'],
            when: { database: true },
          }),
          expect.objectContaining({ object: 'Canary', contains: [] }),
          expect.objectContaining({ validator: 'helm-4' }),
        ],
        workflows: [expect.objectContaining({ lacks: ['a', 'b'] })],
      }),
    ]);
  });

  it.each([
    ['- text: a', 'points[0] has no id'],
    ['- id: a', 'a has no proof'],
    ['- { id: a, proof: [b] }', 'a proof names'],
    ['- { id: a, proof: [{ file: b, object: c }] }', 'one of file'],
  ])('refuses %s', (text, message) => {
    expect(() => parsePoints(text)).toThrow(message);
  });
});
