import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  RollbackPlanRequest,
  RollbackRequest,
  Sentence,
} from '@heal7/backstage-plugin-delivery-common';
import { z } from 'zod';
import { RollbackQuery } from './rollback-service';

/** A 400 that says at which field: `error.fields` reaches the client. */
export class FieldsError extends InputError {
  readonly fields: Record<string, Sentence>;

  constructor(fields: Record<string, Sentence>) {
    super(
      Object.entries(fields)
        .map(([field, { text }]) => `${field}: ${text}`)
        .join('; '),
    );
    this.fields = fields;
  }
}

const entityRef = z
  .string('a service is required')
  .transform((text, context) => {
    try {
      return stringifyEntityRef(parseEntityRef(text)).toLocaleLowerCase(
        'en-US',
      );
    } catch {
      context.addIssue({
        code: 'custom',
        message: 'is not an entity reference such as component:default/name',
      });
      return z.NEVER;
    }
  });
const environment = z
  .string('an environment is required')
  .trim()
  .min(1, 'an environment is required')
  .max(100, 'is too long');
const tag = z
  .string('a version is required')
  .regex(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/, 'is not an image tag');
const reason = z
  .string('a reason is required')
  .trim()
  .min(3, 'must say why in at least 3 characters')
  .max(500, 'must be at most 500 characters');

const planSchema = z.object({ entityRef, environment, toTag: tag.optional() });
const requestSchema = z.object({
  entityRef,
  environment,
  toTag: tag,
  reason,
  fingerprint: z
    .string('the fingerprint of the plan is required')
    .min(1, 'the fingerprint of the plan is required')
    .max(64, 'is too long'),
  idempotencyKey: z
    .string('an idempotency key is required')
    .min(8, 'must have at least 8 characters')
    .max(200, 'is too long'),
});
const rejectSchema = z.object({
  reason: z
    .string()
    .trim()
    .max(500, 'must be at most 500 characters')
    .default(''),
});
const querySchema = z.object({
  entityRef: entityRef.optional(),
  environment: environment.optional(),
  active: z
    .enum(['true', 'false'], 'must be true or false')
    .transform(text => text === 'true')
    .optional(),
  limit: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(100, 'must be at most 100')
    .optional(),
  cursor: z.string().optional(),
});
const holdsSchema = z.object({ entityRef });

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields: Record<string, Sentence> = {};
  for (const { path, message } of parsed.error.issues) {
    const field = path.join('.') || 'body';
    fields[field] ??= { code: `rollback-invalid-${field}`, text: message };
  }
  throw new FieldsError(fields);
}

export const parsePlanRequest = (body: unknown): RollbackPlanRequest =>
  parse(planSchema, body ?? {});
export const parseRollbackRequest = (body: unknown): RollbackRequest =>
  parse(requestSchema, body ?? {});
export const parseRejection = (body: unknown): { reason: string } =>
  parse(rejectSchema, body ?? {});
export const parseListQuery = (query: unknown): RollbackQuery =>
  parse(querySchema, query);
export const parseHoldsQuery = (query: unknown): { entityRef: string } =>
  parse(holdsSchema, query);
