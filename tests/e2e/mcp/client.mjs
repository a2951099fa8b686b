// client.mjs <aurora> <source folder> <build folder>: lists and calls everything that `aurora mcp` offers.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [aurora, source, build] = process.argv.slice(2);
const sdk = path.join(process.env.AURORA_NODE_MODULES, "node_modules/@modelcontextprotocol/sdk/dist/esm/client");
const { Client } = await import(pathToFileURL(path.join(sdk, "index.js")));
const { StdioClientTransport } = await import(pathToFileURL(path.join(sdk, "stdio.js")));

const transport = new StdioClientTransport({ command: aurora, args: ["mcp", "-B", build], stderr: "inherit" });
const client = new Client({ name: "test", version: "1" });
const patience = { timeout: 300_000, maxTotalTimeout: 300_000 };
const header = path.join(source, "src/stats.hpp");

async function call(name, args = {}, options = {}) {
  const result = await client.callTool({ name, arguments: args }, undefined, { ...patience, ...options });
  assert.deepEqual(JSON.parse(result.content[0].text), result.structuredContent, `${name}: text and object agree`);
  const { outcome, messages = [] } = result.structuredContent;
  console.log(`${name}: ${result.isError ? `error: ${messages.join(" | ")} ` : ""}${outcome}`);
  return { error: result.isError === true, ...result.structuredContent };
}

await client.connect(transport);
assert.equal(client.getServerVersion().name, "aurora");
assert.match(client.getInstructions(), /run_tests/);
await client.ping();
const tools = (await client.listTools()).tools.map((tool) => tool.name).sort();
const expected = ["apply_fix", "check_policy", "explain_failure", "history", "list_failures", "locate", "propose_fix",
  "restore", "run_tests"];
assert.deepEqual(tools, expected);

// Nothing ran yet.
assert.equal((await call("list_failures")).error, true);
assert.equal((await client.listResources()).resources.length, 0);
const nobody = "0123456789abcdef";
assert.match((await call("apply_fix", { signature: nobody })).outcome, /propose_fix/);

// Red: a header that does not compile.
const progress = [];
const run = await call("run_tests", { reruns: 1 }, { onprogress: (one) => progress.push(one) });
assert.equal(run.error, false);
assert.equal(run.exit_code, 1);
assert.equal(run.report.schema, "aurora.run/1");
assert.ok(progress.length > 1 && progress.every((one, i) => i === 0 || one.progress > progress[i - 1].progress));
assert.ok(progress.some((one) => /building/.test(one.message)));
const { failures } = await call("list_failures", { limit: 5 });
assert.ok(failures.length > 0);
const broken = failures.find((one) => one.category === "build");
assert.ok(broken, JSON.stringify(failures));
const explained = await call("explain_failure", { signature: broken.signature });
assert.equal(explained.events[0].signature, broken.signature);
assert.equal((await call("explain_failure", { signature: nobody })).error, true);
assert.equal((await call("locate")).report.schema, "aurora.suspects/1");

// What was run can be read.
const resources = (await client.listResources()).resources;
const events = resources.find((one) => one.name === "events.ndjson");
for (const { uri, name, mimeType } of resources) {
  const [content] = (await client.readResource({ uri })).contents;
  assert.equal(content.uri, uri);
  assert.equal(content.mimeType, mimeType);
  assert.equal(typeof content.text, "string", name);
}
console.log(`${resources.length} resources read`);
const text = (await client.readResource({ uri: events.uri })).contents[0].text;
assert.equal(JSON.parse(text.split("\n")[0]).schema, "aurora.event/1");
assert.ok(resources.some((one) => one.name === "index.html"));
for (const uri of ["aurora://reports/../settings.json", "aurora://reports//etc/passwd", "file:///etc/passwd"])
  await assert.rejects(client.readResource({ uri }), { code: -32002 });

// Proposing edits nothing; applying does what was proposed, and restoring undoes it.
const before = readFileSync(header, "utf8");
const proposed = await call("propose_fix", { signature: broken.signature, time_budget: 5 });
assert.equal(readFileSync(header, "utf8"), before, "a proposal edits nothing");
const patch = proposed.patches.find((one) => one.signature === broken.signature);
assert.match(patch?.diff ?? "", /\+#include <vector>/, JSON.stringify(proposed));
assert.equal((await client.readResource({ uri: patch.uri })).contents[0].text, patch.diff);
assert.equal((await call("check_policy", { patch: patch.diff })).report.refused, false);
const applied = await call("apply_fix", { signature: broken.signature, patch: patch.name });
assert.equal(applied.error, false, JSON.stringify(applied));
assert.match(readFileSync(header, "utf8"), /#include <vector>/);
assert.ok(existsSync(header + ".aurora_backup"));
assert.match((await call("restore", { dry_run: true })).messages.join(), /would be restored/);
assert.match((await call("restore", { file: "src/stats.hpp" })).messages.join(), /restored/);
assert.equal(readFileSync(header, "utf8"), before);

// A patch that was tampered with after it was proposed is refused by gate or tests, and nothing changes.
await call("propose_fix", { signature: broken.signature, time_budget: 5 });
const patches = path.join(build, "aurora/reports/patches");
const name = readdirSync(patches).find((one) => one.endsWith(`-${broken.signature}.patch`));
const cheat = readFileSync(path.join(patches, name), "utf8") + `--- a/tests/stats_test.cpp
+++ b/tests/stats_test.cpp
@@ -7,3 +7,3 @@
   const double is = mean({1, 2, 3});
-  if (is != 2) {
+  if (is != 3) {
     std::printf("%s:%d: Failure: mean({1, 2, 3}) is %g, expected 2\\n", __FILE__, __LINE__, is);
`;
writeFileSync(path.join(patches, name), cheat);
assert.equal((await call("check_policy", { patch: cheat })).report.refused, true);
const refused = await call("apply_fix", { signature: broken.signature });
assert.equal(refused.error, true, JSON.stringify(refused));
assert.equal(readFileSync(header, "utf8"), before);
assert.match(readFileSync(path.join(source, "tests/stats_test.cpp"), "utf8"), /is != 2/);

// The working tree is judged as an agent's.
assert.equal(typeof (await call("check_policy")).report.refused, "boolean");
assert.equal((await call("check_policy", { range: "--output=/tmp/x" })).error, true);
const history = await call("history", { since: "30d" });
assert.equal(history.report.schema, "aurora.history/1", JSON.stringify(history));

// Wrong arguments are for the model to see; a cancelled call ends at once, and the server goes on.
assert.match((await call("restore", { everything: true })).outcome, /wrong arguments.*everything/);
await assert.rejects(client.callTool({ name: "no_such_tool", arguments: {} }), { code: -32602 });
const stop = new AbortController();
const running = client.callTool({ name: "run_tests", arguments: {} }, undefined, { ...patience, signal: stop.signal });
setTimeout(() => stop.abort("changed my mind"), 20); // a run takes several times as long
await assert.rejects(running);
assert.ok((await call("list_failures")).failures);
await client.close();
console.log("every tool answers");
