import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';

type OpenApiDocument = Parameters<typeof createValidatedOpenApiRouter>[0];

/** `openapi.yaml` is the contract: it validates requests at run time and answers in tests. */
export function openApiDocument(): OpenApiDocument {
  const file = resolvePackagePath(
    '@heal7/backstage-plugin-template-updates-backend',
    'src/schema/openapi.yaml',
  );
  return parse(readFileSync(file, 'utf8'));
}
