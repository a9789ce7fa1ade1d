import axe from 'axe-core';

/** What a machine finds without seeing colours. */
export async function accessibilityProblems(): Promise<string[]> {
  // jsdom draws nothing; axe looks for icons made of letters with it.
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  const off = { enabled: false };
  const { violations } = await axe.run(
    // React Aria's announcer stays in the page from test to test.
    { include: [['body']], exclude: [['[data-live-announcer]']] },
    { rules: { 'color-contrast': off, region: off } },
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}
