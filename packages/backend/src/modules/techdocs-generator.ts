import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import {
  type GeneratorRunOptions,
  TechdocsGenerator,
  techdocsGeneratorExtensionPoint,
} from '@backstage/plugin-techdocs-node';
import { findOnPath } from './find-on-path';

/** What the documentation page shows where the generator is not installed. */
export const missingMkdocs =
  'The documentation cannot be built here: mkdocs is not installed on the machine of the portal. ' +
  'Install it with "pip install mkdocs-techdocs-core" and reload this page; nothing else has to be restarted.';

/** The stock generator, which says what is missing instead of failing on a command that does not exist. */
class CheckedTechdocsGenerator extends TechdocsGenerator {
  async run(options: GeneratorRunOptions): Promise<void> {
    if (!(await findOnPath('mkdocs'))) throw new Error(missingMkdocs);
    await super.run(options);
  }
}

/** Only for `techdocs.generator.runIn: local`; elsewhere (Docker, external builds) mkdocs of this machine is not used. */
export const techdocsGeneratorModule = createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'checked-generator',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        techdocs: techdocsGeneratorExtensionPoint,
      },
      async init({ config, logger, techdocs }) {
        if (config.getOptionalString('techdocs.generator.runIn') !== 'local') {
          return;
        }
        techdocs.setTechdocsGenerator(
          new CheckedTechdocsGenerator({
            logger,
            config,
            scmIntegrations: ScmIntegrations.fromConfig(config),
          }),
        );
      },
    });
  },
});

export default techdocsGeneratorModule;
