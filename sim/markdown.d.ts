// A document taken into a program as its text: what the bundler makes of a name that ends in `.md?raw`.
declare module '*.md?raw' {
  const text: string;
  // eslint-disable-next-line no-restricted-syntax -- the bundler's name for it
  export default text;
}
