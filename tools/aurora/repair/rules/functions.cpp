#include "aurora/repair/rules/functions.hpp"

#include <algorithm>
#include <array>

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"

namespace aurora::repair::rules {

namespace {

bool is_specifier(std::string_view word) {
  static constexpr auto k_words =
      std::to_array<std::string_view>({"static", "inline", "virtual", "constexpr", "consteval", "explicit",
                                       "extern", "friend", "noexcept", "]", "["});
  return std::find(k_words.begin(), k_words.end(), word) != k_words.end();
}

bool is_plain_number(std::string_view type) {
  static constexpr auto k_words = std::to_array<std::string_view>(
      {"int", "long", "short", "unsigned", "char", "double", "float", "size_t", "std::size_t", "long long",
       "unsigned int", "unsigned long", "int64_t", "int32_t", "uint32_t", "uint64_t"});
  return std::find(k_words.begin(), k_words.end(), type) != k_words.end();
}

/// First token of the return type: behind template<…>, attributes and specifiers.
std::size_t type_start(const Outline& outline, const Item& function) {
  auto first = function.first;
  const auto& tokens = outline.tokens;
  if (tokens[first].text == "template")
    for (int depth = 0; first < function.name_token; ++first) {
      depth += (tokens[first].text == "<") - (tokens[first].text == ">");
      if (depth == 0 && tokens[first].text == ">") {
        ++first;
        break;
      }
    }
  while (first < function.name_token && is_specifier(tokens[first].text))
    first = tokens[first].text == "[" && outline.partner[first] != k_no_token ? outline.partner[first] + 1
                                                                              : first + 1;
  return first;
}

/// Where the (maybe qualified) name begins.
std::size_t name_start(const Outline& outline, const Item& function) {
  auto name = function.name_token;
  if (name > 0 && outline.tokens[name - 1].text == "~")
    --name;
  while (name >= function.first + 2 && outline.tokens[name - 1].text == "::" &&
         outline.tokens[name - 2].kind == TokenKind::identifier)
    name -= 2;
  return name;
}

bool declares(const Outline& outline, std::size_t first, std::size_t name) {
  if (name <= first || outline.tokens[first].text == "return" || outline.tokens[first].text == "using")
    return false;
  for (auto i = first; i < name; ++i) {
    const auto& token = outline.tokens[i];
    const bool part = token.kind == TokenKind::identifier || token.text == "::" || token.text == "<" ||
                      token.text == ">" || token.text == "*" || token.text == "&" || token.text == ",";
    if (!part || token.text == "delete" || token.text == "throw" || token.text == "goto" ||
        token.text == "else")
      return false;
  }
  const auto before = outline.tokens[name - 1];
  return before.kind == TokenKind::identifier || before.text == ">" || before.text == "*" ||
         before.text == "&";
}

/// Whether a colon ends "case x:", "default:", "public:" or a label, and not the first half of "a ? b : c".
bool is_label(const Outline& outline, std::size_t colon) {
  auto first = colon;
  while (first > 0) {
    const auto before = outline.tokens[first - 1].text;
    if (before == ";" || before == "{" || before == "}" || before == "?")
      break;
    --first;
  }
  if (first > 0 && outline.tokens[first - 1].text == "?")
    return false;
  return first + 1 == colon || outline.tokens[first].text == "case";
}

/// The outermost "(" around a token within its block, or the token: "i < p->n" in "for (…; i < p->n; …)".
std::size_t outermost_list(const Outline& outline, std::size_t token) {
  auto outermost = token;
  for (auto i = token; i > 0; --i) {
    const auto before = outline.tokens[i - 1].text;
    const auto partner = outline.partner[i - 1];
    if (before == "{")
      break;
    if (before == "(")
      outermost = i - 1;
    else if ((before == ")" || before == "}" || before == "]") && partner != k_no_token)
      i = partner + 1;
  }
  return outermost;
}

/// A parameter that could be returned as it is: "records" of "Records pick(const Records& records, …)".
std::string parameter_of_type(const Outline& outline, const Item& function, const std::string& type) {
  const auto close = outline.partner[function.parameters];
  std::string spelled;
  for (auto i = function.parameters + 1; close != k_no_token && i < close; ++i) {
    const auto text = outline.tokens[i].text;
    const auto next = outline.tokens[i + 1].text;
    const bool last = i + 1 == close || next == "," || next == "=";
    if (last && outline.tokens[i].kind == TokenKind::identifier && spelled == type)
      return std::string(text);
    if (text == "," && base::contains(spelled, "<") == base::contains(spelled, ">"))
      spelled.clear();
    else if (text != "const" && text != "&")
      spelled += text;
  }
  return {};
}

std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

} // namespace

std::string return_type(const SourceText& source, const Outline& outline, const Item& function) {
  const auto after = after_parameters(outline, function);
  for (auto i = after; i < function.last && i < outline.tokens.size() && outline.tokens[i].text != "{"; ++i)
    if (outline.tokens[i].text == "->")
      return text_between(source, outline, i + 1,
                          function.body == k_no_token ? function.last : function.body);
  return text_between(source, outline, type_start(outline, function), name_start(outline, function));
}

Language language_of(const std::string& file) {
  return is_c_source(file) ? Language::c : Language::cxx;
}

std::string null_pointer(Language language) {
  return language == Language::c ? "NULL" : "nullptr";
}

std::string default_value(const std::string& type, Language language) {
  const auto open = type.find('(');
  if (open != std::string::npos && type.ends_with(')'))
    return default_value(std::string(base::trim(type.substr(open + 1, type.size() - open - 2))), language);
  if (type.empty() || type == "void" || type.ends_with('&'))
    return {};
  if (type == "bool")
    return "false";
  if (type.ends_with('*'))
    return null_pointer(language);
  return is_plain_number(type) || language == Language::c ? "0" : "{}";
}

std::string last_of_scope(const Item& item) {
  return last_component(item.scope);
}

std::size_t statement_start(const Outline& outline, std::size_t token) {
  token = outermost_list(outline, token);
  while (token > 0) {
    const auto before = outline.tokens[token - 1].text;
    const auto partner = outline.partner[token - 1];
    if (before == ";" || before == "{" || before == "}" || (before == ":" && is_label(outline, token - 1)))
      break;
    token = before == ")" && partner != k_no_token ? partner : token - 1;
  }
  return token;
}

std::vector<Local> body_locals(const Outline& outline, const Item& function) {
  std::vector<Local> locals;
  if (function.body == k_no_token)
    return locals;
  int depth = 0;
  std::size_t first = function.body + 1;
  for (auto i = function.body; i <= function.last && i + 1 < outline.tokens.size(); ++i) {
    const auto& token = outline.tokens[i];
    depth += (token.text == "{") - (token.text == "}");
    if (token.text == ";" || token.text == "{" || token.text == "}" ||
        (token.text == "(" && outline.tokens[i - 1].text == "for"))
      first = i + 1;
    const auto next = outline.tokens[i + 1].text;
    const bool ends = next == "=" || next == ";" || next == "{" || next == "(" || next == "[" || next == ":";
    if (token.kind == TokenKind::identifier && !is_keyword(token.text) && ends &&
        declares(outline, first, i)) {
      std::string type;
      for (auto part = first; part < i; ++part)
        if (outline.tokens[part].text != "const" && outline.tokens[part].text != "static")
          type += outline.tokens[part].text;
      locals.push_back({std::string(token.text), type, i, first, depth});
    }
  }
  return locals;
}

Replacement append_to_body(const SourceText& source, const Outline& outline, const Item& function,
                           std::string_view statement) {
  const auto close = outline.tokens[outline.partner[function.body]].begin;
  const int close_line = source.position(close).line;
  const int open_line = source.position(outline.tokens[function.body].begin).line;
  const auto blanks = source.indentation(close_line);
  if (close_line == open_line || source.line_begin(close_line) + blanks.size() != close)
    return {close, close, (source.text()[close - 1] == ' ' ? "" : " ") + std::string(statement) + " "};
  const auto at = source.line_begin(close_line);
  return {at, at,
          std::string(blanks) + source.indent_unit() + std::string(statement) +
              std::string(source.newline())};
}

std::vector<Found> find_items(Sources& sources, ItemKind kind, const std::string& name,
                              const std::string& scope) {
  std::vector<Found> found;
  for (const auto& file : sources.files()) {
    const auto* text = sources.text(file);
    if (text == nullptr || !base::contains(text->text(), name))
      continue;
    for (const auto& item : sources.outline(file)->items) {
      const bool in_scope = scope.empty() || item.scope == scope || item.scope.ends_with("::" + scope) ||
                            scope.ends_with("::" + item.scope);
      if (item.kind == kind && item.name == name && in_scope)
        found.push_back({file, &item});
    }
  }
  return found;
}

std::size_t after_parameters(const Outline& outline, const Item& function) {
  const auto close = function.parameters == k_no_token ? k_no_token : outline.partner[function.parameters];
  return close == k_no_token ? function.last : close + 1;
}

std::string signature_tail(const SourceText& source, const Outline& outline, const Item& function) {
  auto end = after_parameters(outline, function);
  while (end < function.last && outline.tokens[end].text != "{" && outline.tokens[end].text != ";" &&
         outline.tokens[end].text != ":" && outline.tokens[end].text != "=" &&
         outline.tokens[end].text != "override" && outline.tokens[end].text != "final")
    ++end;
  return text_between(source, outline, function.parameters, end);
}

bool has_qualifier(const Outline& outline, const Item& function, std::string_view word) {
  const auto end = function.body == k_no_token ? function.last : function.body;
  for (auto i = after_parameters(outline, function); i < end && outline.tokens[i].text != ":"; ++i)
    if (outline.tokens[i].text == word)
      return true;
  return false;
}

std::vector<std::string> parameter_types(const Outline& outline, const Item& function) {
  std::vector<std::string> types;
  std::vector<std::string_view> words;
  const auto close = outline.partner[function.parameters];
  const auto flush = [&] {
    // The name is a last identifier that follows a complete type.
    const bool named = words.size() > 1 && base::is_identifier_char(words.back()[0]) &&
                       !is_keyword(words.back()) && words[words.size() - 2] != "::" &&
                       words[words.size() - 2] != "const";
    if (named)
      words.pop_back();
    std::string type;
    for (const auto word : words)
      type.append(type.empty() ? "" : " ").append(word);
    if (!type.empty())
      types.push_back(type);
    words.clear();
  };
  int angles = 0;
  bool in_default = false;
  for (auto i = function.parameters + 1; close != k_no_token && i < close; ++i) {
    const auto word = outline.tokens[i].text;
    angles += (word == "<") - (word == ">");
    in_default = in_default || word == "=";
    if (word == "," && angles <= 0) {
      flush();
      in_default = false;
    } else if (!in_default) {
      words.push_back(word);
    }
  }
  flush();
  return types;
}

namespace {

Replacement guard_statement(const Symptom& symptom, std::size_t token, const std::string& condition,
                            const std::string& exit) {
  const auto start = symptom.outline->tokens[statement_start(*symptom.outline, token)].begin;
  const int line = symptom.source->position(start).line;
  if (symptom.source->line_begin(line) + symptom.source->indentation(line).size() != start)
    return {start, start, "if (" + condition + ") " + exit + " "};
  return symptom.source->insert_before(line,
                                       "if (" + condition + ")\n" + symptom.source->indent_unit() + exit);
}

const Item* guarded_function(const Symptom& symptom, std::size_t token) {
  const auto& outline = *symptom.outline;
  const auto* function = enclosing(outline, outline.tokens[token].begin, ItemKind::function);
  const bool inside = function != nullptr && function->body != k_no_token && token > function->body;
  return inside ? function : nullptr;
}

} // namespace

std::optional<Replacement> guard_before(const Symptom& symptom, std::size_t token,
                                        const std::string& condition) {
  const auto* function = guarded_function(symptom, token);
  if (function == nullptr)
    return std::nullopt;
  const auto type = return_type(*symptom.source, *symptom.outline, *function);
  const auto value = default_value(type, language_of(symptom.file));
  const bool constructs = type.empty();
  if (value.empty() && type != "void" && !constructs)
    return std::nullopt;
  const auto exit = value.empty() || constructs ? std::string("return;") : "return " + value + ";";
  return guard_statement(symptom, token, condition, exit);
}

std::optional<Replacement> guard_returning_parameter(const Symptom& symptom, std::size_t token,
                                                     const std::string& condition) {
  const auto* function = guarded_function(symptom, token);
  if (function == nullptr || function->parameters == k_no_token)
    return std::nullopt;
  const auto type = return_type(*symptom.source, *symptom.outline, *function);
  if (default_value(type, language_of(symptom.file)) != "{}")
    return std::nullopt;
  const auto parameter = parameter_of_type(*symptom.outline, *function, without_blanks(type));
  if (parameter.empty())
    return std::nullopt;
  return guard_statement(symptom, token, condition, "return " + parameter + ";");
}

} // namespace aurora::repair::rules
