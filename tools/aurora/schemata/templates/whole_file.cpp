#include <algorithm>
#include <string>

#include "aurora/base/text.hpp"
#include "aurora/schemata/templates/offers.hpp"

/// Changes of declarations that concern a small program as a whole; each has to be compiled for itself.
namespace aurora::schemata::templates {
namespace {

constexpr std::size_t k_largest_program = 12000;
constexpr long long k_largest_array = 200000;

struct Cut {
  Span span;
  std::string text;
};

bool is_small_program(Workbench& bench) {
  if (bench.tree.text.size() > k_largest_program)
    return false;
  for (int i = 1; i < bench.tree.size(); ++i)
    if (bench.at(i).kind == Kind::function && bench.at(i).name == "main")
      return true;
  return false;
}

void offer_cuts(Workbench& bench, const std::vector<Cut>& cuts, const Hint& hint) {
  if (cuts.empty())
    return;
  std::string text;
  auto at = cuts.front().span.begin;
  for (const auto& cut : cuts) {
    text += bench.tree.code({at, cut.span.begin});
    text += cut.text;
    at = cut.span.end;
  }
  bench.edit.rebuild({cuts.front().span.begin, cuts.back().span.end}, text, hint);
}

std::string_view token_near(Workbench& bench, std::size_t token, int distance) {
  const auto at = static_cast<long>(token) + distance;
  return at < 0 || at >= static_cast<long>(bench.tree.tokens.size())
             ? std::string_view()
             : bench.tree.token_text(static_cast<std::size_t>(at));
}

bool stands_alone(Workbench& bench, std::size_t token) {
  for (const auto word : {token_near(bench, token, -1), token_near(bench, token, 1)})
    if (word == "long" || word == "short" || word == "unsigned" || word == "main")
      return false;
  return token_near(bench, token, 1) != "argc";
}

/// %d becomes %lld where nothing says otherwise.
std::string widened_format(std::string text) {
  for (auto at = text.find('%'); at != std::string::npos && at + 1 < text.size();
       at = text.find('%', at + 1)) {
    const auto end = text.find_first_of("diouxXcsfgeEGpn%", at + 1);
    if (end == std::string::npos)
      break;
    if ((text[end] == 'd' || text[end] == 'i') && text[end - 1] != 'l' && text[end - 1] != 'h')
      text.insert(end, "ll");
    at = end;
  }
  return text;
}

std::string doubled_format(const std::string& text) {
  return base::replace_all(base::replace_all(text, "%lf", "%f"), "%f", "%lf");
}

bool reads(Workbench& bench, std::size_t token) {
  return token_near(bench, token, -1) == "(" && token_near(bench, token, -2).ends_with("scanf");
}

void widen_integers(Workbench& bench) {
  std::vector<Cut> cuts;
  bool has_int = false;
  for (std::size_t token = 0; token < bench.tree.tokens.size(); ++token) {
    const auto span = bench.tree.tokens[token].span;
    const auto text = std::string(bench.tree.token_text(token));
    if (text == "int" && stands_alone(bench, token)) {
      cuts.push_back({span, "long long"});
      has_int = true;
    } else if (bench.tree.tokens[token].kind == TokenKind::string && text.find('%') != std::string::npos)
      cuts.push_back({span, widened_format(text)});
  }
  if (has_int)
    offer_cuts(bench, cuts, {"wider-types", 3.6, "every `int` becomes `long long`"});
}

void widen_floats(Workbench& bench) {
  std::vector<Cut> cuts;
  bool has_float = false;
  for (std::size_t token = 0; token < bench.tree.tokens.size(); ++token) {
    const auto span = bench.tree.tokens[token].span;
    const auto text = std::string(bench.tree.token_text(token));
    if (text == "float") {
      cuts.push_back({span, "double"});
      has_float = true;
    } else if (bench.tree.tokens[token].kind == TokenKind::string && reads(bench, token))
      cuts.push_back({span, doubled_format(text)});
  }
  if (has_float)
    offer_cuts(bench, cuts, {"wider-types", 3.0, "every `float` becomes `double`"});
}

/// Numbers between brackets in declarations of arrays.
std::vector<Cut> array_sizes(Workbench& bench) {
  std::vector<Cut> sizes;
  for (int i = 1; i < bench.tree.size(); ++i) {
    const Node& it = bench.at(i);
    if (it.kind != Kind::variable || it.parent < 0 || it.type.cls != TypeClass::array || it.parts.init >= 0)
      continue;
    for (auto token = bench.tree.token_at(it.span.begin);
         token + 1 < bench.tree.tokens.size() && bench.tree.tokens[token].span.end <= it.span.end; ++token)
      if (bench.tree.token_text(token) == "[" && bench.tree.tokens[token + 1].kind == TokenKind::number)
        sizes.push_back({bench.tree.tokens[token + 1].span, std::string(bench.tree.token_text(token + 1))});
  }
  return sizes;
}

void enlarge_arrays(Workbench& bench) {
  const auto sizes = array_sizes(bench);
  for (const long long factor : {1, 10}) {
    auto cuts = sizes;
    std::erase_if(cuts, [](const Cut& cut) { return !base::parse_integer(cut.text); });
    for (auto& cut : cuts) {
      const auto size = base::parse_integer(cut.text).value_or(1);
      cut.text = std::to_string(size > k_largest_array ? size : size * factor + 1);
    }
    offer_cuts(bench, cuts, {"array-sizes", factor == 1 ? 3.4 : 3.2, "every array becomes larger"});
  }
}

} // namespace

void program_widened(Workbench& bench, int) {
  if (!is_small_program(bench))
    return;
  widen_integers(bench);
  widen_floats(bench);
  enlarge_arrays(bench);
}

/// `#define N 100` with another number.
void macro_constant(Workbench& bench, int) {
  for (const auto& token : bench.tree.tokens) {
    const auto line = bench.tree.code(token.span);
    if (token.kind != TokenKind::directive || base::contains(line, "\n") || !base::contains(line, "define"))
      continue;
    const auto begin = line.find_last_of(" \t");
    if (begin == std::string_view::npos || begin + 1 >= line.size())
      continue;
    const auto value = base::parse_integer(line.substr(begin + 1));
    const Span number{token.span.begin + begin + 1, token.span.end};
    if (!value)
      continue;
    for (const long long other : {*value + 1, *value - 1, *value * 10, *value * 2, *value + 10})
      bench.edit.rebuild(number, std::to_string(other), {"macro-constant", other == *value + 1 ? 3.2 : 3.6});
  }
}

} // namespace aurora::schemata::templates
