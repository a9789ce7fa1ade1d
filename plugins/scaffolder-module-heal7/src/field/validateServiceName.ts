import {
  discoveryApiRef,
  fetchApiRef,
  translationApiRef,
  type ApiHolder,
} from '@backstage/frontend-plugin-api';
import { messages } from '../translation/messages';
import { serviceNameTranslationRef } from '../translation/translationRef';
import { askForName } from './askForName';
import { formatProblem } from './formatProblem';

/** Milliseconds: nobody waits longer for the next page. */
const longestWait = 8_000;

/**
 * Before the next page: a malformed or taken name is refused. One that cannot be checked is not: the first step of the
 * template checks again.
 *
 * @internal
 */
export async function validateServiceName(
  name: string,
  field: { addError(message: string): void },
  { apiHolder }: { apiHolder: ApiHolder },
): Promise<void> {
  const problem = formatProblem(name);
  const texts = apiHolder
    .get(translationApiRef)
    ?.getTranslation(serviceNameTranslationRef);
  if (problem) {
    field.addError(
      texts?.ready ? texts.t(`problem.${problem}`) : messages.problem[problem],
    );
    return;
  }
  const by = await takenBy(name, apiHolder);
  if (!by) return;
  if (!texts?.ready) {
    field.addError(messages.taken[by].replaceAll('{{name}}', name));
  } else {
    field.addError(
      by === 'flagger'
        ? texts.t('taken.flagger')
        : texts.t(`taken.${by}`, { name }),
    );
  }
}

async function takenBy(name: string, apis: ApiHolder) {
  const discoveryApi = apis.get(discoveryApiRef);
  const fetchApi = apis.get(fetchApiRef);
  if (!discoveryApi || !fetchApi) return undefined;
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), longestWait);
  try {
    const { signal } = controller;
    return (await askForName({ discoveryApi, fetchApi }, name, signal))?.by;
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
