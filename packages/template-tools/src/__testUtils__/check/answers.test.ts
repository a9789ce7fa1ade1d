import { dimensionsOf } from './answers';

const form = (properties: object) => ({
  spec: { parameters: [{ properties }] },
});

describe('dimensionsOf', () => {
  it('tries both answers, every choice, names at the edges and given examples', () => {
    expect(
      dimensionsOf(
        form({
          name: {
            type: 'string',
            pattern: '^[a-z-]+$',
            minLength: 3,
            maxLength: 40,
          },
          canary: { type: 'boolean', default: true },
          size: { type: 'string', enum: ['s', 'm', 'l'], default: 'm' },
          path: {
            type: 'string',
            pattern: '^/',
            default: '/api',
            examples: ['/'],
          },
          owner: { type: 'string', 'ui:field': 'OwnerPicker' },
        }),
      ),
    ).toEqual({
      name: [
        'fortune-cookie',
        'abc',
        `${'long-name-'.repeat(4).slice(0, 39)}z`,
      ],
      canary: [true, false],
      size: ['m', 's', 'l'],
      path: ['/api', '/'],
      owner: ['group:default/team-saju'],
    });
  });

  it('finds the questions of dependent parts', () => {
    const template = {
      spec: {
        parameters: {
          properties: { database: { type: 'boolean' } },
          dependencies: {
            database: {
              oneOf: [
                {
                  properties: {
                    database: { const: true },
                    size: { enum: [1, 2] },
                  },
                },
                { properties: { database: { const: false } } },
              ],
            },
          },
        },
      },
    };
    expect(dimensionsOf(template)).toEqual({
      database: [false, true],
      size: [1, 2],
    });
  });

  it('says which question cannot be tried', () => {
    expect(() =>
      dimensionsOf(form({ code: { type: 'string', pattern: '^x' } })),
    ).toThrow('"code"');
  });
});
