import { NotificationService } from '@backstage/plugin-notifications-node';
import { Rollback } from '@heal7/backstage-plugin-delivery-common';
import { Message, MessageLevel } from './message';

/** A way to reach people. Throws when it did not work; it is then tried again. */
export interface MessageChannel {
  readonly name: string;
  send(message: Message, rollback: Rollback): Promise<void>;
}

const colours: Record<MessageLevel, string> = {
  success: '#2eb67d',
  warning: '#ecb22e',
  error: '#e01e5a',
};

/** `&`, `<` and `>` are control characters of Slack's mark-up. */
const escapeSlack = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/**
 * A message through an incoming webhook.
 *
 * @see https://api.slack.com/messaging/webhooks
 */
export class SlackChannel implements MessageChannel {
  readonly name = 'slack';

  constructor(
    private readonly webhookUrl: string,
    private readonly timeoutMs = 10_000,
  ) {}

  async send(message: Message): Promise<void> {
    let response: Response;
    try {
      response = await fetch(this.webhookUrl, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          text: escapeSlack(message.title),
          attachments: [
            {
              color: colours[message.level],
              fallback: escapeSlack(`${message.title}: ${message.text}`),
              text: escapeSlack(message.text),
              ...(message.url
                ? { title: 'Open in the portal', title_link: message.url }
                : {}),
              fields: message.fields.map(({ title, value }) => ({
                title,
                value: escapeSlack(value),
                short: true,
              })),
            },
          ],
        }),
        signal: AbortSignal.timeout(this.timeoutMs),
      });
    } catch (error) {
      // The address of a webhook is a secret: only the kind of failure is told.
      throw new Error(
        `Slack does not answer (${
          error instanceof Error ? error.name : 'error'
        })`,
      );
    }
    if (!response.ok) throw new Error(`Slack answered ${response.status}`);
  }
}

/** A notification in the portal for the owners of the service. */
export class NotificationChannel implements MessageChannel {
  readonly name = 'notification';

  constructor(private readonly notifications: NotificationService) {}

  async send(message: Message, rollback: Rollback): Promise<void> {
    await this.notifications.send({
      recipients: { type: 'entity', entityRef: rollback.entityRef },
      payload: {
        title: message.title,
        description: message.text,
        severity: message.level === 'error' ? 'high' : 'normal',
        topic: 'delivery-rollback',
        // One line per rollback that is updated, not a line per step.
        scope: `rollback:${rollback.id}`,
        ...(message.url ? { link: message.url } : {}),
      },
    });
  }
}
