import {
  banditJson,
  imageJson,
  npmAuditJson,
  pipAuditJson,
  sonarGateJson,
} from './reports/audits';
import { coberturaXml, coverFiles, lcovInfo } from './reports/coverage';
import { jscpdJson } from './reports/duplication';
import {
  eslintComplexityJson,
  findFunctions,
  radonJson,
} from './reports/functions';
import { junitXml } from './reports/junit';
import { axeJson, lighthouseJson } from './reports/pages';
import { CheckedOutCode, readCode } from './reports/source-files';
import { trivyJson } from './reports/trivy';
import { writeReport } from './reports/write-reports';
import { StepCall } from './step-call';
import { StepKind } from './step-kind';

/** A report of a step: where it goes, what is in it. */
type Report = [path: string, content: string];

/** A path that the command line of a step says, e.g. `--output reports/a.json`. */
function pathIn({ step }: StepCall, pattern: RegExp, fallback: string): string {
  return pattern.exec(step.run ?? '')?.[1] ?? step.with.output ?? fallback;
}

const nowOf = ({ scope }: StepCall) => scope.settings.now();

async function write(call: StepCall, reports: Report[]): Promise<void> {
  for (const [path, content] of reports)
    call.log(await writeReport(call.scope, path, content));
}

const isPython = ({ path }: { path: string }) => path.endsWith('.py');

/** Coverage; Python as Cobertura, JavaScript and TypeScript as lcov, as their tools do. */
function coverageOf(
  call: StepCall,
  { sources }: CheckedOutCode,
  xml: string,
  percent: number,
): Report[] {
  const python = sources.filter(isPython);
  const script = sources.filter(file => !isPython(file));
  return [
    ...(python.length > 0
      ? ([
          [xml, coberturaXml(coverFiles(python, percent), nowOf(call))],
        ] satisfies Report[])
      : []),
    ...(script.length > 0
      ? ([
          ['reports/lcov.info', lcovInfo(coverFiles(script, percent))],
        ] satisfies Report[])
      : []),
  ];
}

interface TestStep {
  /** Which test files it runs. */
  files: RegExp;
  junit: string;
  xml?: string;
  percent?: number;
  canFail?: boolean;
}

async function runTests(call: StepCall, test: TestStep): Promise<boolean> {
  const code = await readCode(call.scope.directory);
  const failing =
    Boolean(test.canFail) && call.scope.trailers.tests === 'failing';
  const files = code.tests.filter(({ path }) => test.files.test(path));
  const junit = pathIn(
    call,
    /(?:--junitxml|--outputFile)[= ](\S+)/,
    test.junit,
  );
  await write(call, [
    ...(test.xml === undefined
      ? []
      : coverageOf(
          call,
          code,
          pathIn(call, /--cov-report[= ]xml:(\S+)/, test.xml),
          test.percent ?? 0,
        )),
    [junit, junitXml(files, failing, nowOf(call))],
  ]);
  if (failing)
    call.log('1 test failed: the commit says Sandbox-Tests: failing');
  return !failing;
}

/** Writes what a tool would have written; the tool itself found nothing that stops it. */
const report =
  (make: (call: StepCall, code: CheckedOutCode) => Report) =>
  async (call: StepCall): Promise<boolean> => {
    const code = await readCode(call.scope.directory);
    await write(call, [make(call, code)]);
    return true;
  };

function complexity(call: StepCall, { sources }: CheckedOutCode): Report {
  const { complexity: wanted } = call.scope.trailers;
  const python = sources.filter(isPython);
  if (/\bradon\b/.test(call.step.run ?? '')) {
    const path = pathIn(call, /--output-file[= ](\S+)/, 'reports/radon.json');
    return [path, radonJson(findFunctions(python, wanted))];
  }
  const script = sources.filter(file => !isPython(file));
  return [
    pathIn(call, /--output-file[= ](\S+)/, 'reports/eslint-complexity.json'),
    eslintComplexityJson(findFunctions(script, wanted), script),
  ];
}

function scanFiles(call: StepCall, { dependencies }: CheckedOutCode): Report {
  const { repository, trailers } = call.scope;
  return [
    pathIn(call, /--output[= ](\S+)/, 'reports/trivy.json'),
    trivyJson(
      dependencies,
      trailers.vulnerabilities,
      repository.fullName,
      nowOf(call),
    ),
  ];
}

function scanImage(call: StepCall, { dependencies }: CheckedOutCode): Report {
  return [
    pathIn(call, /--output[= ](\S+)/, 'reports/image/trivy-image.json'),
    trivyJson(
      dependencies,
      0,
      call.step.with['image-ref'] ?? 'image',
      nowOf(call),
      'container_image',
    ),
  ];
}

type ReportKind = Exclude<
  StepKind,
  'checkout' | 'upload' | 'download' | 'gates' | 'tag' | 'image' | 'deploy'
>;

/** Steps of tools whose reports the sandbox makes from the code that was checked out and what the commit asks for. */
export const reportPerformers: Record<
  ReportKind,
  (call: StepCall) => Promise<boolean>
> = {
  'unit-tests': call =>
    runTests(call, {
      files: /^(?!tests\/(integration|e2e|pages)\/)/,
      junit: 'reports/junit.xml',
      xml: 'reports/coverage.xml',
      percent: call.scope.trailers.coverage,
      canFail: true,
    }),
  'integration-tests': call =>
    runTests(call, {
      files: /^tests\/integration\//,
      junit: 'reports/integration/junit.xml',
      xml: 'reports/integration/coverage-integration.xml',
      percent: call.scope.trailers.integration,
    }),
  'e2e-tests': call =>
    runTests(call, { files: /^tests\/e2e\//, junit: 'reports/e2e/junit.xml' }),
  'page-tests': async call => {
    await runTests(call, {
      files: /^tests\/pages\//,
      junit: 'reports/pages/junit.xml',
    });
    const { accessibility } = call.scope.trailers;
    await write(call, [
      ['reports/axe.json', axeJson(accessibility, nowOf(call))],
    ]);
    return true;
  },
  lighthouse: report(call => [
    'reports/lighthouse.json',
    lighthouseJson(call.scope.trailers.lighthouse, nowOf(call)),
  ]),
  bandit: report((call, { sources }) => [
    pathIn(
      call,
      /bandit[\s\S]*?(?:-o|--output)[= ](\S+)/,
      'reports/bandit.json',
    ),
    banditJson(sources.filter(isPython), nowOf(call)),
  ]),
  complexity: report(complexity),
  duplication: report((call, { sources }) => [
    'reports/jscpd/jscpd-report.json',
    jscpdJson(sources, call.scope.trailers.duplication, nowOf(call)),
  ]),
  'pip-audit': report((call, { dependencies }) => [
    pathIn(
      call,
      /pip-audit[\s\S]*?(?:-o|--output)[= ](\S+)/,
      'reports/pip-audit.json',
    ),
    pipAuditJson(dependencies),
  ]),
  'npm-audit': report((call, { dependencies }) => [
    pathIn(call, /npm audit[^\n]*> *(\S+)/, 'reports/npm-audit.json'),
    npmAuditJson(dependencies),
  ]),
  'file-scan': report(scanFiles),
  'image-scan': report(scanImage),
  'image-size': report(call => [
    pathIn(
      call,
      /docker image inspect[^\n]*> *(reports\/\S+)/,
      'reports/image/image.json',
    ),
    imageJson(
      call.env.REFERENCE ?? 'image',
      call.scope.trailers.image,
      nowOf(call),
    ),
  ]),
  sonar: report(call => [
    pathIn(call, /project_status[^\n]*> *(\S+)/, 'reports/sonar-gate.json'),
    sonarGateJson(call.scope.trailers.sonar),
  ]),
};
