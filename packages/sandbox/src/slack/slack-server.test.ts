import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSlackServer, SlackServer } from './slack-server';

describe('sandbox Slack', () => {
  let directory: string;
  let slack: SlackServer;
  let url: string;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'heal7-slack-'));
    slack = createSlackServer({ port: 0, stateDirectory: directory });
    url = `http://localhost:${(await slack.start()).port}`;
  });
  afterEach(async () => {
    await slack.stop();
    rmSync(directory, { recursive: true, force: true });
  });
  const post = async (body: string) => {
    const answer = await fetch(`${url}/services/T1/B1/x`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    return { status: answer.status, text: await answer.text() };
  };

  it.each([
    ['not json', 400, 'invalid_payload'],
    ['[]', 400, 'invalid_payload'],
    ['{"blocks":"x"}', 400, 'invalid_payload'],
    ['{}', 400, 'no_text'],
    ['{"text":"","blocks":[]}', 400, 'no_text'],
    ['{"text":"Hello"}', 200, 'ok'],
    ['{"attachments":[{"color":"danger","text":"Bad"}]}', 200, 'ok'],
  ])('answers %s with %d %s', async (body, status, text) => {
    expect(await post(body)).toEqual({ status, text });
  });

  it('shows what it received, escaped, and remembers the last 200 after a restart', async () => {
    await post(
      JSON.stringify({
        blocks: [
          {
            type: 'section',
            text: { type: 'mrkdwn', text: '<b>Canary failed</b>' },
          },
        ],
      }),
    );
    expect(await (await fetch(url)).text()).toContain(
      '&lt;b&gt;Canary failed&lt;/b&gt;',
    );
    for (let i = 0; i < 200; i += 1)
      await post(JSON.stringify({ text: `message ${i}` }));
    await slack.stop();
    slack = createSlackServer({ port: 0, stateDirectory: directory });
    url = `http://localhost:${(await slack.start()).port}`;
    const { items } = await (await fetch(`${url}/messages`)).json();
    expect(items).toHaveLength(200);
    expect(items[199]).toMatchObject({
      id: 201,
      hook: 'T1/B1/x',
      text: 'message 199',
    });
  });
});
