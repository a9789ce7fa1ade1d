import { firstLink, safeUrl } from './links';
import { personName } from './person';

describe('links', () => {
  it('follows web pages only', () => {
    expect(safeUrl('HTTPS://a.example.com/x')).toBe('HTTPS://a.example.com/x');
    expect(safeUrl('data:text/html,x')).toBeUndefined();
    expect(safeUrl('//a.example.com')).toBeUndefined();
  });

  it('takes the first kind asked for that is a web page', () => {
    const run = { kind: 'run' as const, title: 'r', url: 'https://r.example' };
    const bad = { kind: 'commit' as const, title: 'c', url: 'data:x' };
    expect(firstLink([run, bad], 'commit', 'run')).toBe(run);
    expect(firstLink([run], 'image')).toBeUndefined();
    expect(firstLink(undefined, 'run')).toBeUndefined();
  });
});

describe('personName', () => {
  it('shortens people, and only people', () => {
    expect(personName('user:default/minji')).toBe('minji');
    expect(personName('service:flagger')).toBe('service:flagger');
  });
});
