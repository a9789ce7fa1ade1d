import { InputError } from '@backstage/errors';
import { GitPerson } from '../github';
import { imageQualities } from '../images/image-registry';
import { objectOf } from '../kubernetes/store/json';
import { environments } from '../seed/seed-manifests';
import { personOf } from '../seed/people';
import { seedServices } from '../seed/seed-service';
import { ReleaseRequest } from './release-scenario';

const NAME = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const fields = [
  'service',
  'quality',
  'environment',
  'fast',
  'follow',
  'author',
];

/** What a person sent, checked; says what is possible when it is not. */
export function parseReleaseRequest(value: unknown): ReleaseRequest {
  const body = objectOf(value);
  const unknown = Object.keys(body).filter(key => !fields.includes(key));
  if (unknown.length > 0) {
    throw new InputError(
      `unknown: ${unknown.join(', ')}; possible: ${fields.join(', ')}`,
    );
  }
  const { service } = body;
  if (typeof service !== 'string' || !NAME.test(service)) {
    throw new InputError('service: the name of a service is needed');
  }
  return {
    service,
    quality: oneOf('quality', imageQualities, body.quality ?? 'healthy'),
    environment: oneOf('environment', environments, body.environment ?? 'prod'),
    fast: flag('fast', body.fast),
    follow: flag('follow', body.follow),
    author: authorOf(service, body.author),
  };
}

function authorOf(service: string, value: unknown): GitPerson {
  if (value !== undefined && typeof value !== 'string') {
    throw new InputError('author: the GitHub login of a person');
  }
  const owner = seedServices.find(it => it.name === service)?.author;
  return personOf(value ?? owner ?? 'minji');
}

function flag(name: string, value: unknown): boolean {
  if (value !== undefined && typeof value !== 'boolean') {
    throw new InputError(`${name}: true or false`);
  }
  return value ?? false;
}

export function oneOf<T extends string>(
  name: string,
  possible: readonly T[],
  value: unknown,
): T {
  const found = possible.find(it => it === value);
  if (!found) {
    throw new InputError(`${name}: one of ${possible.join(', ')}`);
  }
  return found;
}
