import {
  createPublicKey,
  KeyObject,
  randomBytes,
  randomUUID,
} from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, JWK, SignJWT } from 'jose';
import { Accounts, stableId } from './accounts';
import { ActionsStore } from './actions-store';
import { Repository } from './repository';
import { RunRecord } from './state/github-state';
import { rsaKeyIn } from './state/rsa-key';

const lifetimeSeconds = 300;

/** What a job of a run finds in its environment. */
interface OidcRequest {
  /** `ACTIONS_ID_TOKEN_REQUEST_URL` */
  url: string;
  /** `ACTIONS_ID_TOKEN_REQUEST_TOKEN` */
  token: string;
}

/**
 * Gives the jobs of workflow runs the tokens with which they say who they are, as
 * https://token.actions.githubusercontent.com does. Whoever runs the jobs asks for `requestFor` only where the job has
 * `permissions: id-token: write`.
 */
export class OidcIssuer {
  /** Request tokens → run. Not stored: a run that survives a restart starts again and asks anew. */
  readonly #requests = new Map<string, number>();
  #key?: KeyObject;

  constructor(
    private readonly options: {
      keyFile: string;
      baseUrl: () => string;
      accounts: Accounts;
      actions: ActionsStore;
      now: () => Date;
    },
  ) {}

  get issuer(): string {
    return `${this.options.baseUrl()}/_oidc`;
  }

  /** Good for as long as the run is in progress. */
  requestFor(repository: Repository, run: RunRecord): OidcRequest {
    this.#forgetEnded();
    const token = randomBytes(24).toString('base64url');
    this.#requests.set(token, run.id);
    const path = `token/${repository.record.id}/${run.id}`;
    return { url: `${this.issuer}/${path}?api-version=2.0`, token };
  }

  async keys(): Promise<{ keys: JWK[] }> {
    return { keys: [await this.#publicJwk()] };
  }

  /** The signed token; `undefined` when the request token is not (or no longer) good for this run. */
  async issue(
    requestToken: string,
    runId: number,
    audience?: string,
  ): Promise<string | undefined> {
    if (this.#requests.get(requestToken) !== runId) return undefined;
    const found = this.options.actions.find(runId);
    if (found?.run.status !== 'in_progress') return undefined;
    const { repository, run } = found;
    const seconds = Math.floor(this.options.now().getTime() / 1000);
    const owner = `${this.options.baseUrl()}/${repository.record.owner}`;
    const { kid } = await this.#publicJwk();
    return new SignJWT(this.#claims(repository, run))
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
      .setIssuer(this.issuer)
      .setAudience(audience ?? owner)
      .setJti(randomUUID())
      .setIssuedAt(seconds)
      .setNotBefore(seconds - lifetimeSeconds)
      .setExpirationTime(seconds + lifetimeSeconds)
      .sign(this.#privateKey());
  }

  /** https://docs.github.com/en/actions/reference/security/oidc, with ids in the subject as new repositories have them. */
  #claims({ record, fullName }: Repository, run: RunRecord) {
    const isPull = run.event === 'pull_request';
    const ref = isPull
      ? `refs/pull/${run.pullNumber}/merge`
      : `refs/heads/${run.headBranch}`;
    const ownerId = String(stableId(record.owner));
    const pull = record.issues.find(each => each.number === run.pullNumber);
    const workflowRef = `${fullName}/${run.workflowPath}@${ref}`;
    const who = `repo:${record.owner}@${ownerId}/${record.name}@${record.id}`;
    return {
      sub: `${who}:${isPull ? 'pull_request' : `ref:${ref}`}`,
      ref,
      ref_type: 'branch',
      ref_protected: String(run.headBranch in record.branchProtection),
      sha: run.headSha,
      head_ref: isPull ? run.headBranch : '',
      base_ref: isPull ? pull?.pull?.base ?? '' : '',
      repository: fullName,
      repository_id: String(record.id),
      repository_owner: record.owner,
      repository_owner_id: ownerId,
      repository_visibility: record.private ? 'private' : 'public',
      run_id: String(run.id),
      run_number: String(run.runNumber),
      run_attempt: String(run.attempt),
      actor: run.actor,
      actor_id: String(
        stableId(this.options.accounts.find(run.actor)?.login ?? run.actor),
      ),
      event_name: run.event,
      workflow: run.name,
      workflow_ref: workflowRef,
      workflow_sha: run.headSha,
      job_workflow_ref: workflowRef,
      job_workflow_sha: run.headSha,
      runner_environment: 'github-hosted',
    };
  }

  #privateKey(): KeyObject {
    this.#key ??= rsaKeyIn(this.options.keyFile);
    return this.#key;
  }

  async #publicJwk(): Promise<JWK & { kid: string }> {
    const jwk = await exportJWK(createPublicKey(this.#privateKey()));
    const kid = await calculateJwkThumbprint(jwk);
    return { ...jwk, kid, use: 'sig', alg: 'RS256' };
  }

  #forgetEnded(): void {
    for (const [token, runId] of this.#requests) {
      const status = this.options.actions.find(runId)?.run.status;
      if (!status || status === 'completed') this.#requests.delete(token);
    }
  }
}
