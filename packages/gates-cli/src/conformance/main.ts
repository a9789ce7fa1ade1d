import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readReport } from '../reports/readReport';
import { runConformance } from './runConformance';

const folder = process.argv[2];
if (!folder || !existsSync(join(folder, 'expected.json'))) {
  process.stderr.write(
    'usage: script/conformance <samples>: a folder with expected.json\n',
  );
  process.exitCode = 2;
} else {
  process.exitCode = runConformance(folder, {
    read: readReport,
    output: {
      line: text => process.stdout.write(`${text}\n`),
      error: text => process.stderr.write(`${text}\n`),
    },
  });
}
