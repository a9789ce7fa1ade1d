/** A small service as the templates generate them, for tests of the CI. */
export const workflowText = `name: CI
on:
  push:
    branches: [main]
    paths-ignore: ['docs/**']
  pull_request:
    branches: [main]
jobs:
  test:
    name: Tests
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v7
      - name: Unit tests
        run: pytest --junitxml=reports/junit.xml --cov-report=xml:reports/coverage.xml
      - uses: actions/upload-artifact@v7
        if: always()
        with: { name: reports-test, path: reports/ }
  security:
    runs-on: ubuntu-24.04
    steps:
      - uses: aquasecurity/trivy-action@v0
        with: { scan-type: fs, format: json, output: reports/trivy.json }
  gates:
    name: Quality gate
    needs: [test, security]
    if: \${{ !cancelled() }}
    steps:
      - name: Judge
        run: npx heal7-gates check
  build:
    name: Image
    needs: gates
    if: \${{ github.event_name == 'push' && github.ref == 'refs/heads/main' && needs.gates.result == 'success' }}
    steps:
      - uses: docker/build-push-action@v7
        with: { push: true }
  deploy:
    name: Deploy to development
    needs: build
    steps:
      - name: Write the image tag
        run: yq -i '.image.tag = strenv(TAG)' environments/dev/$SERVICE/values-dev.yaml && git push
`;

export const serviceFiles: Record<string, string> = {
  VERSION: '1.42\n',
  'heal7-gates.yaml': 'service: backend\n',
  'requirements.txt': 'fastapi==0.121.0\nuvicorn==0.38.0\n',
  'app/main.py': Array.from(
    { length: 40 },
    (_unused, i) => `VALUE_${i} = ${i}`,
  ).join('\n'),
  'tests/test_main.py':
    'def test_health():\n    assert True\n\ndef test_ready():\n    assert True\n',
  '.github/workflows/ci.yml': workflowText,
};

export const valuesText = `# Values of this environment; CI writes the tag.
image:
  tag: none # replaced at every deployment
replicaCount: 1
`;
