import { readFile } from 'node:fs/promises';
import { join, matchesGlob } from 'node:path';
import { stringify } from 'yaml';
import { readCellFiles, type Cell, type CellFile } from '../Cell';
import { everyObject, type CellObject } from '../charts';
import { templatesFolder } from '../paths';
import { pathIfThere } from '../tools';
import {
  found,
  type CheckFinding,
  type CheckRun,
  type Validator,
} from '../Validator';
import { parsePoints, type Point, type Proof } from './pointsFile';

const POINTS = join(templatesFolder, 'points.yaml');
const WORKFLOWS = join(templatesFolder, 'workflows/.github/workflows');

/** The points every generated service has to have, proven one by one; prints how many each template has. */
export const pointsValidator: Validator = {
  name: 'points',
  async unavailable() {
    return (await pathIfThere(POINTS)) ? undefined : 'no templates/points.yaml';
  },
  async check(run) {
    const points = parsePoints(await readFile(POINTS, 'utf8'));
    const world: World = {
      run,
      objects: await everyObject(run.cells),
      workflows: await readCellFiles(WORKFLOWS),
    };
    const findings: Omit<CheckFinding, 'validator'>[] = [];
    for (const template of new Set(run.cells.map(cell => cell.template))) {
      const cells = run.cells.filter(cell => cell.template === template);
      const own = points.filter(point => concerns(point, template));
      const missing = own.filter(point => !proven(point, cells, world));
      const names = new Set(own.map(({ id }) => id));
      const lost = new Set(missing.map(({ id }) => id));
      if (names.size > 0) {
        run.note(
          `${template.padEnd(20)} ${names.size - lost.size} of ${
            names.size
          } points`,
        );
      }
      findings.push(
        ...missing.map(({ id, text }) =>
          found(cells[0], '', `The point "${id}" is not proven: ${text}`),
        ),
      );
    }
    return findings;
  },
};

interface World {
  run: CheckRun;
  objects: readonly CellObject[];
  workflows: readonly CellFile[];
}

function concerns({ kinds }: Point, template: string): boolean {
  return kinds.some(
    kind => kind === template || `${kind}-service` === template,
  );
}

function proven(point: Point, cells: readonly Cell[], world: World): boolean {
  return (
    point.proof.every(proof => holds(proof, cells, world)) &&
    point.workflows.every(proof =>
      matches(proof, textsOf(proof, world.workflows)),
    )
  );
}

/** In every cell the proof is about. Where no cell has the answers, which happens in the quick form, nothing is said. */
function holds(proof: Proof, cells: readonly Cell[], world: World): boolean {
  const asked = cells.filter(({ answers }) =>
    Object.entries(proof.when).every(
      ([name, value]) => answers[name] === value,
    ),
  );
  if (asked.length === 0) return world.run.quick;
  return asked.every(cell => holdsIn(proof, cell, world));
}

function holdsIn(proof: Proof, cell: Cell, world: World): boolean {
  if (proof.validator) {
    const outcome = world.run.outcomes.get(proof.validator);
    // What could not run is told as skipped; it neither proves nor disproves.
    return (
      outcome?.every(finding => finding.template !== cell.template) ?? true
    );
  }
  if (proof.file) return matches(proof, textsOf(proof, cell.files));
  const objects = world.objects.filter(
    object => object.cell === cell && object.value.kind === proof.object,
  );
  return matches(
    proof,
    objects.map(({ value }) => stringify(value)),
  );
}

function textsOf({ file }: Proof, files: readonly CellFile[]): string[] {
  return files
    .filter(({ path }) =>
      [path, path.replace(/^manifests\//, '')].some(name =>
        matchesGlob(name, file ?? ''),
      ),
    )
    .map(({ text }) => text);
}

function matches(
  { contains, lacks }: Proof,
  texts: readonly string[],
): boolean {
  const has = (pattern: string) => {
    const expression = new RegExp(
      pattern.replace(/^\(\?i\)/, ''),
      pattern.startsWith('(?i)') ? 'im' : 'm',
    );
    return texts.some(text => expression.test(text));
  };
  return texts.length > 0 && contains.every(has) && !lacks.some(has);
}
