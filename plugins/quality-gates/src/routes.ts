import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The tab of an entity. @public */
export const rootRouteRef = createRouteRef();

/** The page with all services. @public */
export const fleetRouteRef = createRouteRef();
