import type { Validator } from '../Validator';
import { catalogValidator } from './catalog';
import { dashboardsValidator } from './dashboards';
import { dockerfileValidator } from './dockerfile';
import { helmValidator } from './helm';
import { imageValidator } from './image';
import { kubernetesValidator } from './kubernetes';
import { pointsValidator } from './points';
import { promqlValidator } from './promql';
import { promtoolValidator } from './prometheus';
import { readmeValidator } from './readme';
import { renderedValidator } from './rendered';
import { pythonTestsValidator } from './pythonTests';
import { nodeTestsValidator, ownTestsValidator } from './serviceTests';
import { terraformValidator } from './terraform';
import { shellcheckValidator, yamllintValidator } from './texts';
import { trivyConfigValidator, trivySecretValidator } from './trivy';
import {
  actionlintValidator,
  workflowRulesValidator,
  workflowSchemaValidator,
} from './workflows';

/** Everything that judges what the templates write, the quick ones first. */
export const validators: readonly Validator[] = [
  renderedValidator,
  catalogValidator,
  workflowRulesValidator,
  workflowSchemaValidator,
  actionlintValidator,
  dockerfileValidator,
  helmValidator('3'),
  helmValidator('4'),
  kubernetesValidator,
  promtoolValidator,
  promqlValidator,
  dashboardsValidator,
  terraformValidator,
  yamllintValidator,
  shellcheckValidator,
  trivyConfigValidator,
  trivySecretValidator,
  ownTestsValidator,
  pythonTestsValidator,
  nodeTestsValidator,
  readmeValidator,
  imageValidator,
  pointsValidator,
];
