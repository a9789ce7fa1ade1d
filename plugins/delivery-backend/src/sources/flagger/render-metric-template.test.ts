import { renderMetricTemplate } from './render-metric-template';

const values = {
  target: 'shop',
  namespace: 'prod',
  interval: '1m',
  'variables.region': 'kr',
};

describe('renderMetricTemplate', () => {
  it.each([
    [
      'sum(rate(x{app="{{ target }}",ns="{{namespace}}"}[{{ interval }}]))\n',
      'sum(rate(x{app="shop",ns="prod"}[1m]))',
    ],
    ['x{region="{{ variables.region }}"}', 'x{region="kr"}'],
    ['a{} {{- target -}} b', 'a{}shopb'],
    ['a{b="c"}', 'a{b="c"}'],
  ])('%s', (query, expected) =>
    expect(renderMetricTemplate(query, values)).toBe(expected),
  );

  it.each([
    '{{ variables.zone }}',
    '{{ if target }}x{{ end }}',
    '{{ toString }}',
  ])('refuses %s', query =>
    expect(() => renderMetricTemplate(query, values)).toThrow(/is not known/),
  );
});
