import axe from 'axe-core';

/** What a machine can tell about accessibility without seeing colours. */
export async function accessibilityViolations(): Promise<string[]> {
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  const { violations } = await axe.run(
    // React Aria's own announcements stay in the page from test to test.
    { include: [['body']], exclude: [['[data-live-announcer]']] },
    {
      rules: {
        'color-contrast': { enabled: false },
        region: { enabled: false },
      },
    },
  );
  return violations.map(({ id, nodes }) => `${id} ${nodes[0].html}`);
}
