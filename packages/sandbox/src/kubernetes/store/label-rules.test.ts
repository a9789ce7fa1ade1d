import { validateLabels } from './label-rules';

function problem(metadata: Record<string, unknown>): string | undefined {
  try {
    validateLabels(metadata, 'metadata', (field, why) => {
      throw new Error(`${field}: ${why}`);
    });
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** Each of these was tried on a real API server. */
describe('validateLabels', () => {
  it.each([
    {},
    { labels: { app: 'web', 'app.kubernetes.io/version': '1.42.0-a1b2c3d' } },
    { labels: { empty: '' }, annotations: { 'heal7.io/note': 'any text: ü' } },
  ])('accepts %j', metadata => {
    expect(problem(metadata)).toBeUndefined();
  });

  it.each([
    [{ labels: { 'bad key!': 'x' } }, 'not a valid name'],
    [{ labels: { 'a/b/c': 'x' } }, 'not a valid name'],
    [{ labels: { port: 1 } }, 'not a string'],
    [{ annotations: { port: 1 } }, 'not a string'],
    [{ labels: { version: 'x'.repeat(64) } }, 'not a label value'],
    [{ labels: { branch: 'feature/x' } }, 'not a label value'],
  ])('refuses %j', (metadata, why) => {
    expect(problem(metadata)).toContain(why);
  });
});
