import { chartUses, helmArguments, renderChart } from '../charts';
import { runCommand } from '../command';
import { helmMissing, helmPath, type HelmVersion } from '../tools';
import { found, type CheckFinding, type Validator } from '../Validator';

/** `helm lint --strict` and `helm template` of one generation of Helm. */
export function helmValidator(version: HelmVersion): Validator {
  return {
    name: `helm-${version}`,
    unavailable: () => helmMissing(version),
    async check({ cells }) {
      const findings: Omit<CheckFinding, 'validator'>[] = [];
      const helm = await helmPath(version);
      for (const use of chartUses(cells)) {
        const file = use.valueFiles[use.valueFiles.length - 1];
        const lint = await runCommand(helm, [
          'lint',
          '--strict',
          ...helmArguments(use),
        ]);
        if (lint.code !== 0) {
          const message = lint.output
            .split('\n')
            .filter(line => /\[(ERROR|WARNING)\]|rror:/.test(line))
            .join(' ');
          findings.push(
            found(use.cell, file, message || lint.output.slice(0, 400)),
          );
        }
        await renderChart(use, version).catch(error => {
          findings.push(found(use.cell, file, String(error.message)));
        });
      }
      return findings;
    },
  };
}
