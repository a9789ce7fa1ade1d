import { snapshot, templateRef } from '../__testUtils__/fixtures';
import { testDatabases } from '../__testUtils__/databases';
import { TemplateArchive } from './TemplateArchive';

jest.setTimeout(60_000);
const databases = testDatabases();
const now = new Date('2026-11-20T10:00:00Z');

describe.each(databases.ids)('versions of templates in %s', id => {
  const createArchive = async () =>
    new TemplateArchive(await databases.open(id));

  it('keeps each version as it was', async () => {
    const archive = await createArchive();
    const large = 'x'.repeat(2_000_000);
    const first = snapshot('1.0.0', { 'a.txt': large, 'b/한글.txt': '차' });
    expect(await archive.keep(first, now)).toEqual({ changed: false });
    await archive.keep(snapshot('1.1.0'), now);
    expect(await archive.get(templateRef, '1.0.0')).toEqual(first);
    expect(await archive.get(templateRef, '9.9.9')).toBeUndefined();
    expect(await archive.get('template:default/none', '1.0.0')).toBeUndefined();
    expect(await archive.versions()).toEqual(
      new Map([[templateRef, ['1.0.0', '1.1.0']]]),
    );
  });

  it('keeps the first content of a version, and says when it changed', async () => {
    const archive = await createArchive();
    const first = snapshot('1.0.0', { 'a.txt': '1', 'b.txt': '2' });
    await archive.keep(first, now);
    // Neither the order of files nor what the catalog adds is a change.
    const same = {
      ...first,
      files: [...first.files].reverse(),
      entity: { ...first.entity, metadata: { name: 'small', uid: 'other' } },
    };
    expect(await archive.keep(same, now)).toEqual({ changed: false });
    const other = snapshot('1.0.0', { 'a.txt': '1', 'b.txt': '3' });
    expect(await archive.keep(other, now)).toEqual({ changed: true });
    expect(await archive.get(templateRef, '1.0.0')).toEqual(first);
  });

  it('keeps one when two replicas see it at once', async () => {
    const archive = await createArchive();
    await Promise.all(
      [1, 2, 3].map(() => archive.keep(snapshot('1.0.0'), now)),
    );
    expect((await archive.versions()).get(templateRef)).toEqual(['1.0.0']);
  });
});
