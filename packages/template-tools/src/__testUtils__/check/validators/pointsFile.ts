import { InputError } from '@backstage/errors';
import { parse } from 'yaml';
import { isObject, listOf, textOf } from '../../../lint/visit';

/** One thing a generated service has, and how a script can tell. */
export interface Point {
  id: string;
  text: string;
  /** Names of templates, with or without `-service`. */
  kinds: string[];
  /** All of them have to hold. */
  proof: Proof[];
  /** The same of the reusable workflows the service calls; files below `templates/workflows/.github/workflows`. */
  workflows: Proof[];
}

export interface Proof {
  /** A file of this name (glob) is there; the folder `manifests` may be left out. */
  file?: string;
  /** A Kubernetes object of this kind is there. */
  object?: string;
  /** This validator has found nothing. */
  validator?: string;
  /** Regular expressions that the file or the object matches, each of them. */
  contains: string[];
  /** Regular expressions that no such file or object matches. */
  lacks: string[];
  /** Counts for these answers only, e.g. `{ database: true }`. */
  when: Record<string, unknown>;
}

/** Reads `templates/points.yaml`: a list, or an object with the list under `points`. */
export function parsePoints(text: string): Point[] {
  const document: unknown = parse(text);
  const list = isObject(document) ? document.points : document;
  return listOf(list).map((value, index) => {
    const point = isObject(value) ? value : {};
    const id = textOf(point.id);
    if (!id) throw new InputError(`points[${index}] has no id`);
    const proof = parseProofs(point.proof, id);
    if (proof.length === 0) throw new InputError(`${id} has no proof`);
    return {
      id,
      text: textOf(point.text) ?? id,
      kinds: listOf(point.kinds).map(String),
      proof,
      workflows: parseProofs(point.workflows, id),
    };
  });
}

function parseProofs(value: unknown, id: string): Proof[] {
  const proofs = Array.isArray(value) || value === undefined ? value : [value];
  return listOf(proofs).map(proof => parseProof(proof, id));
}

function parseProof(value: unknown, id: string): Proof {
  if (!isObject(value)) {
    throw new InputError(
      `${id}: a proof names a file, an object or a validator`,
    );
  }
  const { file, object, validator } = value;
  if ([file, object, validator].filter(Boolean).length !== 1) {
    throw new InputError(
      `${id}: a proof names one of file, object and validator`,
    );
  }
  return {
    file: textOf(file),
    object: textOf(object),
    validator: textOf(validator),
    contains: texts(value.contains),
    lacks: texts(value.lacks),
    when: isObject(value.when) ? value.when : {},
  };
}

function texts(value: unknown): string[] {
  return value === undefined
    ? []
    : (Array.isArray(value) ? value : [value]).map(String);
}
