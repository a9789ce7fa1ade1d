import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

// The UI, when it was built (script/server builds it; script/server --dev serves it with hot reload instead).
backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-proxy-backend'));

// Sign-in
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-github-provider'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));

// Who may do what
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@heal7/backstage-plugin-permission-backend-module-heal7'));

// Catalog
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));

// Templates
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-github'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-notifications'),
);
backend.add(import('@heal7/backstage-plugin-scaffolder-backend-module-heal7'));
backend.add(import('@heal7/backstage-plugin-template-updates-backend'));

// Quality gates and delivery
backend.add(import('@heal7/backstage-plugin-quality-gates-backend'));
backend.add(
  import('@heal7/backstage-plugin-quality-gates-backend-module-delivery'),
);
backend.add(
  import('@heal7/backstage-plugin-quality-gates-backend-module-github'),
);
backend.add(import('@heal7/backstage-plugin-delivery-backend'));

// Documentation and search
backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(import('./modules/techdocs-generator'));
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));

// Clusters
backend.add(import('@backstage/plugin-kubernetes-backend'));

// People and agents
backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-mcp-actions-backend'));

backend.start();
