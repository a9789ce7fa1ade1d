import { mkdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { baseImages, basesOf, type BaseImages } from '../images/baseImages';
import { buildImage, type BuiltImage } from '../images/buildImage';
import { needsOf, startNeeds, type Needs } from '../images/needs';
import { npmSettings } from '../images/npmSettings';
import { judgeRun } from '../images/judgeRun';
import { standInWheels } from '../images/standInWheels';
import { runFolder } from '../images/runFolder';
import { trixieMissing } from '../images/trixiePython';
import type { Cell } from '../Cell';
import { missingProgram } from '../command';
import { pathIfThere } from '../tools';
import {
  found,
  type CheckFinding,
  type CheckRun,
  type Validator,
} from '../Validator';

/** A service with an image, and what it asks for. */
interface Service {
  cell: Cell;
  dockerfile: string;
  folder: string;
  requirements?: string;
  needs: string[];
}

/** One image of each template is really built, run as it says itself, and asked. */
export const imageValidator: Validator = {
  name: 'image-build',
  slow: true,
  requiredBy: 'REQUIRE_IMAGES',
  async unavailable() {
    return (await missingProgram('buildah')) ?? trixieMissing();
  },
  async check(run) {
    const services = await servicesOf(run.cells);
    if (services.length === 0) {
      run.skip('no service with a Dockerfile');
      return [];
    }
    const folder = await runFolder();
    const needs = services.some(service => service.needs.length > 0)
      ? await startNeeds()
      : undefined;
    try {
      const bases = await baseImages(
        basesOf(services.map(({ dockerfile }) => dockerfile)),
      );
      noteBases(run, bases);
      const findings: Omit<CheckFinding, 'validator'>[] = [];
      for (const service of services) {
        const problems = await judge(service, { run, bases, needs, folder });
        findings.push(
          ...problems.map(problem =>
            found(service.cell, join('service', 'Dockerfile'), problem),
          ),
        );
      }
      return findings;
    } finally {
      await needs?.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** Of each template the service that asks for the most. */
async function servicesOf(cells: readonly Cell[]): Promise<Service[]> {
  const services = new Map<string, Service>();
  for (const cell of cells) {
    const file = cell.files.find(({ path }) => basename(path) === 'Dockerfile');
    if (!file) continue;
    const folder = join(cell.folder, dirname(file.path));
    const requirements = await pathIfThere(join(folder, 'requirements.txt'));
    const text = requirements && (await readFile(requirements, 'utf8'));
    const needs = text ? needsOf(text) : [];
    const known = services.get(cell.template);
    if (known && known.needs.length >= needs.length) continue;
    services.set(cell.template, {
      cell,
      dockerfile: file.text,
      folder,
      requirements: text,
      needs,
    });
  }
  return [...services.values()];
}

function noteBases({ note }: CheckRun, { standIns }: BaseImages): void {
  for (const [name, { text }] of standIns) {
    note(`not the real ${name}, ${text} stands in for it`);
  }
}

interface Surroundings {
  run: CheckRun;
  bases: BaseImages;
  needs?: Needs;
  folder: string;
}

async function judge(
  service: Service,
  { run, bases, needs, folder }: Surroundings,
): Promise<string[]> {
  const { template } = service.cell;
  const work = join(folder, template);
  await mkdir(work, { recursive: true });
  const began = performance.now();
  const image = await buildImage(
    { folder: work, bases: bases.store },
    service.folder,
    await shownTo(service, bases, work, run),
  );
  if (typeof image === 'string') return [image];
  noteImage(run, template, image, performance.now() - began);
  const problems = await judgeRun({
    image,
    needs: service.needs,
    given: needs,
    note: line => run.note(`${template}: ${line}`),
  });
  await rm(work, { recursive: true, force: true });
  return problems;
}

/** What a build is shown of this machine: settings of npm, and for want of an index the wheels. */
async function shownTo(
  service: Service,
  { standIns }: BaseImages,
  work: string,
  run: CheckRun,
): Promise<Record<string, string>> {
  if (!service.requirements) return npmSettings(join(work, 'npm'));
  if (standIns.size === 0) return {};
  const { shown, lines } = await standInWheels(
    service.requirements,
    join(work, 'pip'),
  );
  run.note(
    `${
      service.cell.template
    }: Debian's packages stand in for the pins, ${lines.join(', ')}`,
  );
  return shown;
}

const BUDGET_MEGABYTES = 500;

function noteImage(
  run: CheckRun,
  template: string,
  { bytes }: BuiltImage,
  milliseconds: number,
): void {
  const megabytes = Math.round(bytes / 1e6);
  run.note(
    `${template}: built in ${(milliseconds / 1000).toFixed(
      1,
    )} s, ${megabytes} MB of ${BUDGET_MEGABYTES} MB`,
  );
}
