import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { parse } from 'yaml';

const packageName = '@heal7/backstage-plugin-template-updates-backend';

/** The contract, `openapi.yaml`: requests are held against it at run time, answers in tests. */
export const openApiDocument = (): Parameters<
  typeof createValidatedOpenApiRouter
>[0] =>
  parse(
    readFileSync(
      resolvePackagePath(packageName, 'src/schema/openapi.yaml'),
      'utf8',
    ),
  );
