import { integrationsOf, teaShop } from '../__testUtils__/fixtures';
import { RecordFinder } from './RecordFinder';

const repoUrl = 'https://git.example/tea/shops';
const record = (change: object = {}) =>
  JSON.stringify({ template: 'small', version: '1.0.0', ...change });
const hash = 'a'.repeat(64);

async function find(
  files: Record<string, string>,
  options: { folder?: string; slug?: string; kind?: string } = {},
) {
  const read: string[] = [];
  const finder = new RecordFinder({
    repositories: {
      readText: async (_, path) => {
        read.push(path);
        return files[path];
      },
    },
    integrations: integrationsOf('git.example'),
    isReadable: url => url.startsWith('https://git.example/'),
  });
  const { folder = '', slug, kind = 'Component' } = options;
  const found = await finder.find({
    ...teaShop,
    kind,
    metadata: {
      name: 'x',
      annotations: {
        'backstage.io/source-location': `url:${repoUrl}/tree/main/${folder}`,
        ...(slug ? { 'github.com/project-slug': slug } : {}),
      },
    },
  });
  return { found, read };
}

describe('RecordFinder', () => {
  it('finds the record at the root of the repository', async () => {
    const { found, read } = await find(
      { '.heal7/template.json': record() },
      { slug: 'tea/shops' },
    );
    expect(found).toEqual({
      repoUrl,
      folder: '',
      record: { template: 'small', version: '1.0.0', answers: {} },
    });
    expect(read).toEqual(['.heal7/template.json']);
  });

  it('finds the nearest one, from the folder of the source upwards', async () => {
    const own = 'env/prod/.heal7/template.json';
    const files = { '.heal7/template.json': record(), [own]: record() };
    const near = await find(files, { folder: 'env/prod/' });
    expect(near.found).toMatchObject({ folder: 'env/prod' });
    expect(near.read).toEqual([own]);
    const far = await find(files, { folder: 'env/dev/' });
    expect(far.found).toMatchObject({ folder: '' });
    expect(far.read).toEqual([
      'env/dev/.heal7/template.json',
      'env/.heal7/template.json',
      '.heal7/template.json',
    ]);
  });

  it.each([
    ['env/prod', { files: { 'env/prod/a': hash } }, true],
    ['env/prod', { files: { 'env/production/a': hash } }, false],
    ['env/prod', { files: {} }, false],
    ['', { files: { 'env/prod/a': hash } }, true],
  ])(
    'of %s a record at the root with %j is its own: %s',
    async (folder, change, isOwn) => {
      const { found } = await find(
        { '.heal7/template.json': record(change) },
        { folder },
      );
      expect(found !== undefined).toBe(isOwn);
    },
  );

  it('takes the paths of a record from its root', async () => {
    const { found } = await find(
      {
        'env/.heal7/template.json': record({
          root: '..',
          files: { 'env/prod/a': hash },
        }),
      },
      { folder: 'env/prod' },
    );
    expect(found).toMatchObject({ folder: 'env' });
  });

  it('looks at anything that names its repository, else at components it can read', async () => {
    const files = { '.heal7/template.json': record() };
    const isFound = async (options: object) =>
      (await find(files, options)).found !== undefined;
    expect(await isFound({ kind: 'Resource' })).toBe(false);
    expect(await isFound({ kind: 'Resource', slug: 'tea/shops' })).toBe(true);
    expect(await isFound({})).toBe(true);
  });

  it('does not look where the portal cannot', async () => {
    const readText = jest.fn();
    const finder = new RecordFinder({
      repositories: { readText },
      integrations: integrationsOf('git.example'),
      isReadable: () => false,
    });
    const { 'backstage.io/source-location': source } =
      teaShop.metadata.annotations;
    expect(
      await finder.find({
        ...teaShop,
        metadata: {
          name: 'x',
          annotations: { 'backstage.io/source-location': source },
        },
      }),
    ).toBeUndefined();
    expect(readText).not.toHaveBeenCalled();
  });

  it.each([
    ['{', /is not JSON/],
    [record({ version: 'one' }), /not a version/],
  ])('says what is wrong with %s', async (text, message) => {
    await expect(find({ '.heal7/template.json': text })).rejects.toThrow(
      message,
    );
  });
});
