import { toolName } from './xml';

const rules = ['color-contrast', 'label', 'button-name', 'link-name', 'region'];

/** axe-core's result of the start page, as @axe-core/playwright gives it. */
export function axeJson(violations: number, now: Date): string {
  return `${JSON.stringify({
    testEngine: { name: 'axe-core', version: '4.14.0' },
    testRunner: { name: toolName },
    timestamp: now.toISOString(),
    url: 'http://localhost:3000/',
    toolOptions: {},
    violations: Array.from({ length: violations }, (_unused, i) => ({
      id: rules[i % rules.length],
      impact: 'serious',
      tags: ['wcag2a', 'wcag2aa'],
      description:
        'Reported on request of the commit trailer Sandbox-Accessibility',
      help: 'Reported on request of the commit trailer Sandbox-Accessibility',
      helpUrl: `https://dequeuniversity.com/rules/axe/4.14/${
        rules[i % rules.length]
      }`,
      nodes: [{ html: '<p>', target: ['p'], impact: 'serious' }],
    })),
    passes: [],
    incomplete: [],
    inapplicable: [],
  })}\n`;
}

/** Lighthouse's report of the start page (LHR). */
export function lighthouseJson(performance: number, now: Date): string {
  const category = (id: string, title: string, score: number) => ({
    id,
    title,
    score: score / 100,
    auditRefs: [],
  });
  return `${JSON.stringify({
    lighthouseVersion: '12.6.1',
    requestedUrl: 'http://localhost:3000/',
    finalDisplayedUrl: 'http://localhost:3000/',
    fetchTime: now.toISOString(),
    gatherMode: 'navigation',
    runWarnings: [],
    userAgent: toolName,
    environment: {},
    configSettings: {},
    audits: {},
    categories: {
      performance: category('performance', 'Performance', performance),
      accessibility: category('accessibility', 'Accessibility', 98),
      'best-practices': category('best-practices', 'Best Practices', 100),
      seo: category('seo', 'SEO', 100),
    },
  })}\n`;
}
