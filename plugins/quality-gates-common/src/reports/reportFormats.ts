import type { CheckGroup } from '../types';
import { cobertura } from './formats/cobertura';
import { istanbulFinal } from './formats/istanbulFinal';
import { istanbulSummary } from './formats/istanbulSummary';
import { jacoco } from './formats/jacoco';
import { junit } from './formats/junit';
import { trivy } from './formats/trivy';
import type { JsonFormat } from './support/readJson';
import type { XmlFormat } from './support/readXml';

/** Asked in this order; the first that recognises the root element reads the file. */
export const xmlFormats: readonly XmlFormat[] = [cobertura, junit, jacoco];

/** Asked in this order; the first that recognises the shape reads the file. */
export const jsonFormats: readonly JsonFormat[] = [
  trivy,
  istanbulSummary,
  istanbulFinal,
];

const groups: Record<string, CheckGroup> = {
  cobertura: 'coverage',
  'istanbul-final': 'coverage',
  'istanbul-summary': 'coverage',
  jacoco: 'coverage',
  junit: 'tests',
  lcov: 'coverage',
  trivy: 'security',
};

/** Names of the formats that are read. @public */
export const reportFormats: readonly string[] = Object.keys(groups);

/** Which group of checks a format feeds; undefined for one that is not known. @public */
export function groupOfFormat(format: string): CheckGroup | undefined {
  return Object.hasOwn(groups, format) ? groups[format] : undefined;
}
