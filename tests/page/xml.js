// What xmllint says of a text, where it is: the build machine has it.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const SUITES = new URL("../../../shared/suites/", import.meta.url);
const HAS_XMLLINT = !spawnSync("xmllint", ["--version"]).error;

/**
 * Why a test that needs xmllint, and a file of the suites, is skipped, or false. Under
 * TIGRAPH_TEST_ALL none is.
 * @param {string} [suite]
 */
export function lacking(suite) {
  if (process.env.TIGRAPH_TEST_ALL) return false;
  if (!HAS_XMLLINT) return "needs the program xmllint, which is not here";
  if (suite && !existsSync(new URL(suite, SUITES))) return `needs ../shared/suites/${suite}`;
  return false;
}

/**
 * What xmllint finds wrong with a text, by a schema of the suites or as XML alone.
 * @param {string} text
 * @param {string} [suite]
 */
export function faults(text, suite) {
  const schema = suite ? ["--schema", fileURLToPath(new URL(suite, SUITES))] : [];
  const run = spawnSync("xmllint", ["--noout", "--nonet", ...schema, "-"], { input: text });
  return run.status ? String(run.stderr || run.error) : "";
}

/**
 * What an XPath expression gives of a text, as xmllint prints it.
 * @param {string} text
 * @param {string} path
 */
export const found = (text, path) =>
  String(spawnSync("xmllint", ["--xpath", path, "-"], { input: text }).stdout).trim();
