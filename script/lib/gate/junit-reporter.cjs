/* A reporter of Jest that writes the results as JUnit XML: --reporters=default --reporters=script/lib/gate/junit-reporter.cjs */
const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');

const root = join(__dirname, '../../..');
const target = join(root, 'reports/junit.xml');

class JunitReporter {
  onRunComplete(_, results) {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, document(results));
  }
}

function document(results) {
  const suites = results.testResults.map(suite);
  const seconds = (Date.now() - results.startTime) / 1000;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    element('testsuites', { name: 'jest', time: seconds }, suites),
    '',
  ].join('\n');
}

function suite({ testFilePath, testResults, testExecError, perfStats }) {
  const file = relative(root, testFilePath);
  const cases = testResults.map(test => testcase(file, test));
  // A file that could not even be loaded has no test case of its own.
  if (testExecError) cases.push(broken(file, testExecError));
  return element(
    'testsuite',
    { name: file, timestamp: new Date(perfStats.start).toISOString() },
    cases,
  );
}

function testcase(file, { fullName, duration, status, failureMessages }) {
  const inside = [];
  if (status === 'failed') {
    inside.push(element('failure', { message: failureMessages[0] ?? '' }));
  } else if (status !== 'passed') {
    inside.push(element('skipped'));
  }
  const time = (duration ?? 0) / 1000;
  return element('testcase', { classname: file, name: fullName, time }, inside);
}

const broken = (file, { message }) =>
  element('testcase', { classname: file, name: 'the file', time: 0 }, [
    element('error', { message: message ?? '' }),
  ]);

function element(name, attributes = {}, children = []) {
  const list = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escape(String(value))}"`)
    .join('');
  return children.length === 0
    ? `<${name}${list}/>`
    : `<${name}${list}>\n${children.join('\n')}\n</${name}>`;
}

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escape = text =>
  text
    .slice(0, 2_000)
    // XML knows no control characters; messages hold the colours of the terminal.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/[&<>"]/g, it => entities[it]);

module.exports = JunitReporter;
