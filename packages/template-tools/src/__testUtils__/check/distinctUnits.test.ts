import type { Cell } from './Cell';
import { distinctUnits } from './distinctUnits';

const cell = (number: number, files: Record<string, string>): Cell => ({
  template: 'demo',
  number,
  answers: { name: 'demo' },
  folder: `/cells/demo/${number}`,
  output: undefined,
  files: Object.entries(files).map(([path, text]) => ({
    path,
    text,
    binary: false,
    hash: text,
  })),
});
const pathsOf = (cells: Cell[]) =>
  distinctUnits(cells).map(({ cell: { number }, files }) => [
    number,
    ...files.map(({ path }) => path),
  ]);

const chart = (environment: string, values: string) => ({
  [`manifests/${environment}/demo/Chart.yaml`]: 'chart',
  [`manifests/${environment}/demo/values.yaml`]: values,
  [`manifests/${environment}/demo/values-${environment}.yaml`]: environment,
  [`manifests/${environment}/demo/templates/service.yaml`]: 'service',
});

describe('distinctUnits', () => {
  it('takes a chart as a whole, once for all environments and cells that have the same', () => {
    expect(
      pathsOf([
        cell(1, { ...chart('dev', 'one'), ...chart('prod', 'one') }),
        cell(2, { ...chart('dev', 'one'), ...chart('prod', 'two') }),
      ]),
    ).toEqual([
      [
        1,
        'manifests/dev/demo/Chart.yaml',
        'manifests/dev/demo/values.yaml',
        'manifests/dev/demo/templates/service.yaml',
      ],
      [1, 'manifests/dev/demo/values-dev.yaml'],
      [1, 'manifests/prod/demo/values-prod.yaml'],
      [
        2,
        'manifests/prod/demo/Chart.yaml',
        'manifests/prod/demo/values.yaml',
        'manifests/prod/demo/templates/service.yaml',
      ],
    ]);
  });

  it('takes Terraform as a whole: a module means something else with other values', () => {
    const modules = { 'service/modules/vpc/main.tf': 'vpc' };
    const made = pathsOf([
      cell(1, { ...modules, 'service/environments/prod/main.tfvars': 'a' }),
      cell(2, { ...modules, 'service/environments/prod/main.tfvars': 'a' }),
      cell(3, { ...modules, 'service/environments/prod/main.tfvars': 'b' }),
    ]);
    expect(made.map(([number]) => number)).toEqual([1, 3]);
    expect(made[1]).toHaveLength(3);
  });

  it('takes other files one by one', () => {
    expect(
      pathsOf([
        cell(1, { 'service/Dockerfile': 'one', 'service/README.md': 'r' }),
        cell(2, { 'service/Dockerfile': 'two', 'service/README.md': 'r' }),
      ]),
    ).toEqual([
      [1, 'service/Dockerfile'],
      [1, 'service/README.md'],
      [2, 'service/Dockerfile'],
    ]);
  });
});
