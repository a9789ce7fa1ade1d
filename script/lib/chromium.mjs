// Prints the path of a Chromium: the machine's own when CHROMIUM_PATH names it, else the packaged one, unpacked once.
import chromium from '@sparticuz/chromium';

export const chromiumPath = async () =>
  process.env.CHROMIUM_PATH ?? (await chromium.executablePath());

if (process.argv[1] === import.meta.filename) console.log(await chromiumPath());
