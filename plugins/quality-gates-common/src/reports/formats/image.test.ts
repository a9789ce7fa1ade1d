import { numbers } from '../testing';

const manifest = {
  schemaVersion: 2,
  config: { size: 100 },
  layers: [{ size: 200 }, { size: 300 }],
};

describe('image size', () => {
  it('adds up the manifest', () => {
    expect(numbers(manifest).measured).toEqual({ 'image.size': 600 });
  });

  it('takes the largest platform, and the size that Docker states', () => {
    expect(
      numbers([
        { Ref: 'a', OCIManifest: manifest },
        { Ref: 'b', SchemaV2Manifest: { ...manifest, layers: [] } },
      ]).measured,
    ).toEqual({ 'image.size': 600 });
    expect(numbers([{ Id: 'a', Size: 7, RootFS: {} }]).measured).toEqual({
      'image.size': 7,
    });
  });

  it.each([
    [{ 'containerimage.descriptor': { size: 1609 } }, 'no-data'],
    [{ schemaVersion: 2, manifests: [{ size: 1609 }] }, 'no-data'],
    [{ ...manifest, layers: [{}] }, 'malformed'],
    [{ ...manifest, config: { size: -1 } }, 'malformed'],
    [{ ...manifest, layers: [{ size: 1.5 }] }, 'malformed'],
  ])('makes no number of %j', (value, code) => {
    expect(numbers(value)).toMatchObject({ measured: {}, codes: [code] });
  });
});
