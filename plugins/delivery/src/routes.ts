import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The CI/CD tab. @public */
export const rootRouteRef = createRouteRef();
