// Lint: TypeScript's usual mistakes, and two fences that a reader should not have to police by hand:
// no chance, clock or engine-dependent arithmetic in the model; no HTML made from text anywhere.
import tseslint from 'typescript-eslint';

const everywhere = [
  { selector: 'ExportDefaultDeclaration', message: 'Export by name: one name for one thing.' },
  {
    selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|srcdoc)$/]',
    message: 'Build nodes; never make HTML from text.',
  },
  {
    selector: "CallExpression[callee.type='MemberExpression'][callee.property.name='html']",
    message: 'Build nodes; never make HTML from text.',
  },
];

/** What IEEE 754 and ECMAScript fix to the last bit, and no more. */
const EXACT = 'sqrt|imul|fround|floor|ceil|round|trunc|abs|min|max|clz32';

const kernel = [
  {
    selector: `MemberExpression[object.name='Math']:not([computed=false][property.name=/^(${EXACT})$/])`,
    message:
      'Differs between engines in the last bit (or is unowned chance): use sim/exact.ts or sim/random.ts.',
  },
  {
    selector: ":not(MemberExpression) > Identifier[name='Math']",
    message: 'Name the function where it is used (Math.sqrt …), so that the fence can see it.',
  },
  {
    selector: "BinaryExpression[operator='**']",
    message: '** differs between engines: multiply, or power() of exact.ts.',
  },
  {
    selector: "AssignmentExpression[operator='**=']",
    message: '** differs between engines: multiply, or power() of exact.ts.',
  },
  {
    selector: 'MemberExpression[property.name=/^(localeCompare|toLocale.*)$/]',
    message: 'Depends on the locale of the machine.',
  },
];

const clocks = ['Date', 'performance', 'crypto', 'Intl', 'process'].map((name) => ({
  name,
  message: 'The model knows no clock, no locale, no machine.',
}));

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'coverage/', 'reports/', '.stryker-tmp/'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-implied-eval': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-syntax': ['error', ...everywhere],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['sim/**/*.ts'],
    ignores: ['sim/cli/**', 'sim/worker.ts'],
    rules: {
      'no-restricted-globals': ['error', ...clocks],
      'no-restricted-syntax': ['error', ...everywhere, ...kernel],
    },
  },
  {
    files: ['*.config.ts', '*.config.js', 'test/**'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere.slice(1)] },
  },
);
