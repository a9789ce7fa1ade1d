import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createTemplateRecordAction } from './template-record';

describe('heal7:template:record', () => {
  const workspace = createMockDirectory();

  const record = async (targetPath = './service', sourcePath?: string) => {
    await createTemplateRecordAction().handler(
      createMockActionContext({
        workspacePath: workspace.path,
        input: {
          targetPath,
          sourcePath,
          template: 'backend-service',
          version: '1.2.0',
          answers: { name: 'a', redis: true },
        },
      }),
    );
    return JSON.parse(
      readFileSync(
        join(workspace.path, targetPath, '.heal7/template.json'),
        'utf8',
      ),
    );
  };

  beforeEach(() => {
    workspace.clear();
    mkdirSync(join(workspace.path, 'service/app'), { recursive: true });
    writeFileSync(join(workspace.path, 'service/app/main.py'), 'x = 1\n');
  });

  it('has the template, the answers and the hash of each file but itself', async () => {
    const first = await record();
    expect(first).toEqual({
      template: 'backend-service',
      version: '1.2.0',
      answers: { name: 'a', redis: true },
      files: {
        // sha256sum of the file
        'app/main.py':
          '9e26bf369911c45c243c684147b23fc9e1dcfcf257d299a1c632016a6fcd33f4',
      },
    });
    expect(await record()).toEqual(first);
  });

  it('in a folder of a shared repository says the way up, and has what lies beside', async () => {
    mkdirSync(join(workspace.path, 'service/modules'));
    writeFileSync(join(workspace.path, 'service/modules/a.tf'), '');
    const { root, files } = await record('./service/app', './service/');
    expect(root).toBe('..');
    expect(Object.keys(files)).toEqual(['app/main.py', 'modules/a.tf']);
    expect(await record('./service', './service')).not.toHaveProperty('root');
  });

  it('does not leave the workspace, nor what is published', async () => {
    await expect(record('../outside')).rejects.toThrow('not allowed');
    await expect(record('./service', '../outside')).rejects.toThrow(
      'not allowed',
    );
    await expect(record('./service', './service/app')).rejects.toThrow(
      'not allowed',
    );
  });
});
