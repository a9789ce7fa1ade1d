import { createRequire } from 'node:module';
import { isObject } from '../../../lint/visit';
import { schemasFolder } from '../paths';
import { StrictSchemas } from '../schemas';
import { everyObject } from '../charts';
import { found, type CheckFinding, type Validator } from '../Validator';

type Judge = (object: Record<string, unknown>) => string[] | undefined;

/** Every object the cells lead to, against the strict schema of its kind. */
export const kubernetesValidator: Validator = {
  name: 'kubernetes-schemas',
  async check(run) {
    const folder = schemasFolder();
    const judge = folder ? strictJudge(folder) : modelJudge();
    if (!folder) {
      run.skip('no strict schemas here: the models of kubernetes-models judge');
    }
    const findings: Omit<CheckFinding, 'validator'>[] = [];
    const unknown = new Set<string>();
    for (const object of await everyObject(run.cells)) {
      const problems = judge(object.value);
      if (!problems) {
        unknown.add(`${object.value.apiVersion}/${object.value.kind}`);
      }
      for (const problem of problems ?? []) {
        findings.push(
          found(
            object.cell,
            object.file,
            `${object.value.kind} ${nameOf(object.value)}: ${problem}`,
          ),
        );
      }
    }
    if (unknown.size > 0) {
      run.skip(`no schema of ${[...unknown].sort().join(', ')}`);
    }
    return findings;
  },
};

function strictJudge(folder: string): Judge {
  const schemas = new StrictSchemas(folder);
  return object => schemas.validate(object);
}

/** The built-in kinds only, and loosely: what is there without the folder of schemas. */
function modelJudge(): Judge {
  const load = createRequire(__filename);
  return object => {
    let models: unknown;
    try {
      models = load(`kubernetes-models/${String(object.apiVersion)}`);
    } catch {
      return undefined;
    }
    const Model = isObject(models) ? models[String(object.kind)] : undefined;
    if (typeof Model !== 'function') return undefined;
    try {
      const instance: unknown = Reflect.construct(Model, [object]);
      if (isObject(instance) && typeof instance.validate === 'function') {
        instance.validate();
      }
      return [];
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  };
}

function nameOf(object: Record<string, unknown>): string {
  return isObject(object.metadata) ? String(object.metadata.name ?? '') : '';
}
