import tseslint from 'typescript-eslint';
import { inertTextPlugin } from './scripts/lib/inertText.mjs';
import { layersPlugin } from './scripts/lib/layers.mjs';

/** Type-aware rules that find real faults at a small price: forgotten promises, forgotten cases. */
const typeAware = {
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
  '@typescript-eslint/only-throw-error': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': 'error',
};

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: a name is found by search and is the same everywhere.',
};

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'out/', 'coverage/', 'media/samples/', 'test-results/'] },
  {
    files: ['**/*.{ts,mts,mjs}'],
    extends: [tseslint.configs.strict],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', 300],
      'no-restricted-syntax': ['error', noDefaultExport],
      '@typescript-eslint/consistent-type-imports': 'error',
      // Indexing typed arrays within their length is what numeric code does: `!` states it.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-invalid-void-type': 'off',
    },
  },
  {
    files: ['src/**/*.ts', 'webview/**/*.ts'],
    ignores: ['src/kernels/**'],
    plugins: { layers: layersPlugin },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...typeAware,
      'layers/imports': 'error',
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
    },
  },
  {
    // AssemblyScript: the syntax of TypeScript with its own types and operators.
    files: ['src/kernels/**/*.ts'],
    plugins: { layers: layersPlugin },
    languageOptions: { parserOptions: { allowInvalidAST: true } }, // decorators on functions
    rules: { 'layers/imports': 'error', eqeqeq: 'off', '@typescript-eslint/ban-ts-comment': 'off' },
  },
  { files: ['src/host/**/*.ts'], plugins: { inert: inertTextPlugin }, rules: { 'inert/host': 'error' } },
  { files: ['webview/**/*.ts'], plugins: { inert: inertTextPlugin }, rules: { 'inert/page': 'error' } },
  { files: ['src/cli/**/*.ts', 'src/trainer/**/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['*.config.{mjs,mts}'], rules: { 'no-restricted-syntax': 'off' } },
);
