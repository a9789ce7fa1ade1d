import { useState, type ComponentProps } from 'react';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { discoveryApiRef, fetchApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { results, scaffolder } from '../__testUtils__/scaffolder';
import { ServiceName } from './ServiceName';

type Backend = ReturnType<typeof scaffolder>;

const Form = ({ rawErrors }: { rawErrors: string[] }) => {
  const [value, setValue] = useState<string>();
  const props: ComponentProps<typeof ServiceName> = {
    schema: { title: 'Name', description: 'What it is called.' },
    uiSchema: {},
    idSchema: { $id: 'root_name' },
    registry: {} as ComponentProps<typeof ServiceName>['registry'],
    name: 'name',
    required: true,
    disabled: false,
    readonly: false,
    formData: value,
    rawErrors,
    onChange: setValue,
    onBlur: () => {},
    onFocus: () => {},
  };
  return <ServiceName {...props} />;
};

function render(
  backend: Backend,
  options: { language?: string; rawErrors?: string[] } = {},
) {
  const { language = 'en', rawErrors = [] } = options;
  window.localStorage.clear();
  return renderInTestApp(<Form rawErrors={rawErrors} />, {
    apis: [
      [discoveryApiRef, backend.discoveryApi],
      [fetchApiRef, backend.fetchApi],
    ],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    config: {
      app: {
        extensions: [
          {
            'api:app/app-language': {
              config: {
                availableLanguages: ['en', 'ko'],
                defaultLanguage: language,
              },
            },
          },
        ],
      },
    },
  });
}

const field = () => screen.findByRole('textbox', { name: /Name|이름/ });
const type = async (text: string) => userEvent.type(await field(), text);

describe('Heal7ServiceName', () => {
  it('says that a name is free, after one question', async () => {
    const backend = scaffolder(() => results());
    render(backend);
    await type('tea-shop');
    const status = await screen.findByText('tea-shop is free');
    expect(status.closest('[aria-live="polite"]')).not.toBeNull();
    expect(await field()).toHaveAccessibleDescription(/tea-shop is free/);
    expect(backend.requests.map(({ url, name }) => [url, name])).toEqual([
      [
        'http://portal/api/scaffolder/v2/autocomplete/heal7/service-name',
        'tea-shop',
      ],
    ]);
    jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
    const { violations } = await axe.run(
      { include: [['body']], exclude: [['[data-live-announcer]']] },
      {
        rules: {
          'color-contrast': { enabled: false },
          region: { enabled: false },
        },
      },
    );
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('says what is wrong with the form of a name, and asks nobody', async () => {
    const backend = scaffolder(() => results());
    render(backend);
    await type('Tea');
    expect(
      await screen.findByText('Only lower case letters, digits and hyphens.'),
    ).toBeVisible();
    expect(await field()).toBeInvalid();
    await userEvent.clear(await field());
    await type('te');
    expect(await screen.findByText('At least 3 characters.')).toBeVisible();
    expect(backend.requests).toEqual([]);
  });

  it.each([
    [
      { id: 'catalog', title: 'component:default/tea' },
      'The catalog has a component tea already.',
      '/catalog/default/component/tea',
    ],
    [
      { id: 'repository', title: 'https://git.example/heal7/tea' },
      'The repository tea exists already.',
      'https://git.example/heal7/tea',
    ],
    [{ id: 'reserved' }, 'tea is reserved. Choose another name.', undefined],
    [
      { id: 'flagger' },
      'Names ending in -primary or -canary belong to Flagger. Choose another name.',
      undefined,
    ],
    [{ id: 'moon' }, 'tea is taken. Choose another name.', undefined],
    [
      { id: 'repository', title: 'data:text/html,tea' },
      'The repository tea exists already.',
      undefined,
    ],
  ])('says what has the name: %j', async (found, sentence, href) => {
    render(scaffolder(() => results(found)));
    await type('tea');
    await waitFor(async () =>
      expect(await field()).toHaveAccessibleDescription(
        expect.stringContaining(sentence),
      ),
    );
    expect(await field()).toBeInvalid();
    const link = screen.queryByRole('link', { name: 'tea' });
    expect(link?.getAttribute('href')).toBe(href);
  });

  it('does not block when it cannot be checked', async () => {
    render(scaffolder(() => new Response('{}', { status: 503 })));
    await type('tea');
    expect(await screen.findByText(/cannot be checked now/)).toBeVisible();
    expect(await field()).toBeValid();
  });

  it('gives up the older question, whose answer never shows', async () => {
    const answers: Record<string, (response: Response) => void> = {};
    const backend = scaffolder(
      name =>
        new Promise(resolve => {
          answers[name] = resolve;
        }),
    );
    render(backend);
    await type('tea');
    await waitFor(() => expect(backend.requests).toHaveLength(1));
    expect(await screen.findByText(/Checking whether/)).toBeVisible();
    await type('-shop');
    await waitFor(() => expect(backend.requests).toHaveLength(2));
    expect(backend.requests[0].signal?.aborted).toBe(true);
    answers['tea-shop'](results());
    expect(await screen.findByText('tea-shop is free')).toBeVisible();
    answers.tea(results({ id: 'reserved' }));
    await waitFor(() =>
      expect(screen.getByText('tea-shop is free')).toBeVisible(),
    );
    expect(screen.queryByText(/reserved/)).not.toBeInTheDocument();
  });

  it('shows what the form says of an empty name', async () => {
    render(
      scaffolder(() => results()),
      { rawErrors: ['is a required property'] },
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'is a required property',
    );
  });

  it('speaks Korean', async () => {
    render(
      scaffolder(() => results({ id: 'catalog' })),
      { language: 'ko' },
    );
    await type('tea');
    expect(await screen.findByText(/카탈로그에/)).toBeVisible();
  });
});
