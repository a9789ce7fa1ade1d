import { ServiceUnavailableError } from '@backstage/errors';

/**
 * The host is none of `integrations.github`. Unlike the other reasons why a service is not available this one stays until
 * somebody changes the configuration.
 *
 * @public
 */
export class GithubNotConfigured extends ServiceUnavailableError {
  constructor(host: string) {
    super(
      `There is no GitHub integration for ${host} under integrations.github`,
    );
  }
}
