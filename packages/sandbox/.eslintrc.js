module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  // As the quality gate asks of every service.
  rules: { complexity: ['error', 10] },
  overrides: [
    {
      // The sandbox is proved with the plugins it is made for; its own code imports none of them.
      files: ['**/*.test.ts', '**/__testUtils__/**'],
      rules: { '@backstage/no-mixed-plugin-imports': 'off' },
    },
  ],
});
