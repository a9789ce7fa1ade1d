import { Route, Routes } from 'react-router-dom';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import type { ComponentProps } from 'react';
import { discoveryApiRef, fetchApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { FilePreview } from './FilePreview';

type Props = ComponentProps<typeof FilePreview>;

const files = [
  { path: 'manifests/dev/README.md', size: 7, text: '# parts' },
  { path: 'manifests/values.yaml', size: 4, text: 'a: 1' },
  { path: 'service/README.md', size: 12, text: '# tea-shop' },
  { path: 'service/lock.json', size: 300_000 },
];

function render(
  answer: (body: unknown) => Response,
  options: { at?: string; language?: string } = {},
) {
  const { at = '/templates/default/small', language = 'en' } = options;
  const requests: { url: string; body: unknown }[] = [];
  const Form = () => {
    const props: Props = {
      schema: {},
      uiSchema: {},
      idSchema: { $id: 'root_preview' },
      registry: {} as Props['registry'],
      name: 'preview',
      required: false,
      disabled: false,
      readonly: false,
      formData: undefined,
      rawErrors: [],
      onChange: () => {},
      onBlur: () => {},
      onFocus: () => {},
      formContext: { formData: { name: 'tea-shop' } },
    };
    return <FilePreview {...props} />;
  };
  window.localStorage.clear();
  renderInTestApp(
    <Routes>
      <Route path="/templates/:namespace/:templateName" element={<Form />} />
      <Route path="*" element={<Form />} />
    </Routes>,
    {
      initialRouteEntries: [at],
      apis: [
        [
          discoveryApiRef,
          { getBaseUrl: async id => `http://portal/api/${id}` },
        ],
        [
          fetchApiRef,
          {
            fetch: async (url, init) => {
              const body = JSON.parse(String(init?.body));
              requests.push({ url: String(url), body });
              return answer(body);
            },
          },
        ],
      ],
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
    },
  );
  return { requests };
}

describe('Heal7Preview', () => {
  it('shows the files the answers lead to', async () => {
    const { requests } = render(() => Response.json({ files }));
    expect(
      await screen.findByText('4 files. Nothing is created yet.'),
    ).toBeVisible();
    expect(requests).toEqual([
      {
        url: 'http://portal/api/template-updates/templates/default/small/preview',
        body: { values: { name: 'tea-shop' } },
      },
    ]);
    expect(screen.getByDisplayValue('# tea-shop')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'values.yaml' }));
    expect(screen.getByDisplayValue('a: 1')).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'values.yaml', current: true }),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'lock.json' }));
    expect(screen.getByText('Not shown: 293 KB, or no text.')).toBeVisible();
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

  it('says why not, and asks again', async () => {
    const answers = [
      Response.json(
        {
          error: { name: 'InputError', message: 'The owner is gone' },
          response: { statusCode: 400 },
        },
        { status: 400 },
      ),
      Response.json({ files }),
    ];
    render(() => answers.shift() ?? Response.error());
    expect(
      await screen.findByText('The files cannot be shown: The owner is gone'),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Show again' }));
    expect(await screen.findByText(/^4 files/)).toBeVisible();
  });

  it('asks nobody where no template is used', async () => {
    const { requests } = render(() => Response.error(), { at: '/editor' });
    expect(await screen.findByText(/shown when the template/)).toBeVisible();
    expect(requests).toEqual([]);
  });

  it('speaks Korean', async () => {
    render(() => Response.json({ files }), { language: 'ko' });
    expect(await screen.findByText(/^파일 4개/)).toBeVisible();
  });
});
