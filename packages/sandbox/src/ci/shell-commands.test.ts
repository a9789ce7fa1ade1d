import { gatesCalls } from './shell-commands';

describe('calls of heal7-gates in a script', () => {
  const env = { PORTAL: 'http://portal', BRANCH: 'a b', EMPTY: '', PULL: '7' };

  it.each([
    ['npx --yes @heal7/gates@0.1 facts', [['facts']]],
    ['heal7-gates check --markdown "$FILE"', [['check', '--markdown', '']]],
    [
      'npx --yes @heal7/gates push \\\n  --portal "$PORTAL" --branch "$BRANCH"',
      [['push', '--portal', 'http://portal', '--branch', 'a b']],
    ],
    ['heal7-gates push $BRANCH', [['push', 'a', 'b']]],
    ['heal7-gates push $EMPTY x', [['push', 'x']]],
    [
      `heal7-gates push \${PULL:+--pull-request "$PULL"} --x`,
      [['push', '--pull-request', '7', '--x']],
    ],
    [`heal7-gates push \${EMPTY:+--pull-request "$EMPTY"}`, [['push']]],
    [
      `heal7-gates push \${NONE:-main} '$PORTAL'`,
      [['push', 'main', '$PORTAL']],
    ],
    [
      'mkdir -p reports && heal7-gates facts\n# heal7-gates never\nheal7-gates check; echo heal7-gates',
      [['facts'], ['check']],
    ],
    [
      'heal7-gates push --portal=${PORTAL}/x',
      [['push', '--portal=http://portal/x']],
    ],
    ['echo nothing', []],
  ])('%s', (script, expected) => {
    expect(gatesCalls(script, env)).toEqual(expected);
  });
});
