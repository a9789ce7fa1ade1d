import { KubeObject } from '../object-store';
import { objectOf, stringMapOf } from '../store/json';
import { TableColumn } from './resource-kind';
import { shortDuration } from './short-duration';

export const NONE = '<none>';

export function column(
  name: string,
  value: TableColumn['value'],
  priority: TableColumn['priority'] = 0,
): TableColumn {
  return { name, type: 'string', priority, value };
}

/** A column that shows the field at a dotted path, as CRDs declare them. */
export function fieldColumn(
  name: string,
  path: string,
  priority: TableColumn['priority'] = 0,
): TableColumn {
  return column(name, object => shown(fieldAt(object, path)), priority);
}

export function fieldAt(object: KubeObject, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => objectOf(value)[key], object);
}

export function countAt(object: KubeObject, path: string): number {
  const value = fieldAt(object, path);
  return typeof value === 'number' ? value : 0;
}

export function ageSince(timestamp: unknown, now: Date): string {
  const since = typeof timestamp === 'string' ? Date.parse(timestamp) : NaN;
  return Number.isNaN(since)
    ? '<unknown>'
    : shortDuration(now.getTime() - since);
}

export const ageColumn = column('Age', (object, now) =>
  ageSince(object.metadata.creationTimestamp, now),
);

export function labelText(labels: unknown): string {
  return (
    Object.entries(stringMapOf(labels))
      .map(([key, value]) => `${key}=${value}`)
      .join(',') || NONE
  );
}

/** `-o wide` columns that name the containers of a pod template. */
export const templateColumns: readonly TableColumn[] = [
  column('Containers', object => containerField(object, 'name'), 1),
  column('Images', object => containerField(object, 'image'), 1),
  column(
    'Selector',
    object => labelText(fieldAt(object, 'spec.selector.matchLabels')),
    1,
  ),
];

function containerField(object: KubeObject, field: string): string {
  const containers = fieldAt(object, 'spec.template.spec.containers');
  return Array.isArray(containers)
    ? containers.map(container => String(objectOf(container)[field])).join(',')
    : NONE;
}

function shown(value: unknown): string | number {
  if (value === undefined || value === null) {
    return '';
  }
  return typeof value === 'string' || typeof value === 'number'
    ? value
    : JSON.stringify(value);
}
