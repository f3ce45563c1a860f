// The architecture as rules over sources: each returns what breaks it, in words that say where. They are checked twice
// by test/house.test.ts: on the project, and on a line that breaks them.
import ts from 'typescript';
import { importsOf, nodes, parse } from './sources.ts';
import type { Import, Sources } from './sources.ts';

/** Which files may import which package. A package that is not here may not be imported by sim or viz. */
export const DOORWAYS: Readonly<Record<string, readonly string[]>> = {
  zod: ['sim/scenario.ts'],
  mathjs: ['sim/expression.ts'],
  seedrandom: ['sim/resample.ts'],
  '@noble/hashes': ['sim/digest.ts'],
  'jsonc-parser': ['sim/json.ts'],
  comlink: ['sim/worker.ts', 'sim/cli/threads.ts', 'viz/engine.ts', 'viz/people/'],
  'lit-html': ['viz/html.ts'],
  '@preact/signals-core': ['viz/signal.ts'],
  fflate: ['viz/export/zip.ts'],
  '@codemirror/autocomplete': ['viz/editor/'],
  '@codemirror/commands': ['viz/editor/'],
  '@codemirror/lang-json': ['viz/editor/'],
  '@codemirror/language': ['viz/editor/'],
  '@codemirror/lint': ['viz/editor/'],
  '@codemirror/search': ['viz/editor/'],
  '@codemirror/state': ['viz/editor/'],
  '@codemirror/view': ['viz/editor/'],
  '@lezer/highlight': ['viz/editor/'],
  'd3-array': ['viz/charts/'],
  'd3-axis': ['viz/charts/'],
  'd3-force': ['viz/people/'],
  'd3-format': ['viz/charts/'],
  'd3-scale': ['viz/charts/'],
  'd3-selection': ['viz/charts/', 'viz/export/svg.ts'],
  'd3-shape': ['viz/charts/'],
};

const isSim = (path: string): boolean => path.startsWith('sim/');
const isViz = (path: string): boolean => path.startsWith('viz/');
const isCli = (path: string): boolean => path.startsWith('sim/cli/');
const isWorker = (path: string): boolean => path.endsWith('/worker.ts');
const isSubmodel = (path: string): boolean => path.startsWith('sim/submodels/');
const isChart = (path: string): boolean => path.startsWith('viz/charts/');
/** What the worker runs and a page must not: the model in motion. */
const isEngine = (path: string): boolean =>
  isSubmodel(path) ||
  ['sim/random.ts', 'sim/week.ts', 'sim/run.ts', 'sim/world.ts', 'sim/start.ts'].includes(path);

/** A boundary: imports for which `broken` holds, said as `says`. */
type Boundary = readonly [says: string, broken: (i: Import) => boolean];

const BOUNDARIES: readonly Boundary[] = [
  ['the model knows no picture', ({ from, to }) => isSim(from) && !isCli(from) && isViz(to)],
  [
    'the command line may use charts and nothing else of viz',
    ({ from, to }) => isCli(from) && isViz(to) && !isChart(to),
  ],
  ['nothing but the command line imports the command line', ({ from, to }) => !isCli(from) && isCli(to)],
  [
    'only a worker runs the model',
    ({ from, to, typeOnly }) => isViz(from) && !isWorker(from) && isEngine(to) && !typeOnly,
  ],
  ['submodels do not know one another', ({ from, to }) => isSubmodel(from) && isSubmodel(to)],
  [
    'charts import d3 and their frame',
    ({ from, to, own, typeOnly }) => isChart(from) && own && !isChart(to) && !typeOnly,
  ],
  ['nothing outside test imports test', ({ to }) => to.startsWith('test/')],
  ['the model knows no Node', ({ from, to }) => to.startsWith('node:') && !isCli(from)],
];

export function brokenBoundaries(sources: Sources): string[] {
  return allImports(sources).flatMap((found) =>
    BOUNDARIES.filter(([, broken]) => broken(found)).map(
      ([says]) => `${found.from} imports ${found.to}: ${says}`,
    ),
  );
}

/** Imports of packages outside their doorways. */
export function sideDoors(sources: Sources): string[] {
  return allImports(sources)
    .filter(({ to, own }) => !own && !to.startsWith('node:'))
    .filter(
      ({ from, to }) => !(DOORWAYS[packageOf(to)] ?? []).some((door) => door === from || isIn(door, from)),
    )
    .map(
      ({ from, to }) =>
        `${from} imports ${to}, whose doorway is ${DOORWAYS[packageOf(to)]?.join(', ') ?? 'nowhere'}`,
    );
}

/** Doorways that no file uses: an entry of DOORWAYS, or a package, that may go. */
export function unusedDoors(sources: Sources): string[] {
  const used = new Set(allImports(sources).map(({ to }) => packageOf(to)));
  return Object.keys(DOORWAYS).filter((name) => !used.has(name));
}

const isIn = (folder: string, path: string): boolean => folder.endsWith('/') && path.startsWith(folder);

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** Packages that are loaded as soon as this file is: through every import that is neither erased nor lazy. */
export function packagesAtOnce(sources: Sources, entry: string): string[] {
  const eager = allImports(sources).filter(({ typeOnly, lazy }) => !typeOnly && !lazy);
  const reached = new Set([entry]);
  for (const path of reached) for (const { from, to } of eager) if (from === path) reached.add(to);
  const outside = Array.from(reached).filter((path) => !sources.has(path) && !/^node:|\.json$/.test(path));
  return Array.from(new Set(outside.map(packageOf))).sort();
}

/** Rings of imports (types included: what cannot be read alone cannot be changed alone). */
export function importRings(sources: Sources): string[] {
  const next = new Map<string, string[]>(Array.from(sources.keys(), (path) => [path, []]));
  for (const { from, to, own } of allImports(sources)) if (own && sources.has(to)) next.get(from)?.push(to);
  const rings: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) rings.push([...trail.slice(at), path].join(' → '));
    if (at >= 0 || done.has(path)) return;
    for (const other of next.get(path) ?? []) visit(other, [...trail, path]);
    done.add(path);
  };
  for (const path of next.keys()) visit(path, []);
  return rings;
}

/** What IEEE 754 and ECMAScript fix to the last bit. */
const EXACT = /^(sqrt|imul|fround|floor|ceil|round|trunc|abs|min|max|clz32)$/;
const CLOCKS = /^(Date|performance|crypto|Intl|localeCompare)$|^toLocale/;

/** Chance that nobody owns, clocks, and arithmetic that differs between engines, in the model. */
export function kernelFence(sources: Sources): string[] {
  const kernel = Array.from(sources).filter(
    ([path]) => isSim(path) && !isCli(path) && path !== 'sim/worker.ts',
  );
  return kernel.flatMap(([path, text]) => {
    const file = parse(path, text);
    return Array.from(nodes(file))
      .map((node) => [node, offence(node)] as const)
      .filter(([, what]) => what !== null)
      .map(
        ([node, what]) =>
          `${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1} uses ${what}`,
      );
  });
}

function offence(node: ts.Node): string | null {
  if (
    node.kind === ts.SyntaxKind.AsteriskAsteriskToken ||
    node.kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken
  )
    return '**';
  if (!ts.isIdentifier(node)) return null;
  if (CLOCKS.test(node.text) && !isNamed(node)) return node.text;
  if (node.text !== 'Math') return null;
  const use = node.parent;
  if (!ts.isPropertyAccessExpression(use)) return 'Math as a value';
  return EXACT.test(use.name.text) ? null : `Math.${use.name.text}`;
}

/** A key of an object or a member of a type is only a name. */
const isNamed = ({ parent }: ts.Node): boolean =>
  ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent);

const VAGUE = /(^|\/)(utils?|helpers?|common|types?|misc|shared|lib)(\.d)?\.ts$/;

/** Files whose name says nothing of what is in them. */
export function vagueNames(sources: Sources): string[] {
  return Array.from(sources.keys()).filter((path) => VAGUE.test(path));
}

const parsed = new WeakMap<Sources, Import[]>();

function allImports(sources: Sources): Import[] {
  const imports = parsed.get(sources) ?? Array.from(sources).flatMap(([path, text]) => importsOf(path, text));
  parsed.set(sources, imports);
  return imports;
}
