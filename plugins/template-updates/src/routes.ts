import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The page with all services made from templates. @public */
export const rootRouteRef = createRouteRef();
