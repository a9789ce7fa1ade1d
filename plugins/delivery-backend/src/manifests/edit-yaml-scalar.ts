import { isScalar, parseDocument, Scalar, stringify } from 'yaml';
import { TerminalError } from '../rollback/effect-errors';

const keysOf = (dottedKey: string): string[] => dottedKey.split('.');

const parse = (text: string, path: string) => {
  const document = parseDocument(text, { keepSourceTokens: true });
  if (document.errors.length > 0) {
    throw new TerminalError(
      `${path} is not valid YAML: ${document.errors[0].message.split('\n')[0]}`,
    );
  }
  return document;
};

const scalarAt = (text: string, dottedKey: string, path: string): Scalar => {
  const node = parse(text, path).getIn(keysOf(dottedKey), true);
  if (!isScalar(node) || !node.range) {
    throw new TerminalError(`${path} has no plain value at ${dottedKey}`);
  }
  return node;
};

/** The text of a scalar, as written for numbers: the tag `1.10` must not become `1.1`. */
export function readYamlScalar(
  text: string,
  dottedKey: string,
  path: string,
): string {
  const node = scalarAt(text, dottedKey, path);
  return typeof node.value === 'string'
    ? node.value
    : node.source ?? String(node.value);
}

function write(value: string, style: Scalar['type']): string {
  if (style === Scalar.QUOTE_SINGLE) return `'${value.replace(/'/g, "''")}'`;
  if (style === Scalar.QUOTE_DOUBLE) return JSON.stringify(value);
  // Quoted only where YAML would read a plain text as something else (`1.10`, `yes`). Helm reads like YAML 1.1.
  return stringify(value, { lineWidth: 0, version: '1.1' }).trimEnd();
}

/**
 * Replaces exactly one scalar and keeps every other byte: comments, order, quoting, line ends.
 */
export function editYamlScalar(
  text: string,
  dottedKey: string,
  value: string,
  path: string,
): string {
  const node = scalarAt(text, dottedKey, path);
  const [start, end] = node.range ?? [0, 0];
  if (node.type === Scalar.BLOCK_FOLDED || node.type === Scalar.BLOCK_LITERAL) {
    throw new TerminalError(
      `${path} writes ${dottedKey} over several lines; it is left to a human`,
    );
  }
  const edited =
    text.slice(0, start) + write(value, node.type) + text.slice(end);
  if (readYamlScalar(edited, dottedKey, path) !== value) {
    throw new TerminalError(`${dottedKey} in ${path} cannot be changed safely`);
  }
  return edited;
}
