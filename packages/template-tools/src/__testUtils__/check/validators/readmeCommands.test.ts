import { readmeCommands, whyNotHere } from './readmeCommands';

const readme = `# tea

\`\`\`sh
python3 -m venv .venv
.venv/bin/uvicorn app.main:app --reload --port 8000 # for people
\`\`\`

Then http://localhost:8000/docs.

\`\`\`json
{ "not": "a command" }
\`\`\`

## Test

| | |
| --- | --- |
| Unit, with coverage | \`.venv/bin/pytest\` |
| Integration, with Redis (\`REDIS_URL\`) | \`pytest tests/integration\` |

\`\`\`sh
terraform apply \\
  -var environment=prod
\`\`\`

## Settings

| \`PORT\` | \`3000\` |
`;

describe('readmeCommands', () => {
  it('reads shell blocks and the table of tests', () => {
    expect(readmeCommands(readme)).toEqual([
      { text: 'python3 -m venv .venv', line: 4 },
      {
        text: '.venv/bin/uvicorn app.main:app --reload --port 8000',
        line: 5,
        serves: 'http://localhost:8000/docs',
      },
      { text: '.venv/bin/pytest', line: 18 },
      { text: 'pytest tests/integration', line: 19, needs: ['REDIS_URL'] },
      { text: 'terraform apply -var environment=prod', line: 23 },
    ]);
  });
});

describe('whyNotHere', () => {
  it.each([
    ['BASE_URL=https://… npm run test:e2e', /deployed service/],
    ['terraform apply -var environment=prod', /AWS/],
    ['no-such-program --now', /no-such-program is not installed/],
    ['.venv/bin/pytest', /^runs$/],
    ['node --version', /^runs$/],
  ])('%s', async (command, reason) => {
    const why = await whyNotHere({ text: command, line: 1 });
    expect(why ?? 'runs').toMatch(reason);
  });

  it('knows what a row of the table asks for', async () => {
    const command = { text: 'node --version', line: 1, needs: ['NO_SUCH_URL'] };
    expect(await whyNotHere(command)).toBe('needs NO_SUCH_URL');
  });
});
