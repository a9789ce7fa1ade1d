export { createImageRegistry } from './file-image-registry';
export type { FileImageRegistry } from './file-image-registry';
export { imageQualities } from './image-registry';
export type { Image, ImageQuality, ImageRegistry } from './image-registry';
