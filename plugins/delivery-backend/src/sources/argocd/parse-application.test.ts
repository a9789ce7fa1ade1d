import { JsonObject } from '@backstage/types';
import { parsed } from '../../__testUtils__/objects';
import { parseApplication } from './parse-application';

const parse = (spec: JsonObject, status: JsonObject = {}) =>
  parseApplication(
    parsed({
      metadata: { name: 'shop-prod', namespace: 'argocd' },
      spec,
      status,
    }),
  );

describe('parseApplication', () => {
  it('reads state, conditions and a failed operation', () => {
    expect(
      parse(
        {
          source: {
            repoURL: 'https://git/x.git',
            path: 'p',
            targetRevision: 'main',
          },
          destination: { namespace: 'prod' },
          syncPolicy: { automated: { prune: true } },
        },
        {
          sync: { status: 'OutOfSync' },
          health: { status: 'Degraded', message: 'bad' },
          operationState: {
            phase: 'Failed',
            message: 'one or more objects failed',
          },
          conditions: [
            {
              type: 'SyncError',
              message: 'no',
              lastTransitionTime: '2026-01-01T00:00:00Z',
            },
          ],
        },
      ),
    ).toMatchObject({
      sync: 'out-of-sync',
      health: 'degraded',
      healthMessage: 'bad',
      destinationNamespace: 'prod',
      failedOperation: 'one or more objects failed',
      conditions: [
        { type: 'SyncError', message: 'no', at: '2026-01-01T00:00:00.000Z' },
      ],
      autoSync: true,
    });
  });

  it('keeps every entry of the history, newest first, of one and of several sources', () => {
    const { history, sources } = parse(
      {
        sources: [
          { repoURL: 'https://charts', chart: 'shop', targetRevision: '1.2.3' },
          { repoURL: 'https://git/x.git', path: 'p' },
        ],
      },
      {
        history: [
          { id: 0, revision: 'aaa', deployedAt: '2026-01-01T00:00:00Z' },
          {
            id: 1,
            revisions: ['1.2.3', 'bbb'],
            initiatedBy: { automated: true },
          },
          { id: 2, revision: 'ccc', initiatedBy: { username: 'lead' } },
        ],
      },
    );
    expect(history).toMatchObject([
      { id: '2', revisions: ['ccc'], initiatedBy: 'lead' },
      { id: '1', revisions: ['1.2.3', 'bbb'], initiatedBy: 'Argo CD' },
      { id: '0', revisions: ['aaa'], deployedAt: '2026-01-01T00:00:00.000Z' },
    ]);
    expect(sources[0]).toMatchObject({ chart: 'shop', revision: '1.2.3' });
  });

  it.each([
    [
      {
        source: { helm: { parameters: [{ name: 'image.tag', value: '1.2' }] } },
      },
      '1.2',
    ],
    [{ source: { kustomize: { images: ['shop=host:5000/shop:1.3'] } } }, '1.3'],
    [{ source: { helm: { valueFiles: ['values.yaml'] } } }, undefined],
  ])('finds the wanted tag where the Application has it: %j', (spec, tag) => {
    expect(parse(spec).targetTag).toBe(tag);
  });

  it('does not call the unknown healthy', () => {
    expect(
      parse({}, { sync: { status: 'Odd' }, health: 'text' }),
    ).toMatchObject({
      sync: 'unknown',
      health: 'unknown',
      history: [],
      autoSync: false,
    });
    expect(
      parse({ syncPolicy: { automated: { enabled: false } } }).autoSync,
    ).toBe(false);
  });
});
