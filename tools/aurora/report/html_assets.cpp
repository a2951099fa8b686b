#include "aurora/report/html_assets.hpp"

#include <cstdint>

#include "aurora/base/hash.hpp"

namespace aurora::report {
namespace {

constexpr std::string_view k_page_style = R"CSS(
:root { --text: #1f2328; --soft: #59636e; --back: #ffffff; --panel: #f6f8fa; --line: #d0d7de; --link: #0550ae;
  --red: #a40e26; --green: #116329; --amber: #7a4b00; --blue: #0a4a9e;
  --red-back: #ffebe9; --green-back: #dafbe1; --amber-back: #fff3c9; --blue-back: #ddf0ff;
  --add: #dafbe1; --add-mark: #9be3ae; --gone: #ffebe9; --gone-mark: #ffbdb6; --heat: 207 34 46;
  --word: #8250df; --quote: #0a3069; --note: #59636e; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --soft: #9ea7b3; --back: #0d1117; --panel: #161b22;
  --line: #3d444d; --link: #79c0ff; --red: #ff8e86; --green: #5fd36f; --amber: #e3b341; --blue: #79c0ff;
  --red-back: #3c1619; --green-back: #12311d; --amber-back: #3a2c08; --blue-back: #10294a;
  --add: #12361f; --add-mark: #1d6a38; --gone: #43171b; --gone-mark: #86242c; --heat: 255 110 90;
  --word: #d2a8ff; --quote: #a5d6ff; --note: #9ea7b3; } }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body { margin: 0; background: var(--back); color: var(--text); font: 1rem/1.5 system-ui, "Segoe UI", sans-serif; }
main, header, footer { max-width: 74rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: 1.25rem; }
h1 { font-size: 1.5rem; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2rem 0 .6rem; }
h3 { font-size: 1rem; margin: 0; display: inline; overflow-wrap: anywhere; }
h4 { font-size: .9rem; margin: 1rem 0 .35rem; color: var(--soft); text-transform: uppercase; letter-spacing: .04em; }
p { margin: .4rem 0; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: 1rem; background: var(--back); padding: .5rem; }
.soft { color: var(--soft); } .good { color: var(--green); } .bad { color: var(--red); }
.verdict { display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: baseline; margin: .6rem 0; }
.verdict strong { font-size: 1.25rem; }
.tiles { display: flex; flex-wrap: wrap; gap: .5rem; margin: .8rem 0; padding: 0; list-style: none; }
.tiles li { background: var(--panel); border: 1px solid var(--line); border-radius: .5rem; padding: .3rem .9rem; min-width: 6rem; }
.tiles b { display: block; font-size: 1.35rem; line-height: 1.3; } .tiles span { color: var(--soft); font-size: .85rem; }
.todo { background: var(--blue-back); border-left: 4px solid var(--blue); border-radius: .25rem .5rem .5rem .25rem; padding: .6rem 1rem; }
.todo h2 { margin: 0 0 .3rem; } .todo ol { margin: .2rem 0; padding-left: 1.4rem; } .todo li { margin: .2rem 0; overflow-wrap: anywhere; }
.chip { display: inline-block; border-radius: 1rem; padding: 0 .6rem; font-size: .8rem; font-weight: 600; white-space: nowrap;
  background: var(--panel); color: var(--soft); border: 1px solid var(--line); }
.chip.red { background: var(--red-back); color: var(--red); border-color: transparent; }
.chip.green { background: var(--green-back); color: var(--green); border-color: transparent; }
.chip.amber { background: var(--amber-back); color: var(--amber); border-color: transparent; }
.chip.blue { background: var(--blue-back); color: var(--blue); border-color: transparent; }
.overview { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: .5rem; overflow: hidden; }
.overview li { display: grid; grid-template-columns: 2.2rem 7.4rem 1fr auto; gap: 0 .7rem; padding: .45rem .8rem; align-items: baseline; }
.overview li + li { border-top: 1px solid var(--line); } .overview li:nth-child(odd) { background: var(--panel); }
.rank { font-weight: 700; text-align: right; }
.what { overflow-wrap: anywhere; min-width: 0; } .what a { font-weight: 600; text-decoration: none; } .what a:hover { text-decoration: underline; }
.what code, h3 code { font-size: .92em; }
.step { grid-column: 3 / -1; color: var(--soft); overflow-wrap: anywhere; font-size: .92rem; }
.step b { color: var(--text); font-weight: 600; }
.count { white-space: nowrap; }
.tools { display: flex; flex-wrap: wrap; gap: .5rem; margin: .6rem 0; } .tools[hidden] { display: none; }
.tools input { flex: 1 1 14rem; min-width: 0; } input, button { font: inherit; color: inherit; background: var(--back);
  border: 1px solid var(--soft); border-radius: .4rem; padding: .25rem .7rem; } button { cursor: pointer; }
details.cause { border: 1px solid var(--line); border-radius: .5rem; margin: .7rem 0; }
.many details.cause { content-visibility: auto; contain-intrinsic-size: auto 3rem; }
details.cause > summary { padding: .55rem .9rem; background: var(--panel); border-radius: .5rem; cursor: pointer; }
details.cause[open] > summary { border-bottom: 1px solid var(--line); border-radius: .5rem .5rem 0 0; }
details.cause > summary .chip { margin-left: .4rem; }
.body { padding: .4rem 1rem 1rem; scroll-margin-top: 4rem; }
.body > details > summary { cursor: pointer; font-weight: 600; margin-top: .8rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .9rem; margin: .5rem 0; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; min-width: 0; }
pre, code { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
pre { font-size: .84rem; line-height: 1.45; overflow-x: auto; background: var(--panel); border: 1px solid var(--line); border-radius: .4rem; padding: .5rem .7rem; margin: .4rem 0; }
pre.wrap { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 24rem; overflow-y: auto; }
.command { display: flex; gap: .5rem; align-items: flex-start; } .command pre { flex: 1; min-width: 0; white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; }
.code { padding: 0; } .code ol { list-style: none; margin: 0; padding: .3rem 0; min-width: max-content; }
.code li { padding: 0 .7rem 0 0; white-space: pre; } .code li > span:nth-child(-n+3) { display: inline-block; color: var(--soft); text-align: right; user-select: none; }
.code .at { width: 3.6rem; } .code .ran { width: 4.2rem; } .code .doubt { width: 4rem; padding-right: .6rem; }
.code .ran.never { color: var(--red); font-weight: 700; } .code .gap { border-top: 1px dashed var(--line); }
.heat1 { background: rgb(var(--heat) / .07); } .heat2 { background: rgb(var(--heat) / .14); } .heat3 { background: rgb(var(--heat) / .21); }
.heat4 { background: rgb(var(--heat) / .28); } .heat5 { background: rgb(var(--heat) / .36); }
.code li[class^="heat"] > span { color: var(--text); } .code li[class^="heat"] .doubt { font-weight: 700; }
.diff { padding: .3rem 0; } .diff code { display: block; min-width: max-content; } .diff span { display: block; padding: 0 .7rem; white-space: pre; min-height: 1.45em; }
.diff .add { background: var(--add); } .diff .gone { background: var(--gone); } .diff .head { color: var(--soft); font-weight: 700; } .diff .hunk { color: var(--blue); }
.diff mark { color: inherit; border-radius: .2rem; } .diff .add mark { background: var(--add-mark); } .diff .gone mark { background: var(--gone-mark); }
.k { color: var(--word); } .q { color: var(--quote); } .c { color: var(--note); font-style: italic; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .92rem; } td, th { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
td { overflow-wrap: anywhere; } th { color: var(--soft); font-weight: 600; } .number { text-align: right; white-space: nowrap; }
meter { width: 8rem; height: .8rem; }
ul.plain { margin: .3rem 0; padding-left: 1.3rem; }
footer { padding-bottom: 3rem; }
@media (max-width: 40rem) {
  .overview li { grid-template-columns: 1.7rem 1fr auto; padding: .5rem .6rem; } .overview .what { grid-column: 2 / -1; } .overview .kind { grid-column: 2; grid-row: 2; }
  .overview .count { grid-column: 3; grid-row: 2; } .step { grid-column: 2 / -1; } dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .4rem; }
  .tiles li { min-width: 0; flex: 1 1 28%; padding: .3rem .5rem; } .body { padding: .4rem .7rem .8rem; } .code .ran { display: none !important; } meter { width: 4rem; } }
@media print { .tools, .command button { display: none; } pre.wrap { max-height: none; } }
)CSS";

constexpr std::string_view k_page_script = R"JS(
"use strict";
const causes = [...document.querySelectorAll("details.cause")];
const rows = [...document.querySelectorAll(".overview li")];
const text = new Map();
const tools = document.querySelector(".tools");
function words(element) {
  if (!text.has(element)) text.set(element, element.textContent.toLowerCase());
  return text.get(element);
}
if (tools) {
  tools.hidden = false;
  const field = tools.querySelector("input");
  const shown = tools.querySelector("output");
  field.addEventListener("input", () => {
    const wanted = field.value.toLowerCase();
    let count = 0;
    causes.forEach((cause) => {
      const fits = words(cause).includes(wanted);
      cause.hidden = !fits;
      count += fits ? 1 : 0;
      const row = rows.find((one) => one.dataset.cause === cause.dataset.cause);
      if (row) row.hidden = !fits;
    });
    shown.textContent = wanted ? count + " of " + causes.length : "";
  });
  for (const button of tools.querySelectorAll("button"))
    button.addEventListener("click", () => causes.forEach((cause) => { cause.open = button.value === "open"; }));
}
for (const block of document.querySelectorAll(".command")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(block.querySelector("pre").textContent.trim());
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(block.querySelector("pre"));
      button.textContent = "Selected";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  });
  block.append(button);
}
function reveal() {
  const target = document.getElementById(location.hash.slice(1));
  const cause = target && target.closest("details.cause");
  if (cause) { cause.open = true; cause.scrollIntoView(); }
}
addEventListener("hashchange", reveal);
reveal();
)JS";

constexpr std::string_view k_base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::uint32_t hex_value(char c) {
  return static_cast<std::uint32_t>(c <= '9' ? c - '0' : c - 'a' + 10);
}

/// RFC 4648, section 4; of bytes given as hex digits.
std::string base64_of_hex(std::string_view hex) {
  std::string out;
  for (std::size_t i = 0; i < hex.size(); i += 6) {
    std::uint32_t bits = 0;
    for (std::size_t digit = i; digit < i + 6; ++digit)
      bits = bits << 4U | (digit < hex.size() ? hex_value(hex[digit]) : 0);
    const auto sextets = std::min<std::size_t>(4, (hex.size() - i) * 4 / 6 + 1);
    for (std::size_t n = 0; n < 4; ++n)
      out += n < sextets ? k_base64[bits >> (18 - 6 * n) & 63U] : '=';
  }
  return out;
}

} // namespace

std::string_view page_style() {
  return k_page_style;
}

std::string_view page_script() {
  return k_page_script;
}

std::string policy_hash(std::string_view block) {
  return "'sha256-" + base64_of_hex(base::sha256_hex(block)) + "'";
}

} // namespace aurora::report
