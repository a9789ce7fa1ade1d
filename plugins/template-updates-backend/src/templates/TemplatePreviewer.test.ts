import { mockCredentials } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { snapshot, templateRef, tree } from '../__testUtils__/fixtures';
import { TemplatePreviewer } from './TemplatePreviewer';

const credentials = mockCredentials.user('user:default/minji');

function start(files: Parameters<typeof tree>[0], known = true) {
  const small = snapshot('1.1.0');
  const render = jest.fn(async () => tree(files));
  const previewer = new TemplatePreviewer({
    catalog: catalogServiceMock({ entities: [small.entity] }),
    reader: { read: async () => (known ? small : undefined) },
    renderer: { render },
  });
  return { previewer, render, small };
}

describe('TemplatePreviewer', () => {
  it('renders as the caller and shows texts in order', async () => {
    const { previewer, render, small } = start({
      'b/large': 'x'.repeat(100_001),
      'b/a.png': new Uint8Array([1, 0, 2]),
      'a.md': '# 안녕',
    });
    expect(
      await previewer.preview(templateRef, { name: 'tea' }, { credentials }),
    ).toEqual({
      templateRef,
      version: '1.1.0',
      files: [
        { path: 'a.md', size: 8, text: '# 안녕' },
        { path: 'b/a.png', size: 3 },
        { path: 'b/large', size: 100_001 },
      ],
    });
    expect(render).toHaveBeenCalledWith(
      small,
      { name: 'tea' },
      { credentials },
    );
  });

  it.each([
    ['template:default/none', true],
    [templateRef, false],
  ])('knows no %s (version: %s)', async (ref, known) => {
    const { previewer, render } = start({}, known);
    await expect(previewer.preview(ref, {}, { credentials })).rejects.toThrow(
      `The catalog has no ${ref} with a version`,
    );
    expect(render).not.toHaveBeenCalled();
  });
});
