// Archives, read by another program.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { zip } from "../../tigraph/drawing/page/script/zip.js";

const python = ["python3", "python"].find((name) => spawnSync(name, ["--version"]).status === 0);

test("an archive holds its files as they were", { skip: !python }, () => {
  /** @type {[string, string][]} */
  const files = [
    ["nodes.csv", "\ufeffa,b\r\nÉ,🏭\r\n"],
    ["vide.csv", ""],
    ["été.txt", "x".repeat(70000)],
  ];
  const folder = mkdtempSync(join(tmpdir(), "zip-"));
  const path = join(folder, "x.zip");
  writeFileSync(path, zip(files));
  const script = [
    "import json, sys, zipfile",
    "z = zipfile.ZipFile(sys.argv[1])",
    "assert z.testzip() is None",
    "print(json.dumps([[n, z.read(n).decode('utf-8')] for n in z.namelist()]))",
  ].join("\n");
  const { stdout, stderr } = spawnSync(String(python), ["-c", script, path], { encoding: "utf8" });
  rmSync(folder, { recursive: true });
  assert.equal(stderr, "");
  assert.deepEqual(JSON.parse(stdout), files);
});
