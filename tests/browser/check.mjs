// Opens the pages in headless Chromium: what a person sees, without script too, in both themes and on a phone;
// accessibility by axe-core; nothing blocked, loaded or run that should not be. Leaves screenshots beside the pages.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(path.join(process.env.AURORA_NODE_MODULES, "node_modules", "x.js"));
const { chromium } = require("playwright-core");
const axe = require.resolve("axe-core/axe.min.js");
const folder = path.resolve(process.argv[2]);
const page_url = (name) => pathToFileURL(path.join(folder, name)).href;

const k_sizes = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
const k_order = ["ballance", "heap-use-after-free", "null pointer read", "division by zero", "limit of 30 s",
  "no such table", "total(cart)", "parse(text)", "vector::_M_range_check", "Connection refused",
  "Unable to find executable", "EXPECT_LT"];

const browser = await chromium.launch({
  executablePath: process.env.AURORA_CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
});

async function open(name, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.complaints = [];
  page.on("console", (message) => { if (message.type() === "error") page.complaints.push(message.text()); });
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  page.on("request", (request) => { if (!request.url().startsWith("file:")) page.complaints.push("loads " + request.url()); });
  page.on("dialog", (dialog) => { page.complaints.push("dialog"); dialog.dismiss(); });
  await page.goto(page_url(name));
  return page;
}

async function check_causes(page) {
  const rows = await page.locator(".overview li").allInnerTexts();
  assert.equal(rows.length, 12, "12 causes are listed");
  rows.forEach((row, i) => {
    assert.ok(row.includes(k_order[i]), `cause ${i + 1} is ${k_order[i]}: ${row}`);
    assert.match(row, /Next: \S/, `cause ${i + 1} has a next step`);
  });
  assert.match(await page.locator("h2#causes").innerText(), /^12 causes, most urgent first$/);
  assert.ok((await page.locator(".todo li").count()) >= 3, "what to do next is said first");
}

async function check_width(page, what) {
  const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(inner <= outer, `${what}: nothing is wider than the screen (${inner} of ${outer})`);
}

async function check_accessibility(page, what) {
  const context = page.context();
  const source = (await import("node:fs")).readFileSync(axe, "utf8");
  const found = await page.evaluate(async (text) => {
    document.querySelectorAll("details").forEach((one) => { one.open = true; });
    (0, eval)(text);
    return (await globalThis.axe.run(document)).violations;
  }, source);
  const told = found.map((one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + " " + n.failureSummary).join(" | ")}`);
  assert.deepEqual(told, [], `${what}: axe-core finds nothing`);
  return context;
}

for (const colorScheme of ["light", "dark"])
  for (const [size, viewport] of Object.entries(k_sizes)) {
    const page = await open("causes.html", { colorScheme, viewport });
    await check_causes(page);
    await check_width(page, `${size} ${colorScheme}`);
    await page.screenshot({ path: path.join(folder, `${size}-${colorScheme}-top.png`) });
    await page.screenshot({ path: path.join(folder, `${size}-${colorScheme}.png`), fullPage: true });
    assert.deepEqual(page.complaints, []);
    await page.context().close();
    // axe-core needs eval, which the page's own policy refuses.
    const bypassed = await open("causes.html", { colorScheme, viewport, bypassCSP: true });
    await check_accessibility(bypassed, `${size} ${colorScheme}`);
    await bypassed.context().close();
  }

{
  const page = await open("causes.html", { javaScriptEnabled: false, viewport: k_sizes.desktop });
  await check_causes(page);
  assert.equal(await page.locator(".tools").isVisible(), false, "what needs script is not shown without it");
  await page.locator("#cause-3 .diff").first().waitFor();
  const patch = await page.locator("#cause-3 .diff").innerText();
  assert.ok(patch.includes("customer != nullptr"), "the patch is there without script");
  await page.context().close();
}
{
  const page = await open("causes.html", { viewport: k_sizes.desktop });
  const suspect = page.locator("#cause-3 .code li.heat5");
  assert.equal(await suspect.count(), 1, "the most suspicious line is shaded most");
  assert.match(await suspect.innerText(), /96×.*92 %/s);
  await page.locator(".tools input").fill("division");
  assert.equal(await page.locator("details.cause:visible").count(), 1 + (await page.locator("#healing ~ details.cause:visible").count()));
  await page.locator(".tools input").fill("");
  await page.locator(".overview a").nth(7).click();
  await page.locator("#cause-8").waitFor({ state: "visible" });
  assert.deepEqual(page.complaints, []);
  await page.context().close();
}
{
  const begin = Date.now();
  const page = await open("many.html", { viewport: k_sizes.desktop });
  const loaded = Date.now() - begin;
  const typed = Date.now();
  await page.locator(".tools input").fill("function_399");
  assert.match(await page.locator(".tools output").innerText(), /^1 of 300|^0 of 300/);
  const filtered = Date.now() - typed;
  console.log(`10,000 failures: loaded in ${loaded} ms, filtered in ${filtered} ms`);
  assert.ok(loaded < 8000 && filtered < 4000, "10,000 failures stay responsive");
  await page.context().close();
}
{
  const page = await open("hostile.html");
  assert.equal(await page.title(), "bank");
  assert.equal(await page.locator("img").count(), 0);
  assert.ok(await page.locator("h1").isVisible());
  assert.deepEqual(page.complaints, []);
  await page.context().close();
}
await browser.close();
console.log("all pages are as they should be");
