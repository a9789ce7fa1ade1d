import type { JsonFormat } from '../support/readJson';
import { plainKeys } from '../support/jsonShape';
import { asRecord } from '../support/json';
import { noData } from '../support/noData';

export const sbomSentence =
  'The file lists components (an SBOM) and no vulnerability; that does not say that anyone looked for some.';

/**
 * Lists of components without vulnerabilities: CycloneDX and SPDX. Trivy writes `"vulnerabilities": []` into them without
 * having looked, so an empty list is no clean scan.
 */
export const sbom: JsonFormat = {
  format: 'sbom',
  hint: /"bomFormat"\s*:\s*"CycloneDX"|"spdxVersion"\s*:/,
  shape: { keys: plainKeys('bomFormat', 'spdxVersion') },
  matches: value => {
    const root = asRecord(value);
    return (
      root?.bomFormat === 'CycloneDX' || typeof root?.spdxVersion === 'string'
    );
  },
  read: () => noData(sbomSentence),
};
