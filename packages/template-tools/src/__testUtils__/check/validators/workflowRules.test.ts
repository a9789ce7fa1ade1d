import { LineCounter, parseDocument } from 'yaml';
import { workflowProblems } from './workflowRules';

const SHA = 'a'.repeat(40);
const good = `name: CI
on:
  pull_request:
permissions:
  contents: read
concurrency: ci
jobs:
  test:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@${SHA} # v7.0.1
        with:
          persist-credentials: false
      - run: echo "$TITLE"
        env:
          TITLE: \${{ github.event.pull_request.title }}
  call:
    uses: heal7/workflows/.github/workflows/quality.yml@v1.0.0
`;

function problems(text: string): string[] {
  const lineCounter = new LineCounter();
  return workflowProblems(
    parseDocument(text, { lineCounter }),
    lineCounter,
    text,
  ).map(({ line, message }) => `${line}: ${message}`);
}

describe('workflowProblems', () => {
  it('finds nothing in a good workflow', () => {
    expect(problems(good)).toEqual([]);
  });

  it.each([
    [/pull_request:/, 'pull_request_target:', /^3: pull_request_target/],
    [/permissions:\n {2}contents: read\n/, '', /"permissions"/],
    [/concurrency: ci\n/, '', /"concurrency"/],
    [/ {4}timeout-minutes: 5\n/, '', /^9: .*timeout-minutes/],
    [
      / {10}persist-credentials: false/,
      '          depth: 0',
      /leaves its token/,
    ],
    [/@a{40} # v7.0.1/, '@v7 # v7', /^12: .*not pinned/],
    [/ # v7.0.1/, '', /does not say its version/],
    [/\$TITLE"/, '${{ github.head_ref }}"', /^15: .*anybody can choose/],
    [/@v1.0.0/, '@main', /not pinned/],
    [/@v1.0.0\n/, '@v1.0.0\n    secrets: inherit\n', /passes every secret/],
  ])('%s', (from, to, expected) => {
    const found = problems(good.replace(from, to));
    expect(found).toEqual([expect.stringMatching(expected)]);
  });
});
