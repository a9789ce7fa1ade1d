import { generateKeyPairSync } from 'node:crypto';
import { GithubContext } from '../github-context';
import { ApiCall, noContent, reply } from '../http/api-call';
import { ApiRoutes } from '../http/api-routes';
import { GithubError } from '../http/github-error';
import { SecretRecord, VariableRecord } from '../state/github-state';
import { environmentOf } from './environments';

/** A real X25519 key, so that callers can seal secrets with libsodium; what they seal is not kept. */
function newPublicKey(): { key_id: string; key: string } {
  const { x = '' } = generateKeyPairSync('x25519').publicKey.export({
    format: 'jwk',
  });
  return {
    key_id: '568250167242549743',
    key: Buffer.from(x, 'base64url').toString('base64'),
  };
}

interface Settings {
  variables: Record<string, VariableRecord>;
  secrets: Record<string, SecretRecord>;
}

/** Variables and secrets of repositories and environments, and small repository settings. */
export function addSettingRoutes(api: ApiRoutes, context: GithubContext): void {
  const publicKey = newPublicKey();

  const addVariables = (
    path: string,
    settings: (call: ApiCall) => Settings,
  ) => {
    const payload = (each: VariableRecord) => ({
      name: each.name,
      value: each.value,
      created_at: each.createdAt,
      updated_at: each.updatedAt,
    });
    const named = (call: ApiCall) => {
      const found = settings(call).variables[call.param('name').toUpperCase()];
      if (!found) throw GithubError.notFound();
      return found;
    };
    api.get(path, call => {
      const found = Object.values(settings(call).variables);
      return call.paginate(found, shown => ({
        total_count: found.length,
        variables: shown.map(payload),
      }));
    });
    api.post(path, call => {
      const { variables } = settings(call);
      const name = call.body.string('name').toUpperCase();
      if (!/^[A-Z_][A-Z0-9_]*$/.test(name))
        throw new GithubError(422, 'Variable name is invalid');
      if (variables[name])
        throw new GithubError(409, 'Already exists - Variable already exists');
      const at = context.now().toISOString();
      variables[name] = {
        name,
        value: call.body.string('value'),
        createdAt: at,
        updatedAt: at,
      };
      context.touch();
      return reply({}, 201);
    });
    api.get(`${path}/:name`, call => reply(payload(named(call))));
    api.patch(`${path}/:name`, call => {
      const variable = named(call);
      variable.value = call.body.string('value');
      variable.updatedAt = context.now().toISOString();
      context.touch();
      return noContent;
    });
    api.delete(`${path}/:name`, call => {
      delete settings(call).variables[named(call).name];
      context.touch();
      return noContent;
    });
  };

  const addSecrets = (path: string, settings: (call: ApiCall) => Settings) => {
    const payload = (each: SecretRecord) => ({
      name: each.name,
      created_at: each.createdAt,
      updated_at: each.updatedAt,
    });
    api.get(path, call => {
      const found = Object.values(settings(call).secrets);
      return call.paginate(found, shown => ({
        total_count: found.length,
        secrets: shown.map(payload),
      }));
    });
    api.get(`${path}/public-key`, call => {
      settings(call);
      return reply(publicKey);
    });
    api.put(`${path}/:name`, call => {
      const { secrets } = settings(call);
      const name = call.param('name').toUpperCase();
      if (call.body.string('key_id') !== publicKey.key_id) {
        throw new GithubError(422, 'Public key is not the current one');
      }
      call.body.string('encrypted_value');
      const at = context.now().toISOString();
      const existed = name in secrets;
      secrets[name] = {
        name,
        createdAt: secrets[name]?.createdAt ?? at,
        updatedAt: at,
      };
      context.touch();
      return existed ? noContent : reply({}, 201);
    });
  };

  addVariables(
    '/repos/:owner/:repo/actions/variables',
    call => call.repository().record,
  );
  addSecrets(
    '/repos/:owner/:repo/actions/secrets',
    call => call.repository().record,
  );
  for (const root of ['/repos/:owner/:repo', '/repositories/:repositoryId']) {
    addVariables(`${root}/environments/:environment/variables`, environmentOf);
    addSecrets(`${root}/environments/:environment/secrets`, environmentOf);
  }
  addSmallSettings(api, context);
}

/** Kept as they were sent: nothing in the sandbox acts on them. */
function addSmallSettings(api: ApiRoutes, context: GithubContext): void {
  for (const kind of ['hooks', 'keys', 'autolinks']) {
    api.get(`/repos/:owner/:repo/${kind}`, call =>
      call.paginate(call.repository().record.extras[kind] ?? []),
    );
    api.post(`/repos/:owner/:repo/${kind}`, call => {
      const { record } = call.repository();
      const item = {
        active: true,
        ...call.body.all,
        id: context.nextId(),
        created_at: context.now().toISOString(),
      };
      // A webhook's shared secret is write-only, as on GitHub.
      const config = call.body.optionalFields('config')?.all;
      const shown = config?.secret
        ? { ...item, config: { ...config, secret: '********' } }
        : item;
      record.extras[kind] = [...(record.extras[kind] ?? []), shown];
      context.touch();
      return reply(shown, 201);
    });
  }
  const accept = (kind: string, status: number) => (call: ApiCall) => {
    const { record } = call.repository();
    record.extras[kind] = [{ ...call.body.all, id: record.id }];
    context.touch();
    return status === 204 ? noContent : reply({ ...call.body.all }, status);
  };
  api.put(
    '/repos/:owner/:repo/actions/oidc/customization/sub',
    accept('oidc', 201),
  );
  api.put(
    '/repos/:owner/:repo/actions/permissions/access',
    accept('workflow-access', 204),
  );
  api.put('/repos/:owner/:repo/subscription', accept('subscription', 200));
  api.put(
    '/repos/:owner/:repo/vulnerability-alerts',
    accept('vulnerability-alerts', 204),
  );
  api.put(
    '/repos/:owner/:repo/automated-security-fixes',
    accept('automated-security-fixes', 204),
  );
  api.post('/repos/:owner/:repo/pages', accept('pages', 201));
}
