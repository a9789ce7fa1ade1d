import type { DocumentPath } from './TemplateSource';

/** Calls back for every text below a value, with the path to it. */
export function visitTexts(
  value: unknown,
  path: DocumentPath,
  visitor: (text: string, path: DocumentPath) => void,
): void {
  if (typeof value === 'string') {
    visitor(value, path);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      visitTexts(
        child,
        [...path, Array.isArray(value) ? Number(key) : key],
        visitor,
      );
    }
  }
}

/** Calls back for every object below a value, itself included. */
export function visitObjects(
  value: unknown,
  path: DocumentPath,
  visitor: (object: Record<string, unknown>, path: DocumentPath) => void,
): void {
  if (Array.isArray(value)) {
    value.forEach((child, index) =>
      visitObjects(child, [...path, index], visitor),
    );
  } else if (isObject(value)) {
    visitor(value, path);
    for (const [key, child] of Object.entries(value)) {
      visitObjects(child, [...path, key], visitor);
    }
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The list a value is, or nothing. */
export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
