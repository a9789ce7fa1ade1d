import type { CheckGroup } from '../types';
import { axe } from './formats/axe';
import { bandit } from './formats/bandit';
import { checkov } from './formats/checkov';
import { checkstyle } from './formats/checkstyle';
import { clover } from './formats/clover';
import { cobertura } from './formats/cobertura';
import { cyclonedx } from './formats/cyclonedx';
import { cyclonedxXml } from './formats/cyclonedxXml';
import { dependencyCheck } from './formats/dependencyCheck';
import { eslint } from './formats/eslint';
import { githubJobs } from './formats/githubJobs';
import { githubPulls } from './formats/githubPulls';
import { grype } from './formats/grype';
import { harbor } from './formats/harbor';
import { image } from './formats/image';
import { istanbulFinal } from './formats/istanbulFinal';
import { istanbulSummary } from './formats/istanbulSummary';
import { jacoco } from './formats/jacoco';
import { jscpd } from './formats/jscpd';
import { junit } from './formats/junit';
import { lcov } from './formats/lcov';
import { lighthouse } from './formats/lighthouse';
import { lighthouseAssertions } from './formats/lighthouseAssertions';
import { lizardCsv, lizardTable } from './formats/lizardText';
import { lizardXml } from './formats/lizardXml';
import { npmAudit } from './formats/npmAudit';
import { opencover } from './formats/opencover';
import { osv } from './formats/osv';
import { pa11y } from './formats/pa11y';
import { pipAudit } from './formats/pipAudit';
import { pmdCpd } from './formats/pmdCpd';
import { radon } from './formats/radon';
import { radonXml } from './formats/radonXml';
import { sarif } from './formats/sarif';
import { sbom } from './formats/sbom';
import { semgrep } from './formats/semgrep';
import { simplecov } from './formats/simplecov';
import { simplecovLastRun } from './formats/simplecovLastRun';
import { sonarqube } from './formats/sonarqube';
import { sonarTask } from './formats/sonarTask';
import { trivy } from './formats/trivy';
import { trivyOperator } from './formats/trivyOperator';
import { dependabot } from './formats/updates/dependabot';
import { renovate, renovateText } from './formats/updates/renovate';
import { yarnAudit } from './formats/yarnAudit';
import type { JsonFormat } from './support/readJson';
import type { XmlFormat } from './support/readXml';
import type { TextFormat } from './support/TextFormat';

/** Asked in this order; the first that recognises the root element reads the file. */
export const xmlFormats: readonly XmlFormat[] = [
  cobertura,
  clover,
  opencover,
  junit,
  jacoco,
  cyclonedxXml,
  lizardXml,
  radonXml,
  pmdCpd,
  checkstyle,
];

/** Asked in this order; the first that recognises the shape reads the file. The more a shape says, the earlier. */
export const jsonFormats: readonly JsonFormat[] = [
  sarif,
  trivy,
  trivyOperator,
  harbor,
  grype,
  cyclonedx,
  sbom,
  npmAudit,
  dependencyCheck,
  checkov,
  lighthouse,
  lighthouseAssertions,
  axe,
  pa11y,
  eslint,
  bandit,
  semgrep,
  osv,
  pipAudit,
  sonarqube,
  jscpd,
  image,
  githubJobs,
  githubPulls,
  renovate,
  simplecovLastRun,
  simplecov,
  istanbulSummary,
  istanbulFinal,
  radon,
];

/** Asked before JSON: a report that is neither XML nor JSON. */
export const textFormats: readonly TextFormat[] = [
  lcov,
  sonarTask,
  lizardCsv,
  lizardTable,
  yarnAudit,
  dependabot,
  renovateText,
];

/** Absent where nothing of the format can answer a check, so that such a file disturbs none. */
const groups: Record<string, CheckGroup | undefined> = {
  axe: 'accessibility',
  bandit: 'security',
  checkov: 'security',
  checkstyle: 'code-quality',
  clover: 'coverage',
  cobertura: 'coverage',
  cyclonedx: 'security',
  'dependency-check': 'security',
  'dependency-updates': 'security',
  eslint: 'code-quality',
  'github-jobs': 'performance',
  'github-pulls': 'security',
  grype: 'security',
  harbor: 'security',
  image: 'performance',
  'istanbul-final': 'coverage',
  'istanbul-summary': 'coverage',
  jacoco: 'coverage',
  jscpd: 'code-quality',
  junit: 'tests',
  lcov: 'coverage',
  lighthouse: 'accessibility',
  'lighthouse-assertions': 'performance',
  lizard: 'code-quality',
  'npm-audit': 'security',
  opencover: 'coverage',
  osv: 'security',
  pa11y: 'accessibility',
  'pip-audit': 'security',
  'pmd-cpd': 'code-quality',
  radon: 'code-quality',
  sarif: 'security',
  sbom: undefined,
  semgrep: 'security',
  simplecov: 'coverage',
  'sonar-report-task': undefined,
  sonarqube: 'code-quality',
  trivy: 'security',
  'yarn-audit': 'security',
};

/** Names of the formats that are read. @public */
export const reportFormats: readonly string[] = Object.keys(groups);

/** Which group of checks a format feeds; undefined for one that is not known or feeds none. @public */
export function groupOfFormat(format: string): CheckGroup | undefined {
  return Object.hasOwn(groups, format) ? groups[format] : undefined;
}
