import { execFile } from 'node:child_process';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { ServiceUnavailableError } from '@backstage/errors';
import { parseAllDocuments } from 'yaml';
import { KubeObject } from '../kubernetes/object-store';
import { isJsonObject } from '../kubernetes/store/json';
import { isKubeObject } from '../kubernetes/store/kube-object';
import { ApplicationDefinition, ApplicationSource } from './application';
import {
  isNamespaced,
  refOf,
  TRACKING_ANNOTATION,
  trackingId,
} from './resource-key';

const run = promisify(execFile);
const HELM_TIMEOUT_MS = 60_000;
const MAX_OUTPUT = 32 * 1024 * 1024;

export interface Rendered {
  sourceType: 'Helm' | 'Directory';
  objects: KubeObject[];
}

/** What the folder says should be in the cluster: `helm template` for a chart, otherwise the YAML files in it. */
export async function renderFolder(
  folder: string,
  source: ApplicationSource,
  application: ApplicationDefinition,
  helm: string,
): Promise<Rendered> {
  const isChart = await fs.stat(path.join(folder, 'Chart.yaml')).then(
    () => true,
    () => false,
  );
  const text = isChart
    ? await helmTemplate(folder, source, application, helm)
    : await readManifests(folder, source.recurse);
  return {
    sourceType: isChart ? 'Helm' : 'Directory',
    objects: parseManifests(text)
      .filter(object => !isHelmTest(object))
      .map(object => owned(object, application)),
  };
}

export function parseManifests(text: string): KubeObject[] {
  const objects: KubeObject[] = [];
  for (const document of parseAllDocuments(text)) {
    if (document.errors.length > 0) {
      throw new ServiceUnavailableError(
        `failed to unmarshal manifest: ${document.errors[0].message}`,
      );
    }
    const value: unknown = document.toJS();
    if (value === null || value === undefined) {
      continue;
    }
    if (isKubeObject(value)) {
      objects.push(value);
    } else if (isJsonObject(value) && Array.isArray(value.items)) {
      objects.push(...value.items.filter(isKubeObject));
    } else {
      throw new ServiceUnavailableError(
        'failed to unmarshal manifest: not a Kubernetes object',
      );
    }
  }
  return objects;
}

async function helmTemplate(
  folder: string,
  source: ApplicationSource,
  application: ApplicationDefinition,
  helm: string,
): Promise<string> {
  const values = source.valueFiles.flatMap(file => [
    '--values',
    path.normalize(`/${file}`).slice(1),
  ]);
  try {
    const { stdout } = await run(
      helm,
      [
        'template',
        source.releaseName ?? application.name,
        '.',
        '--namespace',
        application.destination.namespace,
        '--include-crds',
        ...values,
      ],
      // Relative names: helm takes a comma in a path for the end of it.
      { cwd: folder, timeout: HELM_TIMEOUT_MS, maxBuffer: MAX_OUTPUT },
    );
    return stdout;
  } catch (error) {
    const text =
      error instanceof Error && 'stderr' in error
        ? String(error.stderr).trim()
        : String(error);
    throw new ServiceUnavailableError(
      `\`helm template\` failed: ${text.split(folder).join(source.path)}`,
    );
  }
}

async function readManifests(
  folder: string,
  recurse: boolean,
): Promise<string> {
  const entries = await fs.readdir(folder, {
    withFileTypes: true,
    recursive: recurse,
  });
  const files = entries
    .filter(entry => entry.isFile() && /\.(ya?ml|json)$/.test(entry.name))
    .map(entry => path.join(entry.parentPath, entry.name))
    .sort();
  const texts = await Promise.all(files.map(file => fs.readFile(file, 'utf8')));
  return texts.join('\n---\n');
}

function isHelmTest(object: KubeObject): boolean {
  const hook = object.metadata.annotations?.['helm.sh/hook'] ?? '';
  return hook.startsWith('test');
}

/** With its namespace filled in and marked as the application's. */
function owned(
  object: KubeObject,
  application: ApplicationDefinition,
): KubeObject {
  const namespace = isNamespaced(object.kind)
    ? object.metadata.namespace ?? application.destination.namespace
    : undefined;
  const metadata = { ...object.metadata, namespace };
  const placed: KubeObject = { ...object, metadata };
  return {
    ...placed,
    metadata: {
      ...metadata,
      annotations: {
        ...metadata.annotations,
        [TRACKING_ANNOTATION]: trackingId(application.name, refOf(placed)),
      },
    },
  };
}
