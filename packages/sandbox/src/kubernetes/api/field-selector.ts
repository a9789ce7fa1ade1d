import { InputError } from '@backstage/errors';
import { fieldAt } from '../kinds/columns';
import { KubeObject } from '../object-store';

const SUPPORTED =
  /^(metadata\.(name|namespace)|involvedObject\.[a-zA-Z]+|status\.phase|spec\.(nodeName|restartPolicy|unschedulable)|type|reason|source|reportingComponent)$/;
const TERM = /^\s*([^=!\s]+)\s*(==|!=|=)\s*(.*?)\s*$/;

/** `metadata.name=x,status.phase!=Running`; only the fields the real API server indexes for some kind. */
export function parseFieldSelector(
  selector: string | undefined,
): (object: KubeObject) => boolean {
  const terms = (selector ?? '')
    .split(',')
    .filter(term => term.trim())
    .map(term => {
      const match = TERM.exec(term);
      if (!match || !SUPPORTED.test(match[1])) {
        throw new InputError(`field label not supported: ${term}`);
      }
      return { path: match[1], equal: match[2] !== '!=', value: match[3] };
    });
  return object =>
    terms.every(
      ({ path, equal, value }) =>
        (String(fieldAt(object, path) ?? '') === value) === equal,
    );
}
