import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { stringify } from 'yaml';
import { StrictSchemas } from './schemas';

const swagger = {
  definitions: {
    'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta': {
      type: 'object',
      properties: { name: { type: 'string' } },
    },
    'io.k8s.api.core.v1.Service': {
      type: 'object',
      properties: {
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
        metadata: {
          $ref: '#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta',
        },
        spec: {
          type: 'object',
          properties: { port: { type: 'string', format: 'int-or-string' } },
        },
      },
      'x-kubernetes-group-version-kind': [
        { group: '', version: 'v1', kind: 'Service' },
      ],
    },
  },
};

const canary = {
  kind: 'CustomResourceDefinition',
  spec: {
    group: 'flagger.app',
    names: { kind: 'Canary' },
    versions: [
      {
        name: 'v1beta1',
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                required: ['interval'],
                properties: {
                  interval: { type: 'string' },
                  weight: { type: 'number', nullable: true },
                },
              },
            },
          },
        },
      },
    ],
  },
};

describe('StrictSchemas', () => {
  let folder: string;
  let schemas: StrictSchemas;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'heal7-schemas-'));
    const files = {
      'kubernetes/swagger.json.gz': gzipSync(JSON.stringify(swagger)),
      'flagger/crd.yaml': stringify(canary),
    };
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    schemas = new StrictSchemas(folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const service = (spec: object, metadata: object = { name: 'a' }) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec,
  });
  const release = (spec: object) => ({
    apiVersion: 'flagger.app/v1beta1',
    kind: 'Canary',
    metadata: { name: 'a' },
    spec,
  });

  it('accepts what the schemas know', () => {
    expect(schemas.validate(service({ port: 80 }))).toEqual([]);
    expect(schemas.validate(service({ port: 'http' }))).toEqual([]);
    expect(schemas.validate(release({ interval: '1m', weight: null }))).toEqual(
      [],
    );
  });

  it('refuses what they do not know', () => {
    expect(schemas.validate(service({ prot: 80 }))).toEqual([
      expect.stringContaining('(prot)'),
    ]);
    expect(schemas.validate(service({}, { nmae: 'a' }))).toEqual([
      expect.stringContaining('(nmae)'),
    ]);
    expect(schemas.validate(release({ intervall: '1m' }))).toHaveLength(2);
  });

  it('says when it knows nothing of a kind', () => {
    expect(schemas.validate({ apiVersion: 'a/v1', kind: 'B' })).toBeUndefined();
  });
});
