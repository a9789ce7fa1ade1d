import {
  discoveryApiRef,
  fetchApiRef,
  translationApiRef,
  type ApiHolder,
} from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import { results, scaffolder } from '../__testUtils__/scaffolder';
import { validateServiceName } from './validateServiceName';

const holderOf = (apis: Record<string, unknown>): ApiHolder => ({
  get: <T>({ id }: { id: string }) => apis[id] as T | undefined,
});

async function errorsOf(
  name: string,
  answer: Parameters<typeof scaffolder>[0],
) {
  const { requests, discoveryApi, fetchApi } = scaffolder(answer);
  const apiHolder = holderOf({
    [discoveryApiRef.id]: discoveryApi,
    [fetchApiRef.id]: fetchApi,
    [translationApiRef.id]: mockApis.translation(),
  });
  const errors: string[] = [];
  await validateServiceName(
    name,
    { addError: error => errors.push(error) },
    { apiHolder },
  );
  return { errors, requests };
}

describe('before the next page', () => {
  it('a free name passes', async () => {
    const { errors } = await errorsOf('tea-shop', () => results());
    expect(errors).toEqual([]);
  });

  it('a malformed one does not, and nobody is asked', async () => {
    const { errors, requests } = await errorsOf('-tea', () => results());
    expect(errors).toEqual(['The name must begin with a lower case letter.']);
    expect(requests).toEqual([]);
  });

  it.each([
    ['catalog', 'The catalog has a component tea-shop already.'],
    ['flagger', /belong to Flagger/],
  ])('one that is taken (%s) does not', async (id, sentence) => {
    const { errors } = await errorsOf('tea-shop', () => results({ id }));
    expect(errors).toEqual([expect.stringMatching(sentence)]);
  });

  it('one that cannot be checked passes', async () => {
    const failing = [
      () => new Response('{}', { status: 500 }),
      () => Promise.reject(new Error('No network')),
      () => new Response('no JSON'),
    ];
    for (const answer of failing) {
      expect((await errorsOf('tea-shop', answer)).errors).toEqual([]);
    }
  });

  it('speaks English where there is no translation', async () => {
    const errors: string[] = [];
    const field = { addError: (error: string) => errors.push(error) };
    await validateServiceName('ab', field, {
      apiHolder: holderOf({}),
    });
    expect(errors).toEqual(['At least 3 characters.']);
  });
});
