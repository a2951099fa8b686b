#include "aurora/report/html.hpp"

#include <fmt/format.h>

#include "aurora/base/text.hpp"

namespace aurora::report {
namespace {

constexpr std::string_view k_head = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Aurora</title>
<style>
:root { color-scheme: light dark; --fg: #1b1f24; --bg: #fff; --soft: #57606a; --line: #d0d7de; --card: #f6f8fa;
        --red: #b3261e; --green: #1a6b2d; --add: #dafbe1; --del: #ffebe9; --link: #0b57b0; }
@media (prefers-color-scheme: dark) {
  :root { --fg: #e6edf3; --bg: #0d1117; --soft: #9da7b1; --line: #30363d; --card: #161b22; --red: #ff8a80;
          --green: #7ee787; --add: #12341c; --del: #4a1c1f; --link: #79b8ff; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--fg); background: var(--bg); margin: 0 auto; padding: 1rem;
       max-width: 60rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
article { border: 1px solid var(--line); border-radius: 6px; padding: .75rem 1rem; margin: .75rem 0;
          background: var(--card); overflow-wrap: anywhere; }
article h3 { margin: 0 0 .25rem; font-size: 1rem; }
pre { overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; padding: .5rem; font-size: .85rem; }
code { font-size: .9em; } .soft { color: var(--soft); } .red { color: var(--red); } .green { color: var(--green); }
.add { background: var(--add); display: block; } .del { background: var(--del); display: block; }
.same { display: block; } a { color: var(--link); } table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; padding: .25rem .5rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
</style>
</head>
<body>
)";

std::string_view color_of(std::string_view ending) {
  return ending == "landed" || ending == "proposed" ? "green" : "red";
}

std::string tests_html(const std::vector<std::string>& tests) {
  constexpr std::size_t k_shown = 20;
  std::string out = fmt::format("<details><summary>{} failing test{}</summary><ul>\n", tests.size(),
                                tests.size() == 1 ? "" : "s");
  for (std::size_t i = 0; i < tests.size() && i < k_shown; ++i)
    out += fmt::format("<li><code>{}</code></li>\n", escape_html(tests[i]));
  if (tests.size() > k_shown)
    out += fmt::format("<li>and {} more, in reports/events.ndjson</li>\n", tests.size() - k_shown);
  return out + "</ul></details>\n";
}

std::string paragraph(std::string_view label, std::string_view text, std::string_view tag = "span") {
  if (text.empty())
    return {};
  return fmt::format("<p><b>{}</b> <{}>{}</{}></p>\n", label, tag, escape_html(text), tag);
}

std::string cause_html(const ArtifactCause& cause) {
  std::string out = fmt::format("<article>\n<h3><span class=\"{}\">{}</span> {}</h3>\n",
                                color_of(cause.ending), escape_html(cause.ending), escape_html(cause.title));
  out += fmt::format("<p class=\"soft\">{}{}{}</p>\n", escape_html(cause.category),
                     cause.reason.empty() ? "" : " · ", escape_html(cause.reason));
  out += paragraph("Why:", cause.root_cause) + paragraph("Next:", cause.suggestion);
  out += paragraph("Rerun:", cause.repro_cmd, "code") + tests_html(cause.tests);
  return out + "</article>\n";
}

std::string diff_html(const ArtifactPatch& patch) {
  std::string out = fmt::format("<h3><code>{}</code></h3>\n<pre>", escape_html(patch.name));
  for (const auto line : base::split_lines(patch.diff)) {
    const bool head = line.starts_with("+++") || line.starts_with("---");
    const auto* kind = head || line.empty() ? "same"
                       : line[0] == '+'     ? "add"
                       : line[0] == '-'     ? "del"
                                            : "same";
    out += fmt::format("<span class=\"{}\">{}</span>", kind, line.empty() ? " " : escape_html(line));
  }
  return out + "</pre>\n";
}

std::string files_html(const std::vector<ArtifactFile>& files) {
  std::string out = "<h2>Files</h2>\n<table><tr><th>file</th><th>what it is</th><th>bytes</th></tr>\n";
  for (const auto& file : files)
    out += fmt::format("<tr><td><a href=\"{0}\">{0}</a></td><td>{1}</td><td>{2}</td></tr>\n",
                       escape_html(file.path), escape_html(file.what), file.bytes);
  return out + "</table>\n";
}

} // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : base::to_printable(text)) {
    switch (c) {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    case '"':
      out += "&quot;";
      break;
    case '\'':
      out += "&#39;";
      break;
    default:
      out += c;
    }
  }
  return out;
}

std::string index_html(const ArtifactIndex& index) {
  std::string out(k_head);
  out += fmt::format("<h1>{}</h1>\n<p>{}</p>\n", escape_html(index.project), escape_html(index.result));
  out += fmt::format("<h2>Causes</h2>\n{}",
                     index.causes.empty() ? "<p class=\"green\">Nothing is red.</p>\n" : "");
  for (const auto& cause : index.causes)
    out += cause_html(cause);
  if (!index.patches.empty())
    out += "<h2>Patches</h2>\n";
  for (const auto& patch : index.patches)
    out += diff_html(patch);
  return out + files_html(index.files) + "</body>\n</html>\n";
}

} // namespace aurora::report
