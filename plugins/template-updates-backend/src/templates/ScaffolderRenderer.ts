import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  InputError,
  NotAllowedError,
  ResponseError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  answersWithDefaults,
  type FileTree,
  type TreeFile,
} from '@heal7/backstage-plugin-template-updates-common';
import { z } from 'zod';
import type { TemplateSnapshot } from './TemplateSnapshot';

const answerSchema = z.object({
  directoryContents: z.array(
    z.object({
      path: z.string(),
      base64Content: z.string(),
      executable: z.boolean().optional(),
    }),
  ),
  log: z
    .array(z.object({ body: z.object({ message: z.string() }).passthrough() }))
    .optional(),
});

/** Renders a version of a template exactly as the scaffolder does: by its own dry run, which creates nothing. */
export class ScaffolderRenderer {
  readonly #options: {
    auth: Pick<
      AuthService,
      'getOwnServiceCredentials' | 'getPluginRequestToken'
    >;
    discovery: DiscoveryService;
    fetch: typeof fetch;
  };

  constructor(options: {
    auth: Pick<
      AuthService,
      'getOwnServiceCredentials' | 'getPluginRequestToken'
    >;
    discovery: DiscoveryService;
    fetch?: typeof fetch;
  }) {
    this.#options = { ...options, fetch: options.fetch ?? fetch };
  }

  /** The whole workspace after all steps; for the caller whose credentials are given, otherwise for the portal. */
  async render(
    snapshot: TemplateSnapshot,
    answers: Readonly<Record<string, unknown>>,
    caller?: { credentials: BackstageCredentials },
  ): Promise<FileTree> {
    const { auth, discovery } = this.#options;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf:
        caller?.credentials ?? (await auth.getOwnServiceCredentials()),
      targetPluginId: 'scaffolder',
    });
    const { entity, files } = snapshot;
    const response = await this.#options.fetch(
      `${await discovery.getBaseUrl('scaffolder')}/v2/dry-run`,
      {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Authorization: `Bearer ${token}`,
        },
        body: JSON.stringify({
          template: entity,
          values: answersWithDefaults(entity.spec?.parameters, answers),
          secrets: {},
          directoryContents: files.map(({ path, base64 }) => ({
            path,
            base64Content: base64,
          })),
        }),
        signal: AbortSignal.timeout(120_000),
      },
    );
    if (!response.ok) {
      const { cause } = await ResponseError.fromResponse(response);
      const which = caller ? 'these' : 'the recorded';
      const what = `${snapshot.templateRef} ${snapshot.version} cannot be rendered with ${which} answers: ${cause.message}`;
      if (response.status === 403) throw new NotAllowedError(what);
      throw response.status < 500
        ? new InputError(what)
        : new ServiceUnavailableError(what);
    }
    const { directoryContents } = answerSchema.parse(await response.json());
    return new Map(
      directoryContents.map(({ path, base64Content, executable }) => [
        path.split('\\').join('/'),
        fileOf(base64Content, executable),
      ]),
    );
  }
}

function fileOf(base64: string, executable: boolean | undefined): TreeFile {
  return {
    content: new Uint8Array(Buffer.from(base64, 'base64')),
    ...(executable ? { executable } : {}),
  };
}
