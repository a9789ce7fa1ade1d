import { parseFaultChange } from './faults';
import { parseReleaseRequest } from './release-request';

describe('parseReleaseRequest', () => {
  it('fills in what is usual', () => {
    expect(parseReleaseRequest({ service: 'heal7-frontend' })).toEqual({
      service: 'heal7-frontend',
      quality: 'healthy',
      environment: 'prod',
      fast: false,
      follow: false,
      author: { name: 'Jisoo Park', email: 'jisoo@heal7.com' },
    });
  });

  it.each([
    [undefined, 'service: the name of a service is needed'],
    [{ service: '../x' }, 'service: the name of a service is needed'],
    [{ service: 'a', quality: 'evil' }, 'quality: one of healthy, bad'],
    [{ service: 'a', environment: 'qa' }, 'environment: one of dev, staging'],
    [{ service: 'a', fast: 'yes' }, 'fast: true or false'],
    [{ service: 'a', speed: 1 }, 'unknown: speed'],
  ])('refuses %j and says what is possible', (body, message) => {
    expect(() => parseReleaseRequest(body)).toThrow(message);
  });
});

describe('parseFaultChange', () => {
  it.each([
    [{ prometheus: 'slow' }, { clusters: {}, prometheus: 'slow' }],
    [
      { clusters: { 'heal7-prod': 'hang' } },
      { clusters: { 'heal7-prod': 'hang' } },
    ],
    [
      { heal: true },
      {
        clusters: { 'heal7-dev': 'open', 'heal7-prod': 'open' },
        prometheus: 'none',
        github: 'none',
      },
    ],
    [
      { github: { method: 'PUT', path: '/environments/', status: 502 } },
      {
        clusters: {},
        github: {
          method: 'PUT',
          path: '/environments/',
          status: 502,
          times: 1,
        },
      },
    ],
  ])('reads %j', (body, change) => {
    expect(parseFaultChange(body)).toEqual(change);
  });

  it.each([
    [{ clusters: { moon: 'hang' } }, 'cluster: one of heal7-dev, heal7-prod'],
    [{ clusters: { 'heal7-dev': 'off' } }, 'heal7-dev: one of open, refuse'],
    [{ gitlab: 'off' }, 'unknown: gitlab'],
    [{ github: { method: 'PUT', path: '/', status: 200 } }, 'status is 400'],
    [
      { github: { method: 'PUT', path: '(', status: 500 } },
      'no regular expression',
    ],
  ])('refuses %j', (body, message) => {
    expect(() => parseFaultChange(body)).toThrow(message);
  });
});
