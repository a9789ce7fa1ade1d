import { groupOfFormat } from '../reports/reportFormats';
import type { CheckDefinition } from '../types';

/** Which formats bring a measurement, where a group of checks has reports of several kinds. */
const formatsOf: readonly [prefix: string, formats: readonly string[]][] = [
  ['accessibility.', ['axe', 'pa11y']],
  ['build.', ['github-jobs']],
  ['complexity.', ['checkstyle', 'eslint', 'lizard', 'radon']],
  ['dependencies.last-merged', ['github-pulls']],
  ['dependencies.update-interval', ['dependency-updates']],
  ['duplication.', ['jscpd', 'pmd-cpd']],
  ['image.', ['image']],
  ['lighthouse.', ['lighthouse', 'lighthouse-assertions']],
  ['sonar.', ['sonarqube']],
  ['tests.', ['junit']],
];
const special = new Set(formatsOf.flatMap(([, formats]) => formats));

/** Whether a report of this format could have told the check something: if it cannot be read, the check is in doubt. */
export function mayFeed(format: string, check: CheckDefinition): boolean {
  return check.measurements.some(id => {
    const known = formatsOf.find(([prefix]) => id.startsWith(prefix));
    if (known) return known[1].includes(format);
    return !special.has(format) && groupOfFormat(format) === check.group;
  });
}
