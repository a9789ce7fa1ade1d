import {
  checkOf,
  evaluationOf,
  failedScan,
  pendingEvaluation,
} from '../testing';
import { summaryMarkdown } from './summaryMarkdown';

const links = { url: 'https://portal.example/catalog/default/component/demo' };
const lines = (evaluation: Parameters<typeof summaryMarkdown>[0]) =>
  summaryMarkdown(evaluation, links).split('\n');

describe('summaryMarkdown', () => {
  it('says the verdict first, then each blocking check, what failed before what passed', () => {
    const shown = lines(
      evaluationOf({
        verdict: 'failed',
        checks: [
          checkOf(),
          failedScan,
          checkOf({ title: 'Advisory', blocking: false }),
        ],
      }),
    );
    expect(shown[0]).toBe('**Failed**: 1 check failed, of 2.');
    expect(shown.filter(line => line.startsWith('| '))).toEqual([
      '| | Check | Value | Required |',
      '| --- | --- | ---: | ---: |',
      '| ❌ failed | HIGH or CRITICAL vulnerabilities | 7 | 0 |',
      '| ✅ passed | Coverage of lines | 91.2 % | ≥ 85 % |',
    ]);
    expect(shown).toContain(
      '- **HIGH or CRITICAL vulnerabilities**: 7 is more than 0.',
    );
    expect(shown.at(-2)).toBe(
      `[Everything about this evaluation](${links.url}), gate \`heal7\`, commit aaaaaaa.`,
    );
  });

  it('shows five findings and how many there are', () => {
    const shown = lines(
      evaluationOf({
        verdict: 'failed',
        checks: [
          failedScan,
          { ...failedScan, id: 'x', measurements: failedScan.measurements },
        ],
      }),
    );
    const findings = shown.filter(line => line.startsWith('- `'));
    expect(findings).toHaveLength(5);
    expect(findings[0]).toBe('- `CVE-2026-0001 in libx 1.1`');
    expect(shown).toContain('- … and 9 more');
  });

  it('shows exceptions, which do not count as failures', () => {
    const shown = lines(
      evaluationOf({
        checks: [
          checkOf(),
          {
            ...failedScan,
            waiver: {
              id: '1',
              reason: 'No fix [yet](x)',
              approvedBy: 'user:default/dohyun',
              expiresAt: '2026-12-01T00:00:00Z',
            },
          },
        ],
      }),
    );
    expect(shown[0]).toBe('**Passed**: 1 check passed, 1 waived.');
    expect(shown).toContain(
      '| 🔕 waived | HIGH or CRITICAL vulnerabilities | 7 | 0 |',
    );
    expect(shown).toContain(
      '- **HIGH or CRITICAL vulnerabilities**: No fix \\[yet\\]\\(x\\) (approved by user:default/dohyun, until 2026\\-12\\-01)',
    );
    expect(shown.join('\n')).not.toContain('CVE');
  });

  it('says what is awaited', () => {
    const shown = lines(pendingEvaluation());
    expect(shown[0]).toBe('**Pending**: Waiting for image \\(1 check\\).');
    expect(shown).toContain(
      'Waiting for the part image of the CI run until 2026-11-20 10:30 UTC: Image size.',
    );
    expect(shown).toContain('| ⏳ pending | Image size | – | ≤ 500 MB |');
  });

  it('lets no report write Markdown', () => {
    const evil = '@all | <b>x</b>\n# [click](https://evil.example)`';
    const text = summaryMarkdown(
      evaluationOf({
        verdict: 'failed',
        checks: [
          checkOf({
            verdict: 'failed',
            title: evil,
            reason: evil,
            unit: 'status',
            value: evil,
            measurements: [
              {
                id: 'x',
                value: 1,
                unit: 'count',
                source: { file: 'f', format: 'x' },
                detail: { items: [evil] },
              },
            ],
          }),
        ],
      }),
      links,
    );
    const outsideCode = text.replace(/(`+)[^`].*?\1/g, '');
    expect(outsideCode).not.toContain('@all');
    expect(outsideCode).not.toContain('https://evil');
    expect(outsideCode).not.toMatch(/(?<!\\)<b>/);
    const row = text.split('\n').find(line => line.includes('❌')) ?? '';
    expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
  });

  it('is never longer than GitHub takes', () => {
    const checks = Array.from({ length: 3000 }, (_, index) =>
      checkOf({
        id: `c${index}`,
        title: '가'.repeat(200),
        verdict: 'failed',
        reason: '나'.repeat(250),
      }),
    );
    const text = summaryMarkdown(
      evaluationOf({ verdict: 'failed', checks }),
      links,
    );
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_535);
    expect(text).toContain('**Failed**: 3000 checks failed');
    expect(text).toContain('too long for GitHub');
    expect(text).toContain(links.url);
  });
});
