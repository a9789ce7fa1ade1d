import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['dist', 'reports', 'playwright-report', 'test-results']),
  js.configs.recommended,
  tseslint.configs.strict,
  hooks.configs.flat.recommended,
  { rules: { complexity: ['error', 10] } },
  {
    files: ['tests/load/**'],
    languageOptions: { globals: { __ENV: 'readonly' } },
  },
);
