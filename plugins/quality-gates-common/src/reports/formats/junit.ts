import type { XmlAttributes, XmlFormat, XmlHandler } from '../support/readXml';
import type { ParsedReport } from '../support/ParsedReport';
import { TopItems } from '../support/TopItems';
import { parseNumber } from '../support/numbers';
import { parseTimestamp } from '../support/dates';
import { junitReport, type TestCounts } from './junitReport';
import { StatedTestTotals } from './StatedTestTotals';

interface TestCase {
  name: string;
  state: 'passed' | 'skipped' | 'failed' | 'error';
  flaky: boolean;
  message: string;
}

const reruns = ['flakyFailure', 'flakyError', 'rerunFailure', 'rerunError'];
const notRun = ['skipped', 'ignored', 'disabled'];
/** What some writers say of a test case in an attribute, and nowhere else. */
const stateOf = new Map<string, TestCase['state']>([
  ['notrun', 'skipped'],
  ['skipped', 'skipped'],
  ['disabled', 'skipped'],
  ['suppressed', 'skipped'],
  ['ignored', 'skipped'],
  ['failed', 'failed'],
  ['fail', 'failed'],
  ['failure', 'failed'],
  ['error', 'error'],
  ['errored', 'error'],
]);

/**
 * JUnit XML in the dialects of surefire, pytest, jest-junit, PHPUnit, GoogleTest, nextest …
 * Test cases are counted, an error outranks a failure outranks a skip; a test that passed on a rerun passed, and is flaky.
 */
class JUnitHandler implements XmlHandler {
  readonly #counts: TestCounts = {
    total: 0,
    passed: 0,
    failed: 0,
    errors: 0,
    skipped: 0,
    flaky: 0,
    failureElements: 0,
    errorElements: 0,
    rerunElements: 0,
    suiteErrors: 0,
    failures: new TopItems(),
    duration: { sum: 0, timed: 0, invalid: [] },
  };
  #root: XmlAttributes = {};
  readonly #stated = new StatedTestTotals();
  #timestamp: string | undefined;
  #case: TestCase | undefined;

  open(name: string, attributes: XmlAttributes, path: readonly string[]) {
    if (path.length === 0) {
      this.#root = attributes;
      this.#stated.addRoot(attributes);
    }
    if (name === 'testsuite') {
      this.#startSuite(attributes, path.length);
    } else if (name === 'testcase') {
      if (path.at(-1) === 'testsuites') this.#stated.addLooseCase();
      this.#startCase(attributes);
    } else if (this.#case && path.at(-1) === 'testcase') {
      this.#outcome(name, attributes, this.#case);
    } else if (name === 'error' && path.at(-1) === 'testsuite') {
      this.#counts.suiteErrors += 1;
    }
  }

  close(name: string) {
    if (name !== 'testcase' || !this.#case) return;
    const { state, flaky, name: test, message } = this.#case;
    const counts = this.#counts;
    counts.total += 1;
    if (state === 'passed') counts.passed += 1;
    else if (state === 'skipped') counts.skipped += 1;
    else if (state === 'failed') counts.failed += 1;
    else counts.errors += 1;
    if (state === 'passed' && flaky) counts.flaky += 1;
    if (state === 'failed' || state === 'error') {
      counts.failures.add(() => (message ? `${test}: ${message}` : test));
    }
    this.#case = undefined;
  }

  finish(): ParsedReport {
    return junitReport(
      this.#counts,
      this.#stated,
      this.#timestamp ?? parseTimestamp(this.#root.timestamp),
    );
  }

  #startSuite(attributes: XmlAttributes, depth: number) {
    if (depth > 0) this.#stated.addSuite(attributes, depth);
    this.#timestamp ??= parseTimestamp(attributes.timestamp);
  }

  #startCase(attributes: XmlAttributes) {
    const status = (attributes.status ?? attributes.result ?? '').toLowerCase();
    this.#case = {
      name: [attributes.classname, attributes.name].filter(Boolean).join(' › '),
      state: stateOf.get(status) ?? 'passed',
      flaky: false,
      message: '',
    };
    if (!attributes.time?.trim()) return;
    const seconds = parseNumber(attributes.time);
    const { duration } = this.#counts;
    if (seconds === undefined || seconds < 0) {
      if (duration.invalid.length < 1) duration.invalid.push(attributes.time);
      return;
    }
    duration.sum += seconds;
    duration.timed += 1;
  }

  #outcome(name: string, attributes: XmlAttributes, test: TestCase) {
    const counts = this.#counts;
    if (name === 'error') {
      counts.errorElements += 1;
      if (test.state !== 'error') test.message = attributes.message ?? '';
      test.state = 'error';
    } else if (name === 'failure') {
      counts.failureElements += 1;
      fail(test, attributes.message ?? '');
    } else if (notRun.includes(name)) {
      if (test.state === 'passed') test.state = 'skipped';
    } else if (reruns.includes(name)) {
      counts.rerunElements += 1;
      if (name.startsWith('flaky')) test.flaky = true;
    }
  }
}

/** An error outranks a failure. */
function fail(test: TestCase, message: string) {
  if (test.state === 'error') return;
  if (test.state !== 'failed') test.message = message;
  test.state = 'failed';
}

export const junit: XmlFormat = {
  format: 'junit',
  matches: root => root === 'testsuites' || root === 'testsuite',
  create: () => new JUnitHandler(),
};
