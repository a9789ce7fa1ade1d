// Judges this repository by the HEAL7 quality gate: measures what script/test has not, then asks heal7-gates.
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { auditDependencies } from './audit.mjs';
import { measureComplexity } from './complexity.mjs';
import { scanConfiguration } from './configuration-scan.mjs';
import { splitCoverage } from './coverage.mjs';
import { repositoryGate } from './definition.mjs';
import { measureDuplication } from './duplication.mjs';
import { reports, root } from './repository.mjs';

// TypeScript of the workspace, by the transform this process was started with.
const gates = createRequire(import.meta.url)(
  '@heal7/backstage-plugin-quality-gates-common',
);

mkdirSync(reports, { recursive: true });
splitCoverage();
const complex = measureComplexity();
measureDuplication();
scanConfiguration();
const unasked = auditDependencies();

for (const { place, value } of complex)
  console.log(`  ${place}: complexity ${value}`);
const notes = new Set();
const codes = ['frontend', 'backend'].map(kind => judge(kind));
console.log('What is asked differently of this repository');
for (const note of notes) console.log(`  · ${note}`);
process.exit(Math.max(...codes));

function judge(kind) {
  const { gate, notes: own } = repositoryGate(gates, kind, {
    // In GitHub's CI the registry answers; a failure there is one of the gate.
    unasked: process.env.GITHUB_ACTIONS ? undefined : unasked,
  });
  const path = name => join(reports, kind, name);
  writeFileSync(path('gate.json'), JSON.stringify(gate, null, 2));
  const { status } = spawnSync(
    join(root, 'script/heal7-gates'),
    [
      'check',
      ...['--config', join(root, `script/lib/gate/${kind}.yaml`)],
      ...['--gate', path('gate.json')],
      ...['--json', path('result.json')],
      ...['--markdown', path('result.md')],
    ],
    { cwd: root, stdio: 'inherit' },
  );
  own.forEach(note => notes.add(note));
  const summary = process.env.GITHUB_STEP_SUMMARY;
  if (summary) appendFileSync(summary, readFileSync(path('result.md')));
  return status ?? 2;
}
