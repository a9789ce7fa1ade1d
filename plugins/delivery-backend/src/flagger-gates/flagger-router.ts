import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import express from 'express';
import Router from 'express-promise-router';
import { RolloutEvents } from '../events/rollout-events';
import {
  eventTime,
  flaggerGates,
  parseFlaggerPayload,
} from './flagger-payload';
import { GateAnswer, GateKeeper } from './gate-keeper';
import { createTokenCheck, WebhookToken } from './webhook-tokens';

/** Must be excepted from the portal's own authentication: Flagger cannot send a token of the portal. */
export const flaggerAuthPolicy = {
  path: '/flagger',
  allow: 'unauthenticated',
} as const;

/**
 * `POST /flagger/<gate>/<token>`: what Flagger calls. 200 = yes; every other status = no. Flagger echoes the body into its
 * event, so it is one plain sentence.
 */
export function createFlaggerRouter(options: {
  keeper: Pick<GateKeeper, 'answer'>;
  rolloutEvents: RolloutEvents;
  tokens: WebhookToken[];
  auditor: AuditorService;
  logger: LoggerService;
  now: () => Date;
}): express.Router {
  const { keeper, rolloutEvents, tokens, auditor, logger, now } = options;
  const check = createTokenCheck(tokens);
  if (tokens.length === 0) {
    logger.warn(
      'delivery.flagger.webhookTokens is not configured: every question of Flagger is answered with no',
    );
  }

  const demand = (token: string): WebhookToken => {
    const known = check(token);
    if (!known) throw new NotAllowedError('unknown token');
    return known;
  };

  const router = Router();
  router.use('/flagger', express.json({ limit: '64kb' }));

  router.post('/flagger/event/:token', async (request, response) => {
    const { cluster } = demand(request.params.token);
    const { metadata, ...payload } = parseFlaggerPayload(request.body);
    if (!metadata.eventMessage)
      throw new InputError('metadata.eventMessage: is missing');
    const recorded = await rolloutEvents.record({
      ...(cluster ? { cluster } : {}),
      namespace: payload.namespace,
      name: payload.name,
      ...(payload.phase ? { phase: payload.phase } : {}),
      ...(payload.checksum ? { checksum: payload.checksum } : {}),
      at: eventTime(metadata, now()),
      type: metadata.eventType === 'Warning' ? 'warning' : 'normal',
      message: metadata.eventMessage.slice(0, 2000),
    });
    response
      .status(200)
      .type('text/plain')
      .send(recorded ? 'recorded' : 'already known');
  });

  for (const gate of flaggerGates) {
    router.post(`/flagger/${gate}/:token`, async (request, response) => {
      const { cluster } = demand(request.params.token);
      const payload = parseFlaggerPayload(request.body);
      let answer: GateAnswer;
      try {
        answer = await keeper.answer(gate, payload, cluster);
      } catch (error) {
        // Not knowing is a no, and Flagger asks again at its next tick.
        logger.warn(
          `Gate ${gate} of ${payload.namespace}/${payload.name}: ${String(
            error,
          )}`,
        );
        response
          .status(503)
          .type('text/plain')
          .send('the portal cannot tell at the moment');
        return;
      }
      if (answer.audit) {
        const event = await auditor.createEvent({
          eventId: 'flagger-gate',
          severityLevel: 'medium',
          request,
          meta: {
            gate,
            namespace: payload.namespace,
            canary: payload.name,
            checksum: payload.checksum,
            answer: answer.yes ? 'yes' : 'no',
            ...answer.audit,
          },
        });
        await event.success();
      }
      response
        .status(answer.yes ? 200 : 403)
        .type('text/plain')
        .send(answer.sentence.text);
    });
  }
  return router;
}
