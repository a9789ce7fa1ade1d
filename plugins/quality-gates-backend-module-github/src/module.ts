import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { ScmIntegrations } from '@backstage/integration';
import { qualityGatesExtensionPoint } from '@heal7/backstage-plugin-quality-gates-node';
import {
  GithubClient,
  mainHost,
  repositoryOf as locate,
} from '@heal7/github-client';
import { readGithubGatesConfig } from './config/readGithubGatesConfig';
import { GithubActionsIdentity } from './identity/GithubActionsIdentity';
import { GithubPullRequestSource } from './pulls/GithubPullRequestSource';
import { GithubVerdictReporter } from './report/GithubVerdictReporter';

/** Connects the quality gates with GitHub. @public */
export const qualityGatesModuleGithub = createBackendModule({
  pluginId: 'quality-gates',
  moduleId: 'github',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        gates: qualityGatesExtensionPoint,
      },
      async init({ config, gates }) {
        const settings = readGithubGatesConfig(config);
        const integrations = ScmIntegrations.fromConfig(config);
        const client = new GithubClient({ integrations });
        const repositoryOf = (entity: Entity) => locate(entity, integrations);

        gates.addVerdictReporter(
          new GithubVerdictReporter({ client, repositoryOf }),
        );
        gates.addPullRequestSource(
          new GithubPullRequestSource({ client, repositoryOf }),
        );
        gates.addCiIdentity(
          new GithubActionsIdentity({
            subjectPrefix: settings.oidcSubjectPrefix,
            host: settings.oidcHost ?? mainHost(integrations),
            ownerIds: settings.ownerIds,
            repositoryOf,
          }),
        );
      },
    });
  },
});
