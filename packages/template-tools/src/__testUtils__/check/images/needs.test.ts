import { needsOf } from './needs';

describe('needsOf', () => {
  it('tells by the packages what a service asks for', () => {
    expect(needsOf('fastapi==1\nuvicorn==1\n')).toEqual([]);
    expect(needsOf('fastapi==1\nredis==7.1.0\n')).toEqual(['REDIS_URL']);
    expect(needsOf('psycopg[binary]==3.3.2\nredis==7.1.0\n')).toEqual([
      'DATABASE_URL',
      'REDIS_URL',
    ]);
  });
});
