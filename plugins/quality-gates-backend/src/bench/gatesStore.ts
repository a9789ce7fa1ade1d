// Measures the store: gatesStore.ts sqlite|postgres ADDRESS SERVICES EVALUATIONS. Prints one line of JSON.
import { randomUUID } from 'node:crypto';
import createKnex, { type Knex } from 'knex';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type DefinitivePolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  heal7Gate,
  verdicts,
} from '@heal7/backstage-plugin-quality-gates-common';
import { CurrentFleet } from '../fleet/CurrentFleet';
import { FleetReader } from '../fleet/FleetReader';
import { ReadableServices } from '../fleet/ReadableServices';
import { createGates } from '../gates/createGates';
import { judgeParts } from '../judge/judgeParts';
import { createFollowUp } from '../outbox/followUp';
import { EntityPermissions } from '../service/EntityPermissions';
import { writeSummary } from '../store/checkSummary';
import { DatabaseEvaluationStore } from '../store/DatabaseEvaluationStore';
import type { JudgeFacts } from '../store/EvaluationStore';
import { FleetStore } from '../store/FleetStore';
import { WaiverStore } from '../store/WaiverStore';
import { goodMeasurements } from '../testing';
import { seed, serviceRef, type Size } from './seed';

const stored = 400;
const atOnce = 8;
const questions = 500;
const pages = 60;
/** So many people look at the fleet at the same moment. */
const viewers = [1, 10, 50];
/** The one process answers them one after another: the last waits for all. */
const looks = 3;

function open(kind: string, address: string): Knex {
  return kind === 'postgres'
    ? createKnex({ client: 'pg', connection: address, pool: { max: atOnce } })
    : createKnex({
        client: 'better-sqlite3',
        connection: { filename: address },
        useNullAsDefault: true,
        pool: { min: 1, max: 1 },
      });
}

const part = {
  part: 'main',
  expects: [],
  measurements: goodMeasurements,
  problems: [],
};
const judge = (facts: JudgeFacts) =>
  judgeParts(heal7Gate('backend'), facts, 0, new Date());

function addOne(
  store: DatabaseEvaluationStore,
  size: Size,
  run: string,
  index: number,
) {
  return store.addPart(
    {
      id: randomUUID(),
      entityRef: serviceRef((index * 7919) % size.services),
      commit: index.toString(16).padStart(40, 'f'),
      branch: 'main',
      run: { id: run },
      gate: 'heal7',
      service: 'backend',
      onDefaultBranch: true,
      createdAt: new Date().toISOString(),
    },
    part,
    judge,
  );
}

/** Evaluations a second, several at once, each judged, summed up and put into the outbox. */
async function measureStoring(knex: Knex, size: Size): Promise<number> {
  const store = new DatabaseEvaluationStore(
    knex,
    createFollowUp({ reporterIds: ['github'], now: () => new Date() }),
  );
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < stored; index = next++) {
      await addOne(store, size, `measured-${index}`, index);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: atOnce }, worker));
  return stored / ((performance.now() - start) / 1000);
}

async function times(
  count: number,
  question: (index: number) => Promise<unknown>,
): Promise<number[]> {
  const measured: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const start = performance.now();
    await question(index);
    measured.push(performance.now() - start);
  }
  return measured;
}

/** How long the slowest of several people waits who look at once while the fleet is judged on. */
async function measureViewers(
  knex: Knex,
  size: Size,
  look: (index: number) => Promise<unknown>,
  afterPush: () => void,
): Promise<Record<string, number>> {
  const store = new DatabaseEvaluationStore(knex);
  const slowest: Record<string, number> = {};
  for (const count of viewers) {
    const waits: number[] = [];
    for (let round = 0; round < looks; round += 1) {
      await addOne(store, size, `viewed-${count}-${round}`, round);
      afterPush();
      const start = performance.now();
      await Promise.all(
        Array.from({ length: count }, async (_, index) => look(index)),
      );
      waits.push(performance.now() - start);
    }
    slowest[count] = Math.max(...waits);
  }
  return slowest;
}

function createFleet(knex: Knex) {
  const allow = async (
    requests: unknown[],
  ): Promise<DefinitivePolicyDecision[]> =>
    requests.map(() => ({ result: AuthorizeResult.ALLOW }));
  const gates = createGates();
  const now = () => new Date();
  const fleet = new CurrentFleet({
    store: new FleetStore(knex),
    waivers: new WaiverStore(knex),
    gates,
    now,
  });
  const permissions = new EntityPermissions({
    authorize: allow,
    authorizeConditional: allow,
  });
  const readable = new ReadableServices(permissions, now);
  return { fleet, reader: new FleetReader({ fleet, readable, gates }) };
}

async function main([kind, address, services, evaluations]: string[]) {
  const size = { services: Number(services), evaluations: Number(evaluations) };
  const knex = open(kind, address);
  try {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@heal7/backstage-plugin-quality-gates-backend',
        'migrations',
      ),
    });
    const judged = judge({
      commit: 'f'.repeat(40),
      service: 'backend',
      waitingSince: new Date().toISOString(),
      parts: [part],
    });
    const began = performance.now();
    await seed(knex, size, {
      result: JSON.stringify({ checks: judged.checks, problems: [] }),
      summary: writeSummary(judged.checks),
      verdict: verdicts[0],
    });
    const seedMs = performance.now() - began;
    const store = new DatabaseEvaluationStore(knex);
    const some = (index: number) =>
      serviceRef((index * 104_729) % size.services);
    const latest = await times(questions, index =>
      store.list({ entityRef: some(index), limit: 1 }),
    );
    const trend = await times(questions, index =>
      store.listTrend(some(index), 30),
    );
    const storedPerSecond = await measureStoring(knex, size);
    const { fleet, reader } = createFleet(knex);
    const credentials = {
      $$type: '@backstage/BackstageCredentials' as const,
      principal: {},
    };
    const sorts = ['verdict', 'name', 'updated', 'coverage.backend-lines'];
    const page = (index: number) =>
      reader.page(
        {
          limit: 50,
          sort: sorts[index % sorts.length],
          ...(index % 3 === 0 ? { owners: ['group:default/team-7'] } : {}),
        },
        credentials,
      );
    const firstPage = await times(1, page);
    const fleetPage = await times(pages, page);
    const fleetViewers = await measureViewers(knex, size, page, () =>
      fleet.touch(),
    );
    console.log(
      JSON.stringify({
        seedMs,
        storedPerSecond,
        latest,
        trend,
        firstPage,
        fleetPage,
        fleetViewers,
      }),
    );
  } finally {
    await knex.destroy();
  }
}

main(process.argv.slice(2)).catch(error => {
  console.error(error);
  process.exitCode = 1;
});
