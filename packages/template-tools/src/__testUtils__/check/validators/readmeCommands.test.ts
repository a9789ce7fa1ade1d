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
      { text: 'terraform apply -var environment=prod', line: 22 },
    ]);
  });
});

describe('whyNotHere', () => {
  it.each([
    ['BASE_URL=https://… npm run test:e2e', /deployed service/],
    ['terraform apply -var environment=prod', /AWS/],
    ['no-such-program --now', /no-such-program is not installed/],
    ['.venv/bin/pytest', undefined],
    ['node --version', undefined],
  ])('%s', async (command, reason) => {
    const why = await whyNotHere(command);
    if (reason) expect(why).toMatch(reason);
    else expect(why).toBeUndefined();
  });
});
