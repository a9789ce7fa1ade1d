import { numbers } from '../../testing';
import { cronInterval } from './cronInterval';
import { scheduleInterval } from './renovateSchedule';

const day = 86_400;

function dependabot(...schedules: string[]): string {
  const updates = schedules.map(
    (schedule, index) =>
      `  - package-ecosystem: npm\n    directory: /${index}\n    schedule:\n      ${schedule}\n`,
  );
  return `version: 2\nupdates:\n${updates.join('')}`;
}

describe('dependabot.yml', () => {
  it.each([
    ['daily', 1],
    ['weekly', 7],
    ['monthly', 31],
    ['quarterly', 92],
    ['semiannually', 184],
    ['yearly', 366],
  ])('with the interval %s', (interval, days) => {
    expect(numbers(dependabot(`interval: ${interval}`))).toMatchObject({
      format: 'dependency-updates',
      codes: [],
      measured: { 'dependencies.update-interval': days * day },
    });
  });

  it('is as slow as its slowest ecosystem', () => {
    const { result } = numbers(
      dependabot('interval: daily', 'interval: monthly', 'interval: weekly'),
    );
    expect(result.measurements).toMatchObject([
      {
        value: 31 * day,
        unit: 'seconds',
        detail: {
          items: ['npm /0: daily', 'npm /1: monthly', 'npm /2: weekly'],
          itemCount: 3,
        },
        source: { tool: 'Dependabot' },
      },
    ]);
  });

  it('reads a cron job', () => {
    const { measured } = numbers(
      dependabot('interval: cron\n      cronjob: "30 9 * * 1,4"'),
    );
    expect(measured).toEqual({ 'dependencies.update-interval': 4 * day });
  });

  it('takes the schedule of a group of ecosystems', () => {
    const { measured } = numbers(
      'version: 2\nmulti-ecosystem-groups:\n  infra:\n    schedule:\n      interval: weekly\nupdates:\n  - package-ecosystem: docker\n    directory: /\n    multi-ecosystem-group: infra\n',
    );
    expect(measured).toEqual({ 'dependencies.update-interval': 7 * day });
  });

  it('reads version 1', () => {
    const { measured } = numbers(
      'version: 1\nupdate_configs:\n  - package_manager: javascript\n    directory: /\n    update_schedule: weekly\n',
    );
    expect(measured).toEqual({ 'dependencies.update-interval': 7 * day });
  });

  it.each([
    ['no ecosystem', 'version: 2\nupdates: []\n', 'no-data'],
    ['an unknown interval', dependabot('interval: often'), 'no-data'],
    ['no schedule', dependabot('day: monday'), 'no-data'],
    [
      'a broken cron job',
      dependabot('interval: cron\n      cronjob: "x"'),
      'no-data',
    ],
    [
      'updates switched off',
      'version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n    open-pull-requests-limit: 0\n    schedule:\n      interval: daily\n',
      'no-data',
    ],
    ['broken YAML', 'version: 2\nupdates: [\n', 'malformed'],
    ['updates that are no list', 'version: 2\nupdates: 3\n', 'malformed'],
    [
      'too many aliases',
      `version: 2\na: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\nupdates: []\n`,
      'malformed',
    ],
  ])('tells nothing with %s', (_, text, code) => {
    expect(numbers(text)).toMatchObject({
      format: 'dependency-updates',
      codes: [code],
      measured: {},
    });
  });
});

describe('configuration of Renovate', () => {
  it.each([
    ['{"extends":["config:recommended"]}', 1],
    ['{"extends":["config:recommended","schedule:weekly"]}', 7],
    ['{"extends":["schedule:weekly"],"schedule":["every weekend"]}', 7],
    [
      '{"extends":["config:recommended"],"schedule":"before 4am on the first day of the month"}',
      31,
    ],
    ['{"$schema":"https://docs.renovatebot.com/renovate-schema.json"}', 1],
    ["// ours\n{\n  extends: ['config:best-practices',], // all\n}", 1],
    ['{"packageRules":[],"schedule":["* 0-3 * * 1"]}', 7],
    [
      '{"extends":["config:recommended"],"packageRules":[{"matchManagers":["docker"],"schedule":["monthly"]}]}',
      31,
    ],
    ['{"extends":["github>heal7/presets"],"schedule":["at any time"]}', 1],
  ])('%s', (text, days) => {
    expect(numbers(text)).toMatchObject({
      format: 'dependency-updates',
      codes: [],
      measured: { 'dependencies.update-interval': days * day },
    });
  });

  it.each([
    ['{"extends":["config:recommended"],"enabled":false}', 'no-data'],
    ['{"extends":["github>heal7/presets"]}', 'no-data'],
    [
      '{"extends":["config:recommended"],"schedule":["when it rains"]}',
      'no-data',
    ],
    ['{"extends":["config:recommended"', 'malformed'],
  ])('%s tells nothing', (text, code) => {
    expect(numbers(text)).toMatchObject({
      format: 'dependency-updates',
      codes: [code],
      measured: {},
    });
  });

  it('is not every file with "extends"', () => {
    expect(numbers('{"extends":["eslint:recommended"]}').codes).toEqual([
      'not-recognised',
    ]);
    expect(numbers('{"extends":"./base.json"}').codes).toEqual([
      'not-recognised',
    ]);
  });
});

describe('cronInterval', () => {
  it.each([
    ['0 9 * * *', 1],
    ['0 9 * * 1-5', 3],
    ['0 9 * * mon', 7],
    ['0 9 1 * *', 31],
    ['0 9 1 */3 *', 92],
    ['0 9 1,15 * *', 17],
    ['0 9 * * 7', 7],
    ['0 9 1 * 1', 7],
    ['0 9 29 2 *', 1461],
  ])('%s: %d days', (cron, days) => {
    expect(cronInterval(cron)).toBe(days * day);
  });

  it.each([
    '',
    '0 9 * *',
    '0 9 * * x',
    '60 9 * * *',
    '0 9 31 2 *',
    '0 9 0 * *',
    '*/0 * * * *',
    '0 9 5-1 * *',
  ])('refuses "%s"', cron => expect(cronInterval(cron)).toBeUndefined());
});

describe('scheduleInterval', () => {
  it.each([
    ['after 10pm and before 5am', 1],
    ['after 10pm every weekday', 3],
    ['every 2 weeks on Monday', 14],
    ['before 3am on tuesday and friday', 4],
  ])('%s: %d days', (line, days) => {
    expect(scheduleInterval(line)).toBe(days * day);
  });

  it('does not guess', () => {
    expect(scheduleInterval('sometimes')).toBeUndefined();
  });
});
