import { GitPerson, heal7People } from '../github';

export function personOf(login: string): GitPerson {
  const person = heal7People.find(it => it.login === login);
  return person
    ? { name: person.name, email: person.email }
    : { name: login, email: `${login}@heal7.com` };
}

export const ciPerson: GitPerson = { name: 'HEAL7 CI', email: 'ci@heal7.com' };
