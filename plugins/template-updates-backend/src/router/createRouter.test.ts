import express from 'express';
import request from 'supertest';
import { mockErrorHandler, mockServices } from '@backstage/backend-test-utils';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  conflictReasons,
  type ServiceTemplate,
  type TemplateFleet,
  type UpdatePreview,
} from '@heal7/backstage-plugin-template-updates-common';
import {
  entityRef,
  pull,
  repoUrl,
  templateRef,
} from '../__testUtils__/fixtures';
import type { UpdateService } from '../updates/UpdateService';
import { createRouter } from './createRouter';

const { repoUrl: _repoUrl, commit: _commit, ...shownPull } = pull();

/** Everything an answer can hold. */
const service: ServiceTemplate = {
  entityRef,
  owner: 'group:default/team-tea',
  templateRef,
  version: '1.0.0',
  latestVersion: '1.1.0',
  behind: 1,
  state: 'proposed',
  problem: 'GitHub does not answer',
  pullRequests: [shownPull],
  checkedAt: '2026-11-20T10:00:00.000Z',
  allowed: { propose: true },
};
const fleet: TemplateFleet = {
  items: [service],
  templates: [
    {
      templateRef,
      title: 'small',
      versions: [{ version: '1.1.0', services: 1 }],
    },
  ],
};
const preview: UpdatePreview = {
  entityRef,
  templateRef,
  fromVersion: '1.0.0',
  toVersion: '1.1.0',
  baseKnown: false,
  targets: [
    {
      repositoryUrl: repoUrl,
      files: [
        {
          path: 'a',
          kind: 'move',
          from: 'b',
          diff: '+x',
          added: 1,
          removed: 0,
        },
      ],
      conflicts: conflictReasons.map(reason => ({
        path: reason,
        reason,
        places: 1,
      })),
      skipped: ['c'],
    },
  ],
};

function start(answers: Partial<Omit<UpdateService, 'fleet'>> = {}) {
  const updates = {
    fleet: jest.fn<Promise<TemplateFleet>, Parameters<UpdateService['fleet']>>(
      async () => fleet,
    ),
    get: jest.fn(async () => service),
    check: jest.fn(async () => service),
    preview: jest.fn(async () => preview),
    propose: jest.fn(async () => service),
    ...answers,
  };
  const previewer = {
    preview: jest.fn(async () => ({
      templateRef,
      version: '1.1.0',
      files: [{ path: 'a', size: 1, text: 'x' }],
    })),
  };
  const success = jest.fn();
  const fail = jest.fn();
  const createEvent = jest.fn(async () => ({ success, fail }));
  const app = express();
  app.use(
    createRouter({
      updates,
      previewer,
      httpAuth: mockServices.httpAuth(),
      auditor: mockServices.auditor.mock({ createEvent }),
      validateResponses: true,
    }),
  );
  app.use(mockErrorHandler());
  return { app, updates, previewer, createEvent, success, fail };
}

const path = '/services/component/default/Tea-Shop';

// An answer that breaks openapi.yaml becomes a 500.
describe('the HTTP API keeps its contract', () => {
  it('lists services, of some owners when asked', async () => {
    const { app, updates } = start();
    const { body } = await request(app).get('/services').expect(200);
    expect(body).toEqual(fleet);
    await request(app)
      .get('/services?owner=group:default/Team-Tea&owner=user:default/minji')
      .expect(200);
    await request(app).get('/services?owner=group:default/one').expect(200);
    expect(updates.fleet.mock.calls.map(([query]) => query.owners)).toEqual([
      undefined,
      ['group:default/team-tea', 'user:default/minji'],
      ['group:default/one'],
    ]);
  });

  it('answers about one service', async () => {
    const { app, updates } = start();
    await request(app).get(path).expect(200, service);
    await request(app).post(`${path}/check`).expect(200, service);
    await request(app).post(`${path}/preview`).expect(200, preview);
    expect(updates.get).toHaveBeenCalledWith(entityRef, expect.anything());
    expect(updates.preview).toHaveBeenCalledWith(entityRef, expect.anything());
  });

  it('shows what a template would write', async () => {
    const { app, previewer } = start();
    const values = { name: 'tea-shop', owner: undefined };
    const { body } = await request(app)
      .post('/templates/default/Small/preview')
      .send({ values })
      .expect(200);
    expect(body.files).toEqual([{ path: 'a', size: 1, text: 'x' }]);
    expect(previewer.preview).toHaveBeenCalledWith(
      templateRef,
      { name: 'tea-shop' },
      expect.anything(),
    );
    await request(app).post('/templates/default/Small/preview').expect(400);
    await request(app)
      .post('/templates/default/Small/preview')
      .send({ values: 'all' })
      .expect(400);
  });

  it('proposes, and writes down who did', async () => {
    const { app, createEvent, success, fail } = start();
    await request(app).post(`${path}/pull-requests`).expect(201, service);
    expect(createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'template-update-propose',
        meta: { entityRef },
      }),
    );
    expect(success).toHaveBeenCalledWith({
      meta: { pullRequests: [shownPull.url] },
    });
    expect(fail).not.toHaveBeenCalled();
  });

  it.each([
    [403, new NotAllowedError('You may not update it')],
    [404, new NotFoundError('It was not made from a template')],
    [409, new ConflictError('It is on the newest version already')],
  ])('says why not: %s', async (status, error) => {
    const refuse = async () => {
      throw error;
    };
    const { app, success, fail } = start({
      get: refuse,
      preview: refuse,
      propose: refuse,
    });
    for (const answer of [
      await request(app).get(path),
      await request(app).post(`${path}/preview`),
      await request(app).post(`${path}/pull-requests`),
    ]) {
      expect(answer.status).toBe(status);
      expect(answer.body.error.message).toBe(error.message);
    }
    expect(fail).toHaveBeenCalledTimes(1);
    expect(success).not.toHaveBeenCalled();
  });

  it('refuses names that are none', async () => {
    const { app, updates } = start();
    await request(app)
      .get(`/services/component/default/${'x'.repeat(64)}`)
      .expect(400);
    await request(app).get('/elsewhere').expect(404);
    expect(updates.get).not.toHaveBeenCalled();
  });
});
