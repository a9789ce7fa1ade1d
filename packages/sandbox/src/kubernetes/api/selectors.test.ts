import { parseFieldSelector } from './field-selector';
import { parseLabelSelector } from './label-selector';

describe('parseLabelSelector', () => {
  const labels = { app: 'saju', tier: 'web', 'heal7.io/service': 'a' };
  it.each([
    ['', true],
    ['app=saju', true],
    ['app==saju,tier!=db', true],
    ['app=saju,tier=db', false],
    ['app in (other, saju),tier', true],
    ['app notin (saju)', false],
    ['missing notin (x)', true],
    ['missing!=x', true],
    ['missing', false],
    ['!missing,!app', false],
    ['heal7.io/service=a', true],
    ['app=', false],
  ])('%s → %s', (selector, expected) => {
    expect(parseLabelSelector(selector)(labels)).toBe(expected);
  });

  it('refuses what it does not understand', () => {
    expect(() => parseLabelSelector('a=b=c')).toThrow('unable to parse');
    expect(() => parseLabelSelector('app in saju')).toThrow('unable to parse');
  });
});

describe('parseFieldSelector', () => {
  const event = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: 'e', namespace: 'n' },
    involvedObject: { kind: 'Pod', name: 'p' },
  };
  it.each([
    [undefined, true],
    ['metadata.name=e,metadata.namespace=n', true],
    ['involvedObject.name=p,involvedObject.kind!=Pod', false],
    ['status.phase=Running', false],
    ['status.phase!=Running', true],
  ])('%s → %s', (selector, expected) => {
    expect(parseFieldSelector(selector)(event)).toBe(expected);
  });

  it('refuses fields that are not indexed', () => {
    expect(() => parseFieldSelector('spec.color=red')).toThrow('not supported');
  });
});
