import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  formatValue,
  type FleetPage,
  type FleetRow,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { FleetReader } from '../fleet/FleetReader';
import { parseEntity } from '../router/parseEntity';

const defaultLimit = 50;

/** For templates and agents: which services do not pass, and on what. */
export function registerListFailingServices(
  registry: ActionsRegistryService,
  fleet: Pick<FleetReader, 'page'>,
): void {
  registry.register({
    name: 'list-failing-services',
    title: 'Services that fail their quality gate',
    description:
      'The services whose default branch does not pass its quality gate, worst first, without those that wait for a part of their CI run, each with the checks it does not pass; of one owner, or only those that do not pass one check.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          owner: z
            .string()
            .optional()
            .describe('Owner, e.g. group:default/team-saju'),
          check: z
            .string()
            .optional()
            .describe('Id of a check, e.g. security.high-critical'),
          limit: z.number().int().min(1).max(200).optional(),
        }),
      output: z =>
        z.object({
          services: z.array(
            z.object({
              entityRef: z.string(),
              owner: z.string().optional(),
              verdict: z.string(),
              commit: z.string(),
              updatedAt: z.string(),
              checks: z.array(
                z.object({
                  id: z.string(),
                  verdict: z.string(),
                  value: z.string().optional(),
                  waived: z.boolean().optional(),
                }),
              ),
            }),
          ),
          total: z.number().describe('How many there are in all'),
        }),
    },
    action: async ({ input, credentials }) => {
      const { check, limit = defaultLimit, owner } = input;
      const page = await fleet.page(
        {
          limit,
          sort: 'verdict',
          ...(owner === undefined ? {} : { owners: [parseEntity(owner)] }),
          ...(check === undefined ? {} : { failing: check }),
        },
        credentials,
      );
      const services = page.items
        .filter(
          ({ pending, verdict }) =>
            check !== undefined || (verdict !== 'passed' && !pending),
        )
        .map(serviceOf);
      return { output: { services, total: totalOf(page, check) } };
    },
  });
}

function totalOf(page: FleetPage, check: string | undefined): number {
  const { error, failed, inconclusive, passed } = page.totals;
  const notPassing = error + failed + inconclusive;
  return check === undefined ? notPassing : notPassing + passed + page.pending;
}

function serviceOf(row: FleetRow) {
  const { cells, commit, entityRef, owner, updatedAt, verdict } = row;
  return {
    entityRef,
    ...(owner === undefined ? {} : { owner }),
    verdict,
    commit,
    updatedAt,
    checks: Object.entries(cells)
      .filter(([, cell]) => cell.verdict !== 'passed' && !cell.pending)
      .map(([id, cell]) => ({
        id,
        verdict: cell.verdict,
        ...(cell.value === undefined
          ? {}
          : { value: formatValue(cell.value, cell.unit) }),
        ...(cell.waived ? { waived: true } : {}),
      })),
  };
}
