// Checks CTRF and SARIF documents against the schemas that npm's ctrf and @microsoft/jest-sarif carry.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const modules = path.join(process.env.AURORA_NODE_MODULES, "node_modules");
const require = createRequire(path.join(modules, "x.js"));
const Ajv = require("ajv").default;
const add_formats = require("ajv-formats").default;
const json = (file) => JSON.parse(readFileSync(file, "utf8"));
const folder = process.argv[2];

function check(schema, file, wanted) {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  add_formats(ajv);
  const { $schema, id, ...rest } = schema; // of older drafts than ajv reads; what they say is the same here
  const valid = ajv.compile(rest);
  const ok = valid(json(path.join(folder, file)));
  assert.equal(ok, true, `${file}: ${JSON.stringify(valid.errors?.slice(0, 5))}`);
  const broken = json(path.join(folder, file));
  delete broken[wanted];
  assert.equal(valid(broken), false, `${file}: the schema is one that can refuse`);
}

check(json(path.join(modules, "ctrf/dist/ctrf-schema-0.0.json")), "ctrf.json", "results");
const sarif = json(path.join(modules, "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"));
check(sarif, "events.sarif", "runs");
check(sarif, "policy.sarif", "version");
console.log("CTRF and SARIF are valid");
