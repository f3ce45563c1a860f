// The project's own sources, read as text: their imports (what for, and whether they remain at run time) and names.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Path from the project's root → text. */
export type Sources = ReadonlyMap<string, string>;

export interface Import {
  readonly from: string;
  /** A path from the root for one of our own files, else the specifier as written. */
  readonly to: string;
  readonly own: boolean;
  /** Erased by the compiler: only types cross. */
  readonly typeOnly: boolean;
  /** Loaded when it is asked for: `import()`, or the program of a worker. */
  readonly lazy: boolean;
}

export const ROOT = join(import.meta.dirname, '../..');

/** All files of these folders whose names end so. */
export function readSources(folders: readonly string[], ending = '.ts'): Sources {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
  );
  const files = paths.filter((path) => path.endsWith(ending)).sort();
  return new Map(files.map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]));
}

export function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
}

/** Every node below, parents first. */
export function* nodes(node: ts.Node): Generator<ts.Node> {
  yield node;
  const below: ts.Node[] = [];
  ts.forEachChild(node, (child) => void below.push(child));
  for (const child of below) yield* nodes(child);
}

/** Static imports, re-exports, `import()`, `import('…').Type` and `new URL('…', import.meta.url)` (a worker). */
export function importsOf(path: string, text: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean, lazy = false): void => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const [target = ''] = specifier.text.split('?');
    const own = target.startsWith('.');
    found.push({ from: path, to: own ? join(path, '..', target) : target, own, typeOnly, lazy });
  };
  for (const node of nodes(parse(path, text))) {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isErased(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false, true);
    else if (ts.isNewExpression(node) && node.expression.getText() === 'URL')
      add(node.arguments?.[0], false, true);
  }
  return found;
}

function isErased(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  return (
    !clause.name &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.length > 0 &&
    named.elements.every((element) => element.isTypeOnly)
  );
}
