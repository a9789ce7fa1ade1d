import { mockServices } from '@backstage/backend-test-utils';
import { snapshot } from '../__testUtils__/fixtures';
import { ScaffolderRenderer } from './ScaffolderRenderer';

const render = (answer: Response) => {
  const request = jest.fn<Promise<Response>, Parameters<typeof fetch>>(
    async () => answer,
  );
  const renderer = new ScaffolderRenderer({
    auth: mockServices.auth(),
    discovery: mockServices.discovery(),
    fetch: request,
  });
  const result = renderer.render(snapshot('1.0.0'), { name: 'tea' });
  return { request, result };
};

const failure = (status: number, message: string) =>
  Response.json(
    {
      error: { name: 'InputError', message },
      response: { statusCode: status },
    },
    { status },
  );

describe('ScaffolderRenderer', () => {
  it('renders by a dry run with the answers', async () => {
    const { request, result } = render(
      Response.json({
        directoryContents: [
          {
            path: 'bin\\run.sh',
            base64Content: Buffer.from('hi').toString('base64'),
            executable: true,
          },
        ],
        log: [],
        output: {},
      }),
    );
    expect(await result).toEqual(
      new Map([
        [
          'bin/run.sh',
          { content: new Uint8Array([104, 105]), executable: true },
        ],
      ]),
    );
    const [url, init] = request.mock.calls[0];
    expect(String(url)).toMatch(/\/api\/scaffolder\/v2\/dry-run$/);
    expect(JSON.parse(String(init?.body))).toMatchObject({
      values: { name: 'tea' },
      secrets: {},
      directoryContents: [{ path: 'README.md' }],
    });
  });

  it.each([
    [400, 'InputError'],
    [403, 'NotAllowedError'],
    [409, 'InputError'],
    [500, 'ServiceUnavailableError'],
  ])('passes the reason on: %s', async (status, name) => {
    await expect(
      render(failure(status, 'The owner is gone')).result,
    ).rejects.toMatchObject({
      name,
      message:
        'template:default/small 1.0.0 cannot be rendered with the recorded answers: The owner is gone',
    });
  });
});
