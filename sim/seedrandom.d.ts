// The one generator of seedrandom that is used, without its main file, which seeds a pool from the clock and Math.random.
declare module 'seedrandom/lib/xor4096.js' {
  function xor4096(seed: string): { int32(): number };
  export = xor4096;
}
