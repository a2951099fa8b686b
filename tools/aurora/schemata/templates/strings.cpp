#include <algorithm>
#include <cctype>
#include <string>

#include "aurora/base/text.hpp"
#include "aurora/schemata/templates/offers.hpp"

namespace aurora::schemata::templates {
namespace {

constexpr std::size_t k_max_of_file = 10;
constexpr std::size_t k_max_of_tests = 40;

bool is_plain(std::string_view text) {
  return text.size() >= 2 && text.front() == '"' && text.back() == '"';
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      out += '\\';
    out += c == '\n' ? 'n' : c;
    if (c == '\n')
      out.insert(out.size() - 1, "\\");
  }
  return out + "\"";
}

void change(Workbench& bench, int node, std::string_view body, std::string_view name, double cost) {
  bench.edit.replace(node, "\"" + std::string(body) + "\"", {name, cost, {}, true});
}

void of_tests(Workbench& bench, int node, std::string_view body) {
  std::size_t count = 0;
  const bool has_newline = body.ends_with("\\n") && !body.ends_with("\\\\n");
  const auto word = has_newline ? body.substr(0, body.size() - 2) : body;
  if (word.find('%') != std::string_view::npos)
    return;
  for (const auto& literal : bench.test_literals) {
    if (literal.size() > 60 || literal == word || count >= k_max_of_tests)
      continue;
    const auto distance = base::edit_distance(literal, word);
    const bool is_near = distance <= 2 || base::to_lower(literal) == base::to_lower(word);
    const bool is_word = !literal.empty() && std::isalpha(static_cast<unsigned char>(literal[0])) != 0;
    if (!is_near && !is_word)
      continue;
    ++count;
    const auto text = quoted(literal);
    const auto inner = text.substr(1, text.size() - 2);
    change(bench, node, inner + (has_newline ? "\\n" : ""), "string-of-tests", is_near ? 1.8 : 3.6);
  }
}

void letter_case(Workbench& bench, int node, std::string body) {
  if (body.empty() || body.find('%') != std::string::npos)
    return;
  const auto lower = base::to_lower(body);
  change(bench, node, lower, "string-case", 3.4);
  auto capital = lower;
  capital[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(capital[0])));
  change(bench, node, capital, "string-case", 3.2);
  if (body.find('\\') != std::string::npos)
    return;
  std::transform(body.begin(), body.end(), body.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  change(bench, node, body, "string-case", 3.2);
}

void edges(Workbench& bench, int node, std::string_view body) {
  change(bench, node, "", "string-empty", 3.0);
  if (body.ends_with("\\n") && !body.ends_with("\\\\n"))
    change(bench, node, body.substr(0, body.size() - 2), "string-edge", 3.4);
  else
    change(bench, node, std::string(body) + "\\n", "string-edge", 2.8);
  for (const auto* edge : {" ", "\\t"})
    change(bench, node, std::string(body) + edge, "string-edge", 3.4);
  change(bench, node, " " + std::string(body), "string-edge", 4.4);
  if (!body.empty() && body.back() == ' ')
    change(bench, node, body.substr(0, body.size() - 1), "string-edge", 3.0);
  if (!body.empty() && body.front() == ' ')
    change(bench, node, body.substr(1), "string-edge", 3.0);
  for (std::size_t i = 0; i < body.size() && body.size() <= 24; ++i)
    if (body[i] != '\\' && body[i] != '%' && (i == 0 || (body[i - 1] != '\\' && body[i - 1] != '%')))
      change(bench, node, std::string(body.substr(0, i)) + std::string(body.substr(i + 1)),
             "string-drop-character", 4.0);
}

void conversions(Workbench& bench, int node, std::string_view body) {
  static constexpr std::string_view k_forms[] = {
      "%d",   "%lld", "%ld",  "%u",   "%llu",  "%c",    "%s", " %c",  "%f",   "%lf",  "%.1f",  "%.2f",
      "%.3f", "%.6f", "%.8f", "%.9f", "%.10f", "%.12f", "%g", "%.4f", "%.5f", "%.7f", "%.15f", "%.16f"};
  // Reading only: a word becomes the rest of the line.
  static constexpr std::string_view k_whole_lines[] = {"%[^\\n]", " %[^\\n]"};
  for (std::size_t at = body.find('%'); at != std::string_view::npos && at + 1 < body.size();
       at = body.find('%', at + 2)) {
    auto end = body.find_first_of("diouxXcsfgeEGpn%", at + 1);
    if (end == std::string_view::npos)
      return;
    const auto head = std::string(body.substr(0, at));
    const auto tail = std::string(body.substr(end + 1));
    const auto old_form = body.substr(at, end + 1 - at);
    if (old_form == "%%") {
      change(bench, node, head + "%" + tail, "format-percent", 2.4);
      continue;
    }
    if (body.substr(end).starts_with("I64") || old_form == "%I")
      end += 3;
    const bool is_float = std::string_view("fgeEG").find(body[end]) != std::string_view::npos;
    for (const auto form : k_forms) {
      const bool same_family =
          (std::string_view("fg").find(form.back()) != std::string_view::npos) == is_float;
      if (form != old_form)
        change(bench, node, head + std::string(form) + tail, "format-conversion", same_family ? 3.0 : 4.6);
    }
    if (old_form.back() == 's')
      for (const auto form : k_whole_lines)
        change(bench, node, head + std::string(form) + tail, "format-whole-line", 3.4);
    if (!tail.empty() && tail != "\\n")
      change(bench, node, head + std::string(old_form) + " " + tail, "format-space", 4.0);
  }
}

} // namespace

void string_constant(Workbench& bench, int node) {
  if (bench.at(node).kind != Kind::string)
    return;
  const auto text = bench.code(node);
  if (!is_plain(text) || text.size() > 200)
    return;
  const auto body = text.substr(1, text.size() - 2);
  const auto constants = bench.constants(node, Kind::string);
  for (std::size_t i = 0; i < constants.size() && i < k_max_of_file; ++i)
    if (is_plain(constants[i].text))
      bench.edit.replace(node, constants[i].text,
                         {"string-of-file", 2.8 + 0.1 * static_cast<double>(i), {}, true});
  edges(bench, node, body);
  letter_case(bench, node, body);
  of_tests(bench, node, body);
  if (bench.parent(node).kind == Kind::call)
    conversions(bench, node, body);
}

} // namespace aurora::schemata::templates
