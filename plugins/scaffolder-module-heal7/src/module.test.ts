import { createExtensionTester } from '@backstage/frontend-test-utils';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { serviceName } from './module';

describe('the extension', () => {
  it('is the field that templates name Heal7ServiceName', async () => {
    const load = createExtensionTester(serviceName).get(
      FormFieldBlueprint.dataRefs.formFieldLoader,
    );
    expect(await load()).toMatchObject({
      name: 'Heal7ServiceName',
      component: expect.any(Function),
      validation: expect.any(Function),
      schema: { schema: { returnValue: { type: 'string' } } },
    });
  });
});
