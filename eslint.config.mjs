import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Long enough for one idea; what grows beyond is two ideas. Named, so that one change moves them all. */
const MAX_FILE_LINES = 250;
const MAX_FUNCTION_LINES = 70;

const NO_DEFAULT_EXPORT = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: one name for one thing, everywhere.',
};
const NO_BARREL = {
  selector: 'ExportAllDeclaration',
  message: 'Import from the file that defines it: barrels hide what depends on what.',
};
const NO_PROCESS_ENV = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only infrastructure/config reads the environment; inject Configuration.',
};
const NO_FETCH = {
  name: 'fetch',
  message: 'Pages call the API by kaikei-sdk: it knows cookies, CSRF, renewal, deadlines and errors.',
};

export default defineConfig(
  globalIgnores([
    '**/dist/**',
    '**/node_modules/**',
    '.kaikei/**',
    'coverage/**',
    'sdk/generated/**',
    // Wrong on purpose: each file breaks one layer rule.
    'test/architecture/fixtures/**',
  ]),
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: MAX_FILE_LINES, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: MAX_FUNCTION_LINES }],
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // Modules of the framework are classes with decorators and nothing else.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Numbers are safe in a message; objects are not, and stay forbidden.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // DTOs and options are described by classes but built as literals: types here are structural, and a spread keeps the shape.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/**/*.ts', 'sandbox/src/**/*.ts', 'sdk/src/**/*.ts', 'web/src/**/*.{ts,tsx}'],
    rules: { 'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, NO_BARREL, NO_PROCESS_ENV] },
  },
  {
    files: ['src/infrastructure/config/**/*.ts', 'sandbox/src/cli.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, NO_BARREL] },
  },
  {
    // The one file by which others import the package.
    files: ['sdk/src/index.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, NO_PROCESS_ENV] },
  },
  {
    files: ['web/src/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: { 'no-restricted-globals': ['error', NO_FETCH] },
  },
  {
    files: ['**/test/**/*.{ts,tsx}'],
    rules: {
      // A `describe` holds many short tests; the length of the whole says nothing.
      'max-lines-per-function': 'off',
      // Answers over HTTP have no static type; tests say what they expect of them.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      // Fakes keep in memory what ports promise to fetch.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        AbortSignal: 'readonly',
        DOMException: 'readonly',
        fetch: 'readonly',
        performance: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        setImmediate: 'readonly',
        Buffer: 'readonly',
        module: 'writable',
        require: 'readonly',
      },
    },
  },
  {
    files: ['sandbox/public/**/*.js'],
    languageOptions: {
      globals: {
        document: 'readonly',
        window: 'readonly',
        CSSStyleSheet: 'readonly',
        FormData: 'readonly',
        InputEvent: 'readonly',
        navigator: 'readonly',
        Option: 'readonly',
        URLSearchParams: 'readonly',
        queueMicrotask: 'readonly',
      },
    },
  },
  prettier,
);
