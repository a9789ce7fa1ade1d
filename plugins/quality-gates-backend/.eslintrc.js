module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  // As the quality gate asks of every service.
  rules: { complexity: ['error', 10] },
});
