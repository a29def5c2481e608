import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import globals from "globals";

const SCRIPT = "tigraph/drawing/page/script/*.js";

/** What tigraph/drawing/page/bundle.py does not join, as ESLint selects it. */
const NOT_JOINED = {
  "ImportDeclaration[specifiers.length=0]": "An import names what it imports.",
  "ImportDeclaration > :matches(ImportDefaultSpecifier, ImportNamespaceSpecifier)":
    "An import names what it imports.",
  "ExportAllDeclaration, ExportDefaultDeclaration, ExportNamedDeclaration[declaration=null]":
    "What is exported is declared so.",
  "ImportExpression, MetaProperty": "The page loads no module.",
  ":matches(Program, ExportNamedDeclaration) > VariableDeclaration > VariableDeclarator > :matches(ArrayPattern, ObjectPattern)":
    "A name at the top level is declared by itself.",
  "TemplateElement[value.raw=/\\n/]": "A template stands on one line.",
};

export default defineConfig([
  globalIgnores([".venv", "build", "dist", "tests/node"]),
  js.configs.recommended,
  {
    rules: { "no-var": "error", "prefer-const": "error", eqeqeq: "error", "no-multi-str": "error" },
  },
  {
    files: [SCRIPT],
    languageOptions: { globals: { ...globals.browser, vis: "readonly" } },
    rules: {
      "no-restricted-syntax": [
        "error",
        ...Object.entries(NOT_JOINED).map(([selector, message]) => ({ selector, message })),
      ],
      complexity: ["error", 12],
      "max-lines": ["error", 350],
    },
  },
  { ignores: [SCRIPT], languageOptions: { globals: globals.node } },
]);
