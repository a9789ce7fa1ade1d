import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import glob from 'fast-glob';
import { parseAllDocuments } from 'yaml';
import { isObject, listOf, textOf, visitObjects } from '../../lint/visit';

type Schema = Record<string, unknown>;

/**
 * Strict schemas of Kubernetes objects: nothing that is not in a schema may be written. From the folder of schemas that
 * is kept beside the repository.
 */
export class StrictSchemas {
  readonly #ajv = new Ajv({
    strict: false,
    allErrors: true,
    logger: false,
    validateFormats: false,
  });
  readonly #definitions: Record<string, Schema>;
  readonly #sources = new Map<string, Schema>();
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(folder: string) {
    addFormats(this.#ajv);
    const swagger = readMaybeZipped(join(folder, 'kubernetes/swagger.json'));
    const document: unknown = JSON.parse(swagger);
    const definitions =
      isObject(document) && isObject(document.definitions)
        ? document.definitions
        : {};
    this.#definitions = strictDefinitions(definitions);
    this.#ajv.addSchema({
      $id: 'kubernetes',
      definitions: this.#definitions,
    });
    this.#readKubernetes();
    this.#readCustomResources(folder);
  }

  /** What is wrong with an object; nothing known of its kind is told by `undefined`. */
  validate(object: Record<string, unknown>): string[] | undefined {
    const key = `${object.apiVersion}/${object.kind}`;
    const schema = this.#sources.get(key);
    if (!schema) return undefined;
    let validate = this.#compiled.get(key);
    if (!validate) {
      validate = this.#ajv.compile(schema);
      this.#compiled.set(key, validate);
    }
    if (validate(object)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) =>
      [
        instancePath,
        message,
        params.additionalProperty && `(${params.additionalProperty})`,
      ]
        .filter(Boolean)
        .join(' '),
    );
  }

  #readKubernetes(): void {
    for (const [name, definition] of Object.entries(this.#definitions)) {
      for (const kind of listOf(
        definition['x-kubernetes-group-version-kind'],
      ).filter(isObject)) {
        const apiVersion = [kind.group, kind.version].filter(Boolean).join('/');
        this.#sources.set(`${apiVersion}/${kind.kind}`, {
          $ref: `kubernetes#/definitions/${name}`,
        });
      }
    }
  }

  #readCustomResources(folder: string): void {
    for (const file of glob.sync('**/*.yaml{,.gz}', { cwd: folder })) {
      const text = readMaybeZipped(join(folder, file.replace(/\.gz$/, '')));
      for (const document of parseAllDocuments(text, { logLevel: 'silent' })) {
        this.#addDefinition(document.toJS());
      }
    }
    // What comes from a catalogue of schemas wins over a definition of another release.
    for (const file of glob.sync('json-schema/*/*.json{,.gz}', {
      cwd: folder,
    })) {
      const [, group, kind, version] =
        /^json-schema\/([^/]+)\/(.+)_(\w+)\.json/.exec(file) ?? [];
      const schema: unknown = JSON.parse(
        readMaybeZipped(join(folder, file.replace(/\.gz$/, ''))),
      );
      const known = [...this.#sources.keys()].find(
        key => key.toLowerCase() === `${group}/${version}/${kind}`,
      );
      if (known && isObject(schema)) this.#add(known, schema);
    }
  }

  #addDefinition(definition: unknown): void {
    if (!isObject(definition)) return;
    if (definition.kind !== 'CustomResourceDefinition') return;
    const spec = isObject(definition.spec) ? definition.spec : {};
    const names = isObject(spec.names) ? spec.names : {};
    for (const version of listOf(spec.versions).filter(isObject)) {
      const holder = isObject(version.schema) ? version.schema : {};
      if (isObject(holder.openAPIV3Schema)) {
        this.#add(
          `${spec.group}/${version.name}/${names.kind}`,
          holder.openAPIV3Schema,
        );
      }
    }
  }

  #add(key: string, schema: Schema): void {
    const strict = strictSchema(schema);
    const properties = isObject(strict.properties) ? strict.properties : {};
    this.#sources.set(key, {
      ...strict,
      properties: {
        ...properties,
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
        metadata: {
          $ref: 'kubernetes#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta',
        },
      },
    });
  }
}

function readMaybeZipped(file: string): string {
  return existsSync(file)
    ? readFileSync(file, 'utf8')
    : gunzipSync(readFileSync(`${file}.gz`)).toString('utf8');
}

function strictDefinitions(
  definitions: Record<string, unknown>,
): Record<string, Schema> {
  const strict: Record<string, Schema> = {};
  for (const [name, definition] of Object.entries(definitions)) {
    if (!isObject(definition)) continue;
    strict[name] = /\.(Quantity|IntOrString)$/.test(name)
      ? { type: ['string', 'number'] }
      : strictSchema(definition);
  }
  return strict;
}

/** A copy that allows nothing beside its properties, unless it says so itself. */
function strictSchema(schema: Schema): Schema {
  const copy = structuredClone(schema);
  visitObjects(copy, [], (object, path) => {
    // A property may be called "format" or "properties"; only schemas are changed.
    if (path[path.length - 1] === 'properties') return;
    tighten(object);
  });
  return copy;
}

function tighten(object: Schema): void {
  if (
    object.format === 'int-or-string' ||
    object['x-kubernetes-int-or-string'] === true
  ) {
    object.type = ['string', 'number'];
    delete object.anyOf;
  }
  if (object.nullable === true && typeof object.type === 'string') {
    object.type = [object.type, 'null'];
  }
  // Go's flags for patterns mean nothing to JavaScript.
  const pattern = textOf(object.pattern);
  if (pattern?.includes('(?i)')) delete object.pattern;
  if (
    isObject(object.properties) &&
    object.additionalProperties === undefined &&
    object['x-kubernetes-preserve-unknown-fields'] !== true
  ) {
    object.additionalProperties = false;
  }
}
