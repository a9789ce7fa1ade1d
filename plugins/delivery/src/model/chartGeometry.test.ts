import { asSteps, chartGeometry } from './chartGeometry';

describe('chartGeometry', () => {
  it('keeps the limit inside the picture', () => {
    const { paths, limits } = chartGeometry({
      series: [
        [
          [0, 10],
          [10, 20],
        ],
      ],
      limits: [100],
      width: 100,
      height: 44,
    });
    expect(paths).toEqual(['M0 42L100 37.6']);
    expect(limits).toEqual([2]);
  });

  it('leaves a gap where nothing was measured', () => {
    const { paths } = chartGeometry({
      series: [
        [
          [0, 1],
          [5, null],
          [10, 1],
        ],
      ],
      width: 100,
      height: 40,
    });
    expect(paths).toEqual(['M0 20M100 20']);
  });

  it('draws nothing out of nothing', () => {
    expect(
      chartGeometry({ series: [[], [[1, null]]], width: 10, height: 10 }),
    ).toEqual({ paths: ['', ''], limits: [] });
  });
});

it('draws a weight as stairs', () => {
  expect(
    asSteps([
      [0, 10],
      [5, 20],
    ]),
  ).toEqual([
    [0, 10],
    [5, 10],
    [5, 20],
  ]);
});
