import { createMockDirectory } from '@backstage/backend-test-utils';
import { chmodSync } from 'node:fs';
import { delimiter } from 'node:path';
import { findOnPath } from './find-on-path';

describe('findOnPath', () => {
  const folders = createMockDirectory({
    content: { one: { tool: 'not executable' }, two: { tool: '#!/bin/sh' } },
  });
  beforeAll(() => {
    chmodSync(folders.resolve('one/tool'), 0o644);
    chmodSync(folders.resolve('two/tool'), 0o755);
  });
  const path = [folders.resolve('one'), '', folders.resolve('two')].join(
    delimiter,
  );

  it('finds the first executable', async () => {
    await expect(findOnPath('tool', path)).resolves.toBe(
      folders.resolve('two/tool'),
    );
  });

  it('finds nothing where there is nothing', async () => {
    await expect(findOnPath('other', path)).resolves.toBeUndefined();
    await expect(findOnPath('tool', '')).resolves.toBeUndefined();
  });
});
