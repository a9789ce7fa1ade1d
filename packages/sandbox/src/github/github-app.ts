import { createPublicKey, KeyObject, randomBytes } from 'node:crypto';
import { jwtVerify } from 'jose';
import { stableId } from './accounts';
import { GithubState } from './state/github-state';
import { rsaKeyIn } from './state/rsa-key';

const tokenLifetimeMs = 60 * 60 * 1000;
/** GitHub refuses App tokens that live longer than ten minutes. */
const maxTokenAge = '11m';

/** Ids of the Apps known here; that of GitHub Actions is the real one. */
export const appIds: Record<string, number> = {
  'heal7-portal': 1,
  'github-actions': 15368,
};

interface InstallationToken {
  token: string;
  expiresAt: string;
}

/** The GitHub App of the portal, installed on every organisation of the sandbox with access to all repositories. */
export class GithubApp {
  readonly slug = 'heal7-portal';
  readonly id = appIds['heal7-portal'];
  readonly login = 'heal7-portal[bot]';
  readonly permissions = {
    actions: 'read',
    administration: 'write',
    checks: 'write',
    contents: 'write',
    metadata: 'read',
    pull_requests: 'write',
    statuses: 'write',
    workflows: 'write',
  };
  #publicKey?: KeyObject;

  constructor(
    private readonly options: {
      keyFile: string;
      state: GithubState;
      touch: () => void;
      now: () => Date;
    },
  ) {}

  /** Where the private key is that the portal is configured with. */
  get keyFile(): string {
    return this.options.keyFile;
  }

  /** Makes the key, so that the portal finds it when it starts. */
  prepare(): void {
    this.#publicKey ??= createPublicKey(rsaKeyIn(this.options.keyFile));
  }

  /** Whether the App itself signed this JSON web token. */
  async signed(token: string): Promise<boolean> {
    this.prepare();
    if (!this.#publicKey) return false;
    try {
      const { payload } = await jwtVerify(token, this.#publicKey, {
        algorithms: ['RS256'],
        requiredClaims: ['iat', 'exp', 'iss'],
        maxTokenAge,
        clockTolerance: 60,
        currentDate: this.options.now(),
      });
      return String(payload.iss) === String(this.id);
    } catch {
      return false;
    }
  }

  installationId(organization: string): number {
    return stableId(`installation/${organization}`);
  }

  createToken(): InstallationToken {
    const { state, touch } = this.options;
    this.#forgetOld();
    const token = `ghs_${randomBytes(18).toString('hex')}`;
    const expiresAt = new Date(
      this.options.now().getTime() + tokenLifetimeMs,
    ).toISOString();
    state.installationTokens[token] = expiresAt;
    touch();
    return { token, expiresAt };
  }

  /** The login a token of an installation acts under; `undefined` when it has ended or never was one. */
  holderOf(token: string): string | undefined {
    const { state } = this.options;
    const end = Object.hasOwn(state.installationTokens, token)
      ? state.installationTokens[token]
      : undefined;
    return end !== undefined && this.#isAhead(end) ? this.login : undefined;
  }

  #forgetOld(): void {
    const { state } = this.options;
    state.installationTokens = Object.fromEntries(
      Object.entries(state.installationTokens).filter(([, end]) =>
        this.#isAhead(end),
      ),
    );
  }

  #isAhead(iso: string): boolean {
    return Date.parse(iso) > this.options.now().getTime();
  }
}
