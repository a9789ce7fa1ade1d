import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { isObject } from '../../../lint/visit';
import { runCommand } from '../command';
import { pathIfThere } from '../tools';

/** What leads npm to its registry. */
const PASSED_ON = ['registry', 'proxy', 'https-proxy', 'noproxy', 'strict-ssl'];

/**
 * The npm settings of this machine as files that are shown to a build, by the path they get there; the image does not keep
 * them.
 */
export async function npmSettings(
  folder: string,
): Promise<Record<string, string>> {
  await mkdir(folder, { recursive: true });
  const { stdout } = await runCommand('npm', ['config', 'list', '--json'], {
    cwd: tmpdir(),
  });
  const settings: unknown = JSON.parse(stdout);
  if (!isObject(settings)) throw new Error('npm tells no settings');
  const shown: Record<string, string> = {};
  const lines = PASSED_ON.flatMap(name =>
    settings[name] === null || settings[name] === undefined
      ? []
      : [`${name}=${settings[name]}`],
  );
  const certificates = await extraCertificates(settings.cafile);
  if (certificates) {
    const path = String(
      settings.cafile ?? '/usr/local/share/extra-certificates.pem',
    );
    shown[path] = join(folder, 'certificates.pem');
    await writeFile(shown[path], certificates);
    lines.push(`cafile=${path}`);
  }
  // The place of npm's own defaults: what a user's file says goes before.
  const defaults = '/usr/local/lib/node_modules/npm/npmrc';
  shown[defaults] = join(folder, 'npmrc');
  await writeFile(shown[defaults], `${lines.join('\n')}\n`);
  const user = await pathIfThere(String(settings.userconfig));
  if (user) shown['/root/.npmrc'] = user;
  return shown;
}

/** All that Node trusts here, if that is more than it trusts everywhere. */
async function extraCertificates(cafile: unknown): Promise<string | undefined> {
  const files = [process.env.NODE_EXTRA_CA_CERTS, cafile].filter(
    (file): file is string => typeof file === 'string' && file !== '',
  );
  if (files.length === 0) return undefined;
  const texts = await Promise.all(files.map(file => readFile(file, 'utf8')));
  return [...rootCertificates, ...texts].join('\n');
}
