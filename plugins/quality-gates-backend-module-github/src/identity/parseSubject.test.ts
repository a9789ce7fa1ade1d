import { parseSubject } from './parseSubject';

describe('parseSubject', () => {
  it.each([
    ['ref:refs/heads/main'],
    ['ref:refs/tags/v1:2'],
    ['environment:prod%3A1'],
    ['pull_request'],
    ['job_workflow_ref:heal7/ci/.github/workflows/ci.yaml@refs/heads/main'],
  ])('reads both forms with the context %s', context => {
    expect(parseSubject(`repo:heal7/heal7.web_2:${context}`)).toEqual({
      owner: 'heal7',
      name: 'heal7.web_2',
      context,
    });
    expect(parseSubject(`repo:heal7@12/demo@345:${context}`)).toEqual({
      owner: 'heal7',
      name: 'demo',
      ids: { owner: '12', repository: '345' },
      context,
    });
  });

  it('reads a subject without a context', () => {
    expect(parseSubject('repo:heal7/demo')).toEqual({
      owner: 'heal7',
      name: 'demo',
    });
  });

  it.each([
    '',
    'repo:heal7',
    'repo:/demo:ref:x',
    'repo:heal7/:ref:x',
    'repo:heal7/demo/x:ref:y',
    'repo:heal7@12/demo:ref:x',
    'repo:heal7/demo@12:ref:x',
    'repo:heal7@x/demo@12:ref:x',
    'repository_owner:heal7',
    'environment:prod:repo:heal7/demo',
    'REPO:heal7/demo',
    ' repo:heal7/demo',
    'repo:heal7/demo x',
  ])('does not guess at %j', subject => {
    expect(parseSubject(subject)).toBeUndefined();
  });
});
