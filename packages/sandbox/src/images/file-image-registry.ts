import { JsonFile } from '../github/state/json-file';
import { Image, ImageRegistry } from './image-registry';

/** The registry on disk. */
export interface FileImageRegistry extends ImageRegistry {
  flush(): void;
}

export function createImageRegistry(options: {
  path: string;
}): FileImageRegistry {
  const file = new JsonFile<{ images: Record<string, Image> }>(options.path, {
    images: {},
  });
  const { images } = file.value;
  return {
    push: image => {
      images[`${image.repository}:${image.tag}`] = { ...image };
      file.touch();
    },
    find: reference => {
      const image: Image | undefined = Object.hasOwn(images, reference)
        ? images[reference]
        : undefined;
      return image && { ...image };
    },
    list: repository =>
      Object.values(images)
        .filter(image => image.repository === repository)
        .map(image => ({ ...image })),
    flush: () => file.flush(),
  };
}
