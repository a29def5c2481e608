// Whether a joined script is the same program as its modules:
//     node tests/page/same_program.js JOINED MODULE...
// The modules come in the order in which they are joined. Says what differs, and fails.

import { readFileSync } from "node:fs";
import { basename } from "node:path";

import { parse } from "acorn";
import { analyze } from "eslint-scope";

/** @import { Node, Program } from "acorn" */

const [joined, ...modules] = process.argv.slice(2);

/**
 * @param {string} path
 * @param {"module" | "script"} sourceType
 */
const read = (path, sourceType) =>
  parse(readFileSync(path, "utf8"), { ecmaVersion: 2022, sourceType, ranges: true });

/**
 * A syntax tree without what says where a thing stands or how it was written.
 * @param {unknown} node
 * @returns {unknown}
 */
function bare(node) {
  if (Array.isArray(node)) return node.map(bare);
  if (typeof node === "bigint" || node instanceof RegExp) return String(node);
  if (!node || typeof node !== "object") return node;
  const kept = Object.entries(node).filter(
    ([key]) => !["start", "end", "range", "raw"].includes(key),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, bare(value)]));
}

/**
 * What a module's statements are without its imports and exports.
 * @param {Program} program
 */
const statements = (program) =>
  program.body
    .filter(({ type }) => type !== "ImportDeclaration")
    .map((node) => (node.type === "ExportNamedDeclaration" ? node.declaration : node))
    .map((node) => ({ node, text: JSON.stringify(bare(node)) }));

/** @type {string[]} */
const faults = [];
const programs = modules.map((path) => ({ name: basename(path), program: read(path, "module") }));

// Statement by statement, within the function that has them all
const whole = /** @type {any} */ (read(joined, "script"));
const [strict, { expression }] = whole.body;
if (whole.body.length !== 2 || strict.directive !== "use strict") faults.push("no strict function");
const found = expression.callee.body.body.map((/** @type {Node} */ node) =>
  JSON.stringify(bare(node)),
);
const wanted = programs.flatMap(({ name, program }) =>
  statements(program).map(({ node, text }) => ({ name, node, text })),
);
if (found.length !== wanted.length)
  faults.push(`${found.length} statements where the modules have ${wanted.length}`);
wanted.forEach(({ name, node, text }, i) => {
  if (text !== found[i]) faults.push(`${name}: another ${node?.type} at ${node?.start}`);
});

// No name is declared twice, and none that a module means of the browser is another module's
/** @type {Map<string, string>} */
const declaredIn = new Map();
const scopes = programs.map(({ name, program }) => {
  const manager = analyze(/** @type {any} */ (program), {
    ecmaVersion: 2022,
    sourceType: "module",
  });
  const [module] = manager.globalScope?.childScopes || [];
  const imported = module.variables.filter(({ defs }) => defs[0]?.type === "ImportBinding");
  const own = module.variables.filter((variable) => !imported.includes(variable));
  for (const variable of own) {
    const other = declaredIn.get(variable.name);
    if (other) faults.push(`${name} and ${other} both declare ${variable.name}`);
    declaredIn.set(variable.name, name);
  }
  return { name, free: module.through.map(({ identifier }) => identifier.name) };
});
for (const { name, free } of scopes)
  for (const one of free)
    if (declaredIn.has(one))
      faults.push(`${name} means another ${one} than ${declaredIn.get(one)}`);

for (const fault of faults) console.error(fault);
process.exitCode = faults.length ? 1 : 0;
