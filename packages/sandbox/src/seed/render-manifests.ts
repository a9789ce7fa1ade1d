import path from 'node:path';
import {
  RenderedFiles,
  renderDirectory,
  TemplateValues,
} from './render-directory';

/** See `templates/parts/manifests/README.md`. */
export type ManifestValues = TemplateValues & {
  readonly name: string;
  readonly environment: string;
};

/** What one service has in one environment in `k8s-manifests`. */
export async function renderManifests(
  manifestsTemplate: string,
  values: ManifestValues,
): Promise<RenderedFiles> {
  const folder = `environments/${values.environment}/${values.name}`;
  const parts = [
    ['chart', folder],
    ['environment', folder],
    ['application', `applications/${values.environment}`],
  ] as const;
  const rendered = await Promise.all(
    parts.map(([part, target]) =>
      renderDirectory(path.join(manifestsTemplate, part), values, target),
    ),
  );
  return Object.assign({}, ...rendered);
}
