import type { JsonFormat } from '../support/readJson';
import {
  kindOnly,
  listOfShape,
  plainKeys,
  type JsonShape,
} from '../support/jsonShape';
import type { ParsedReport } from '../support/ParsedReport';
import { ReportError } from '../support/ReportError';
import {
  asArray,
  asCount,
  asRecord,
  asString,
  type JsonRecord,
} from '../support/json';
import { listOf, records } from '../support/lists';
import { noData } from '../support/noData';
import { TopItems } from '../support/TopItems';

/** An image and how many bytes it has. */
interface Image {
  name: string;
  size: number;
}

const manifestShape = {
  ...plainKeys('schemaVersion', 'mediaType'),
  manifests: kindOnly,
  config: { keys: plainKeys('size') },
  layers: listOfShape({ keys: plainKeys('size') }),
};
const inspectedShape = {
  ...manifestShape,
  SchemaV2Manifest: { keys: manifestShape },
  OCIManifest: { keys: manifestShape },
  RootFS: kindOnly,
  ...plainKeys('Size', 'RepoTags', 'Ref', 'Id'),
  Descriptor: { keys: { platform: { keys: plainKeys('architecture') } } },
};
const imageShape: JsonShape = {
  keys: {
    ...inspectedShape,
    'containerimage.digest': kindOnly,
    'containerimage.descriptor': kindOnly,
  },
  items: { keys: inspectedShape },
};

/**
 * Size of an image: an OCI or Docker manifest (configuration and layers, as they are pulled), `docker manifest inspect -v`
 * and `docker image inspect` (unpacked). Of several images or platforms the largest counts. An index and the metadata of
 * buildx describe manifests, whose size is not the image's: they hold no such number.
 */
export const image: JsonFormat = {
  format: 'image',
  hint: /"(RootFS|SchemaV2Manifest|OCIManifest|containerimage\.(digest|descriptor))"\s*:|manifest\.v[12]\+json/,
  shape: imageShape,
  matches: value => {
    const list = asArray(value);
    if (list) return list.length > 0 && list.every(it => sizer(it));
    return sizer(value) !== undefined || isIndex(value) || isMetadata(value);
  },
  read(value): ParsedReport {
    if (isMetadata(value)) {
      return noData(
        'The metadata of buildx gives the size of the manifest, not of the image; use the manifest itself.',
      );
    }
    if (isIndex(value)) {
      return noData(
        'The file is an index of several manifests and does not tell the size of an image; use the manifest of a platform.',
      );
    }
    const images = records(asArray(value) ?? [value], 'The list of images').map(
      (it): Image => {
        const size = sizer(it);
        if (!size) throw new ReportError('malformed', 'An image has no size.');
        return { name: nameOf(it), size: size() };
      },
    );
    images.sort((left, right) => right.size - left.size);
    const items = new TopItems();
    for (const { name, size } of images)
      items.add(() => `${name}: ${size} bytes`);
    return {
      measurements: [
        {
          id: 'image.size',
          value: images[0].size,
          unit: 'bytes',
          ...(images.length > 1 ? { detail: items.detail() } : {}),
        },
      ],
      problems: [],
      tool: 'OCI',
    };
  },
};

/** How the size of this thing is found; undefined when it is no image. */
function sizer(value: unknown): (() => number) | undefined {
  const root = asRecord(value);
  if (!root) return undefined;
  const manifest =
    asRecord(root.SchemaV2Manifest) ?? asRecord(root.OCIManifest) ?? root;
  const stated = 'schemaVersion' in manifest || 'mediaType' in manifest;
  if (stated && Array.isArray(manifest.layers) && asRecord(manifest.config)) {
    return () => manifestSize(manifest);
  }
  return asRecord(root.RootFS) && 'Size' in root
    ? () => bytes(root.Size, 'The image')
    : undefined;
}

function manifestSize(manifest: JsonRecord): number {
  return listOf(manifest, 'layers').reduce(
    (sum, layer) => sum + bytes(layer.size, 'A layer'),
    bytes(asRecord(manifest.config)?.size, 'The configuration'),
  );
}

function bytes(value: unknown, what: string): number {
  const size = asCount(value);
  if (size === undefined || !Number.isInteger(size)) {
    throw new ReportError('malformed', `${what} has no size in bytes.`);
  }
  return size;
}

function isIndex(value: unknown): boolean {
  const root = asRecord(value);
  return root?.schemaVersion === 2 && Array.isArray(root.manifests);
}

function isMetadata(value: unknown): boolean {
  const root = asRecord(value);
  return (
    root !== undefined &&
    ('containerimage.digest' in root || 'containerimage.descriptor' in root)
  );
}

function nameOf(root: JsonRecord): string {
  const platform = asRecord(asRecord(root.Descriptor)?.platform);
  return (
    asString(asArray(root.RepoTags)?.[0]) ??
    asString(root.Ref) ??
    asString(root.Id) ??
    asString(platform?.architecture) ??
    'an image'
  );
}
