import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import globals from "globals";

const SCRIPT = "tigraph/drawing/page/script/*.js";
/** The script of the page of the model, which stands alone. */
const MODEL = "tigraph/explaining/page.js";
/** The script of the page of a review, whose modules the browser loads one by one. */
const REVIEW = "tigraph/serving/reviewing/page/*.js";
/** The scripts of the site's pages, each by itself. */
const SITE = "tigraph/pages/static/*.js";
/** What carries a page into a notebook, which loads it as a module. */
const WIDGET = "tigraph/notebooks/widget.js";

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
  globalIgnores([".venv*", "build", "dist", "tests/node"]),
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
  { files: [MODEL, REVIEW, SITE, WIDGET], languageOptions: { globals: globals.browser } },
  { files: [REVIEW], rules: { complexity: ["error", 16], "max-lines": ["error", 400] } },
  { ignores: [SCRIPT, MODEL, REVIEW, SITE, WIDGET], languageOptions: { globals: globals.node } },
]);
