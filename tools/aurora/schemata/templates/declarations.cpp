#include <string>

#include "aurora/base/text.hpp"
#include "aurora/schemata/templates/offers.hpp"

namespace aurora::schemata::templates {
namespace {

bool is_uninitialised(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  const Node& user = bench.parent(node);
  return it.kind == Kind::variable && user.kind == Kind::declaration_statement && it.parts.init < 0 &&
         !it.is_static && !it.type.is_reference;
}

} // namespace

/// A local without a value gets one. The switch assigns right after the declaration.
void uninitialised_local(Workbench& bench, int node) {
  if (!is_uninitialised(bench, node))
    return;
  const Node& it = bench.at(node);
  const auto initialise = [&](const std::string& text, const std::string& value, double cost) {
    bench.edit.initialise(node, " = " + value, text, {"local-initialised", cost});
  };
  if (it.type.is_number() && it.type.cls != TypeClass::enumeration) {
    initialise(it.name + " = 0;", "0", 2.8);
    initialise(it.name + " = 1;", "1", 4.0);
  } else if (it.type.cls == TypeClass::pointer) {
    initialise(it.name + " = 0;", "0", 3.4);
  } else if (it.type.cls == TypeClass::array && it.type.text.find("[]") == std::string::npos) {
    initialise("__builtin_memset(" + it.name + ", 0, sizeof(" + it.name + "));", "{0}", 2.8);
  }
}

void array_size(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (it.kind != Kind::variable || it.type.cls != TypeClass::array)
    return;
  for (auto token = bench.tree.token_at(it.span.begin);
       token < bench.tree.tokens.size() && bench.tree.tokens[token].span.end <= it.span.end; ++token) {
    if (bench.tree.token_text(token) == "=")
      return;
    if (bench.tree.token_text(token) != "[" || bench.tree.tokens[token + 1].kind != TokenKind::number)
      continue;
    const auto number = bench.tree.tokens[token + 1].span;
    const auto value = base::parse_integer(bench.tree.code(number));
    if (!value || *value <= 0 || *value > 1000000)
      continue;
    for (const long long size : {*value + 1, *value * 2, *value * 10})
      bench.edit.rebuild(number, std::to_string(size), {"array-size", size == *value + 1 ? 3.0 : 3.4});
  }
}

namespace {

/// The built-in type's words at the head of a declaration: `int`, `unsigned int`, `float`.
Span type_words(Workbench& bench, int statement) {
  const Node& it = bench.at(statement);
  auto token = bench.tree.token_at(it.span.begin);
  const Span first = bench.tree.tokens[token].span;
  auto end = first.end;
  static constexpr std::string_view k_words = " int unsigned signed long short float char ";
  Span words{first.begin, first.begin};
  for (; token < bench.tree.tokens.size() &&
         k_words.find(" " + std::string(bench.tree.token_text(token)) + " ") != std::string_view::npos;
       ++token) {
    end = bench.tree.tokens[token].span.end;
    words.end = end;
  }
  return words;
}

/// %d and %u of formats that go with one of the variables become %lld.
std::string wide_formats(Workbench& bench, int call, const std::string& names) {
  const Node& it = bench.at(call);
  int format = -1;
  for (const int child : it.children)
    if (format < 0 && bench.at(child).kind == Kind::string)
      format = child;
  auto text = bench.code(call);
  if (format < 0)
    return text;
  std::size_t argument = 0;
  std::vector<std::string> arguments;
  for (const int child : it.children)
    if (bench.at(child).span.begin > bench.at(format).span.begin)
      arguments.push_back(bench.code(child));
  auto literal = bench.code(format);
  for (std::size_t at = literal.find('%'); at != std::string::npos && at + 1 < literal.size();
       at = literal.find('%', at + 1)) {
    if (literal[at + 1] == '%') {
      ++at;
      continue;
    }
    const auto end = literal.find_first_of("diouxXcsfgeGp", at);
    if (end == std::string::npos || argument >= arguments.size())
      break;
    bool wide = false;
    for (const auto& token : lex(arguments[argument]))
      wide = wide || names.find(" " + arguments[argument].substr(token.span.begin, token.span.size()) +
                                " ") != std::string::npos;
    if (wide && end > at && literal[end - 1] != 'l' &&
        (literal[end] == 'd' || literal[end] == 'u' || literal[end] == 'i'))
      literal.insert(end, "ll");
    ++argument;
  }
  return base::replace_all(text, bench.code(format), literal);
}

} // namespace

/// `int a, b;` becomes `long long a, b;`, with the formats that print and read them.
void wider_type(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  const int function = bench.function_of(node);
  if (it.kind != Kind::declaration_statement || it.children.empty() || function < 0)
    return;
  const Node& first = bench.at(it.children.front());
  const bool narrow =
      first.kind == Kind::variable &&
      (first.type.cls == TypeClass::integer || first.type.element_cls == TypeClass::integer) &&
      first.type.size <= 4;
  const bool single = first.type.cls == TypeClass::floating && first.type.text == "float";
  const auto words = type_words(bench, node);
  if ((!narrow && !single) || words.size() == 0)
    return;
  std::string names = " ";
  for (const int child : it.children)
    names += bench.at(child).name + " ";
  const auto end = bench.at(function).span.end;
  std::string text;
  std::size_t done = words.begin;
  text += single ? "double" : "long long";
  done = words.end;
  for (const int call : bench.nodes_in(function, Kind::call)) {
    const auto span = bench.at(call).span;
    const auto& name = bench.at(call).name;
    if (span.begin < done || (name != "printf" && name != "scanf"))
      continue;
    text += bench.tree.code({done, span.begin});
    text += single ? bench.code(call) : wide_formats(bench, call, names);
    done = span.end;
  }
  text += bench.tree.code({done, end});
  bench.edit.rebuild(
      {words.begin, end}, text,
      {"wider-type", 3.0,
       "`" + std::string(bench.tree.code(words)) + names + "` becomes " + (single ? "double" : "long long")});
}

} // namespace aurora::schemata::templates
