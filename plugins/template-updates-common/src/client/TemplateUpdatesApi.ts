import type {
  ServiceTemplate,
  TemplateFleet,
  UpdatePreview,
} from '../types/updates';

/** @public */
export interface TemplateUpdatesRequestOptions {
  /** Backend callers pass a token; in the browser the fetch API adds it. */
  token?: string;
  signal?: AbortSignal;
}

/** What the template updates backend offers. @public */
export interface TemplateUpdatesApi {
  /** Services × template versions; of some owners (entity refs) only. */
  getFleet(
    query: { owners?: string[] },
    options?: TemplateUpdatesRequestOptions,
  ): Promise<TemplateFleet>;
  /** Rejects with 404 for an entity that was not made from a template. */
  getService(
    entityRef: string,
    options?: TemplateUpdatesRequestOptions,
  ): Promise<ServiceTemplate>;
  /** Looks again now, instead of at the next scheduled check. */
  checkService(
    entityRef: string,
    options?: TemplateUpdatesRequestOptions,
  ): Promise<ServiceTemplate>;
  /** What an update would change; changes nothing. */
  preview(
    entityRef: string,
    options?: TemplateUpdatesRequestOptions,
  ): Promise<UpdatePreview>;
  /** Opens the pull requests, or brings the open ones up to date. */
  propose(
    entityRef: string,
    options?: TemplateUpdatesRequestOptions,
  ): Promise<ServiceTemplate>;
}
