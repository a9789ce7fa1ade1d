import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

export interface StaticFile {
  content: Buffer;
  headers: Record<string, string>;
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Files below assets/ carry a hash in their name and never change; the page itself is always asked for again. */
function cachingOf(path: string): string {
  if (path.startsWith('assets/')) return 'public, max-age=31536000, immutable';
  return path.endsWith('.html') ? 'no-cache' : 'public, max-age=3600';
}

/** Every file of a folder, in memory: a build is small, and no request can reach outside of it. */
export function readStaticFiles(folder: string): Map<string, StaticFile> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter(entry => entry.isFile())
      .map(entry => {
        const file = join(entry.parentPath, entry.name);
        const path = relative(folder, file).split(sep).join('/');
        const content = readFileSync(file);
        return [
          path,
          {
            content,
            headers: {
              'cache-control': cachingOf(path),
              'content-length': String(content.length),
              'content-type':
                types[extname(path)] ?? 'application/octet-stream',
              etag: `"${createHash('sha256')
                .update(content)
                .digest('base64url')}"`,
            },
          },
        ];
      }),
  );
}
