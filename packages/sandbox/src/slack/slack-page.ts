import type { SlackMessage } from './slack-server';
import { day, html, page } from '../github/pages/html';

/** The messages, newest first. */
export function slackPage(messages: SlackMessage[]): string {
  return page(
    'Slack',
    html`<h1>Slack messages</h1>
      ${messages.length === 0
        ? html`<p class="muted">No messages yet.</p>`
        : undefined}
      ${[...messages].reverse().map(
        message => html`<h2>
            ${message.hook}
            <span class="muted">${day(message.receivedAt)}</span>
          </h2>
          <pre>${message.text}</pre>
          <details>
            <summary>As it came</summary>
            <pre>${JSON.stringify(message.payload, undefined, 2)}</pre>
          </details>`,
      )}`,
    5,
    'sandbox Slack',
  );
}
