import { InputError } from '@backstage/errors';

type Labels = Record<string, string>;
export type LabelPredicate = (labels: Labels | undefined) => boolean;

const SET_TERM = /^\s*([^\s!=,()]+)\s+(in|notin)\s+\(([^)]*)\)\s*$/;
const EQUALITY_TERM = /^\s*([^\s!=,()]+)\s*(==|!=|=)\s*([^\s!=,()]*)\s*$/;
const EXISTS_TERM = /^\s*(!?)\s*([^\s!=,()]+)\s*$/;

/** `a=b,c!=d,e in (f,g),h notin (i),j,!k`, all terms must hold. */
export function parseLabelSelector(
  selector: string | undefined,
): LabelPredicate {
  const terms = splitTerms(selector ?? '').map(parseTerm);
  return labels => terms.every(term => term(labels ?? {}));
}

/** Commas separate terms, except inside parentheses. */
function splitTerms(selector: string): string[] {
  return selector.split(/,(?![^(]*\))/).filter(term => term.trim());
}

function parseTerm(term: string): (labels: Labels) => boolean {
  const set = SET_TERM.exec(term);
  if (set) {
    const [, key, operator, list] = set;
    const values = list.split(',').map(value => value.trim());
    // As in Kubernetes, `notin` also holds where the label is not there.
    return labels =>
      (key in labels && values.includes(labels[key])) === (operator === 'in');
  }
  const equality = EQUALITY_TERM.exec(term);
  if (equality) {
    const [, key, operator, value] = equality;
    return labels => (labels[key] === value) === (operator !== '!=');
  }
  const exists = EXISTS_TERM.exec(term);
  if (exists) {
    const [, negated, key] = exists;
    return labels => key in labels === !negated;
  }
  throw new InputError(`unable to parse label selector requirement: ${term}`);
}
