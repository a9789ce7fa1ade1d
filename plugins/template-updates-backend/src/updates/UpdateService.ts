import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  ServiceTemplate,
  TemplateFleet,
  UpdatePreview,
} from '@heal7/backstage-plugin-template-updates-common';

export interface CallerOptions {
  credentials: BackstageCredentials;
}

/** Everything the plugin can do, for the router, the actions and its decorators. */
export interface UpdateService {
  fleet(
    query: { owners?: string[] },
    options: CallerOptions,
  ): Promise<TemplateFleet>;
  get(entityRef: string, options: CallerOptions): Promise<ServiceTemplate>;
  check(entityRef: string, options: CallerOptions): Promise<ServiceTemplate>;
  preview(entityRef: string, options: CallerOptions): Promise<UpdatePreview>;
  propose(entityRef: string, options: CallerOptions): Promise<ServiceTemplate>;
}
