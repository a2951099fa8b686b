// stateless.mjs <aurora> <build folder>: the revision without "initialize", after client.mjs has left its reports.
import assert from "node:assert/strict";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [aurora, build] = process.argv.slice(2);
const sdk = path.join(process.env.AURORA_NODE_MODULES, "node_modules/@modelcontextprotocol/client/dist");
const { Client } = await import(pathToFileURL(path.join(sdk, "index.mjs")));
const { StdioClientTransport } = await import(pathToFileURL(path.join(sdk, "stdio.mjs")));

const sent = [];
const transport = new StdioClientTransport({ command: aurora, args: ["mcp", "-B", build], stderr: "inherit" });
const send = transport.send.bind(transport);
transport.send = (message, ...more) => {
  sent.push(message.method);
  return send(message, ...more);
};
const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode: { pin: "2026-07-28" } } });
await client.connect(transport);
const { tools } = await client.listTools();
assert.equal(tools.length, 9);
const { resources } = await client.listResources();
assert.ok(resources.length > 5);
for (const { uri } of resources) {
  assert.equal((await client.readResource({ uri })).contents[0].uri, uri);
}
const listed = await client.callTool({ name: "list_failures", arguments: {} });
assert.ok(listed.structuredContent.failures.length > 0);
const progress = [];
const judged = await client.callTool({ name: "restore", arguments: { dry_run: true } },
  { onprogress: (one) => progress.push(one) });
assert.equal(judged.structuredContent.exit_code, 0);
assert.equal((await client.callTool({ name: "restore", arguments: { everything: true } })).isError, true);
await assert.rejects(client.readResource({ uri: "file:///etc/passwd" }), { code: -32602 });
assert.ok(sent.includes("tools/list") && !sent.includes("initialize"), sent.join());
await client.close();
console.log("and without initialize");
