import { heal7Checks } from '../gates/heal7Checks';
import { groupOfFormat, reportFormats } from '../reports';
import { mayFeed } from './mayFeed';

const fedBy = (format: string) =>
  heal7Checks.filter(check => mayFeed(format, check)).map(check => check.id);

describe('mayFeed', () => {
  it('knows of every format that has a group which checks it puts in doubt', () => {
    const idle = reportFormats.filter(
      format => groupOfFormat(format) && fedBy(format).length === 0,
    );
    expect(idle).toEqual([]);
  });

  it.each([
    ['jscpd', ['code-quality.duplication']],
    ['dependency-updates', ['security.dependency-updates']],
    ['github-pulls', ['security.dependency-updates-merged']],
    ['junit', ['performance.test-time', 'tests.failed']],
    ['lighthouse', ['performance.lighthouse', 'accessibility.lighthouse']],
    [
      'trivy',
      [
        'security.scan-present',
        'security.high-critical',
        'security.image-scan-present',
        'security.image-high-critical',
      ],
    ],
    [
      'lcov',
      [
        'coverage.frontend-lines',
        'coverage.backend-lines',
        'coverage.compute-lines',
        'coverage.integration',
      ],
    ],
    ['sbom', []],
    ['something-new', []],
  ])('says that %s feeds %j', (format, checks) => {
    expect(fedBy(format)).toEqual(checks);
  });
});
