// What sim/ODD.md must say for the code it describes: the submodels in the order of the week, and every number that a
// scenario may set, under the name by which the code reads it.
import ts from 'typescript';
import { nodes, parse } from './sources.ts';
import type { Sources } from './sources.ts';

/** The verbs of the headings "7.n `verb`", in order; a number out of step comes back with its number. */
export function oddVerbs(odd: string): string[] {
  const headings = Array.from(odd.matchAll(/^#+ 7\.(\d+) `([a-z]+)`/gm));
  return headings.map(([, number, verb], n) => (Number(number) === n + 1 ? verb : `7.${number} ${verb}`));
}

/** Submodels in the order in which week.ts speaks of them, after it has imported them. */
export function weekVerbs(week: string): string[] {
  const verbs = new Map<string, string>(); // identifier → file
  const said = new Set<string>();
  for (const node of nodes(parse('sim/week.ts', week))) {
    if (ts.isImportDeclaration(node)) importedVerbs(node, verbs);
    else if (ts.isIdentifier(node) && !ts.isImportSpecifier(node.parent)) {
      const verb = verbs.get(node.text);
      if (verb !== undefined) said.add(verb);
    }
  }
  return Array.from(said);
}

function importedVerbs(node: ts.ImportDeclaration, verbs: Map<string, string>): void {
  const [, verb] = /^'\.\/submodels\/(\w+)\.ts'$/.exec(node.moduleSpecifier.getText()) ?? [];
  const bindings = node.importClause?.namedBindings;
  if (!verb || !bindings || !ts.isNamedImports(bindings)) return;
  for (const { name } of bindings.elements) verbs.set(name.text, verb);
}

interface Schema {
  readonly unit?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/**
 * Every number that a scenario may set, as its last two names ("exit.leaving"): whatever has a unit in the schema. When
 * an instrument acts is said once for all of them ("start").
 */
export function declared(schema: Schema): string[] {
  const found = new Set<string>();
  const visit = (at: Schema, path: readonly string[]): void => {
    if (at.unit !== undefined && at.type !== 'object')
      found.add(
        path
          .slice(-2)
          .join('.')
          .replace(/^\w+\.(start|end|phaseIn)$/, '$1'),
      );
    for (const [name, below] of Object.entries(at.properties ?? {})) visit(below, [...path, name]);
    for (const below of [at.items, ...(at.anyOf ?? []), ...(at.oneOf ?? [])]) if (below) visit(below, path);
  };
  visit(schema, []);
  return Array.from(found);
}

/** Files that declare numbers: being named there is not being read. */
const DECLARING = /^sim\/(scenario|assumptions|levers|parameter|references)\.ts$/;

/** Those of `names` that no file of the model reads: a file reads "exit.leaving" if it names both `exit` and `leaving`. */
export function unread(names: readonly string[], sources: Sources): string[] {
  const files = Array.from(sources).filter(([path]) => path.startsWith('sim/') && !DECLARING.test(path));
  const words = files.map(([path, text]) => wordsOf(path, text));
  return names.filter((name) => !words.some((said) => name.split('.').every((part) => said.has(part))));
}

/** Identifiers, and the words of strings, of one file: not those of its comments. */
function wordsOf(path: string, text: string): Set<string> {
  const said = new Set<string>();
  for (const node of nodes(parse(path, text))) {
    if (ts.isIdentifier(node)) said.add(node.text);
    else if (ts.isStringLiteralLike(node)) for (const word of node.text.split(/\W+/)) said.add(word);
  }
  return said;
}

/** Those of `names` that the document does not give in backticks: `exit.leaving`. */
export function undocumented(names: readonly string[], odd: string): string[] {
  const given = new Set(Array.from(odd.matchAll(/`([\w.]+)`/g), ([, name]) => name));
  return names.filter(
    (name) => !given.has(name) && !given.has(name.replace(/^\w+\.(start|end|phaseIn)$/, '$1')),
  );
}
