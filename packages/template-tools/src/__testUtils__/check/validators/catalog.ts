import {
  DefaultNamespaceEntityPolicy,
  entityEnvelopeSchemaValidator,
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  SchemaValidEntityPolicy,
} from '@backstage/catalog-model';
import {
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  resourceEntityV1alpha1Validator,
  systemEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import { basename, posix } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { isObject, visitObjects } from '../../../lint/visit';
import type { Cell } from '../Cell';
import { found, type CheckFinding, type Validator } from '../Validator';

const policy = EntityPolicies.allOf([
  new DefaultNamespaceEntityPolicy(),
  new SchemaValidEntityPolicy(),
  new FieldFormatEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
]);

const kinds = [
  componentEntityV1alpha1Validator,
  apiEntityV1alpha1Validator,
  resourceEntityV1alpha1Validator,
  systemEntityV1alpha1Validator,
];

/** The entities are what the catalog takes in. */
export const catalogValidator: Validator = {
  name: 'catalog-model',
  async check({ cells }) {
    const findings: Omit<CheckFinding, 'validator'>[] = [];
    for (const cell of cells) {
      for (const { path, text } of cell.files) {
        if (basename(path) !== 'catalog-info.yaml') continue;
        for (const document of parseAllDocuments(text)) {
          const entity: unknown = document.toJS();
          const problem =
            placeholderProblem(cell, path, entity) ?? (await problemOf(entity));
          if (problem) findings.push(found(cell, path, problem));
        }
      }
      findings.push(...withoutEntity(cell));
    }
    return findings;
  },
};

/** The catalog puts files where an entity says `$text: ./openapi.json`; the files have to be there. */
function placeholderProblem(
  cell: Cell,
  path: string,
  value: unknown,
): string | undefined {
  let problem: string | undefined;
  visitObjects(value, [], object => {
    for (const [key, child] of Object.entries(object)) {
      const target = isObject(child) ? child.$text : undefined;
      if (typeof target !== 'string') continue;
      object[key] = target;
      const file = posix.join(posix.dirname(path), target);
      if (!cell.files.some(other => other.path === file)) {
        problem = `There is no ${target} to put there.`;
      }
    }
  });
  return problem;
}

async function problemOf(value: unknown): Promise<string | undefined> {
  try {
    const entity = entityEnvelopeSchemaValidator()(value);
    await policy.enforce(structuredClone(entity));
    const judged = await Promise.all(kinds.map(kind => kind.check(entity)));
    return judged.some(Boolean)
      ? undefined
      : `The catalog does not know ${entity.kind} of ${entity.apiVersion}.`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What a template links to at the end must be registered by something it wrote. */
function withoutEntity(cell: Cell): Omit<CheckFinding, 'validator'>[] {
  const wrote = cell.files.some(
    ({ path }) => basename(path) === 'catalog-info.yaml',
  );
  const links = isObject(cell.output) ? JSON.stringify(cell.output) : '';
  return wrote || !links.includes('entityRef')
    ? []
    : [found(cell, 'catalog-info.yaml', 'There is no catalog-info.yaml.')];
}
