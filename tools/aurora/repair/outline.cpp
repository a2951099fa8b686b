#include "aurora/repair/outline.hpp"

#include <algorithm>
#include <array>

namespace aurora::repair {

namespace {

constexpr std::size_t k_max_depth = 200;
constexpr std::size_t k_max_statement = 1000; // tokens; longer ones are data, not declarations

/// Reads declarations with an explicit stack of scopes, so that hostile nesting cannot exhaust ours.
class OutlineReader {
public:
  explicit OutlineReader(Outline& out) : m_out(out) {}

  void run() {
    while (m_at < m_out.tokens.size())
      step();
  }

private:
  struct Scope {
    std::string name;
    bool type;
  };

  std::string_view word(std::size_t i) const {
    return i < m_out.tokens.size() ? m_out.tokens[i].text : std::string_view();
  }
  bool is_name(std::size_t i) const {
    return i < m_out.tokens.size() && m_out.tokens[i].kind == TokenKind::identifier;
  }
  std::size_t past(std::size_t open) const {
    const auto close = m_out.partner[open];
    return close == k_no_token || close < open ? open + 1 : close + 1;
  }
  std::string scope_name() const { return m_scopes.empty() ? std::string() : m_scopes.back().name; }
  bool in_type() const { return !m_scopes.empty() && m_scopes.back().type; }

  void step() {
    const auto token = word(m_at);
    if (m_at - m_first > k_max_statement)
      return restart(m_at);
    if (token == "}")
      return close_scope();
    if (token == ";")
      return finish(k_no_token);
    if (token == "{")
      return open_brace();
    if (token == ":" && m_at == m_first + 1 && is_access(word(m_first)))
      return restart(m_at + 1);
    if (token == "template" && word(m_at + 1) == "<")
      return void(m_at = past_angles(m_at + 1));
    if (token == "(" && m_parameters == k_no_token && m_equals == k_no_token && names_function(m_at))
      m_parameters = m_at;
    if (token == "=" && m_equals == k_no_token && word(m_first) != "operator" && !after_operator(m_at))
      m_equals = m_at;
    if (token == ":" && m_parameters != k_no_token && m_at > m_parameters)
      m_initializers = true;
    m_at = token == "(" || token == "[" ? past(m_at) : m_at + 1;
  }

  static bool is_access(std::string_view token) {
    return token == "public" || token == "private" || token == "protected";
  }
  bool after_operator(std::size_t at) const {
    for (std::size_t back = 1; back <= 3 && at >= m_first + back; ++back)
      if (word(at - back) == "operator")
        return true;
    return false;
  }
  bool names_function(std::size_t at) const {
    if (at == m_first)
      return false;
    const auto before = word(at - 1);
    if (after_operator(at) && !(before == "operator"))
      return true;
    return is_name(at - 1) && (!is_keyword(before) || before == "operator") && before != "__attribute__";
  }

  std::size_t past_angles(std::size_t open) const {
    int depth = 0;
    for (auto i = open; i < m_out.tokens.size(); ++i) {
      depth += (word(i) == "<") - (word(i) == ">");
      if (depth == 0)
        return i + 1;
      if (word(i) == ";" || word(i) == "{" || word(i) == "}")
        return i;
      if (word(i) == "(" && m_out.partner[i] != k_no_token)
        i = m_out.partner[i];
    }
    return m_out.tokens.size();
  }

  void restart(std::size_t at) {
    m_at = m_first = at;
    m_parameters = m_equals = k_no_token;
    m_initializers = false;
  }

  void close_scope() {
    if (!m_scopes.empty())
      m_scopes.pop_back();
    restart(m_at + 1);
  }

  void open_brace() {
    if (m_scopes.size() >= k_max_depth)
      return restart(past(m_at));
    if (find_word("namespace") != k_no_token && m_parameters == k_no_token)
      return open_namespace();
    if (word(m_first) == "extern" && m_at == m_first + 2)
      return push(scope_name(), in_type());
    if (m_parameters != k_no_token && m_equals == k_no_token) {
      if (m_initializers && (is_name(m_at - 1) || word(m_at - 1) == ">"))
        return void(m_at = past(m_at));
      return finish_function();
    }
    const auto key = type_key();
    if (key != k_no_token && m_equals == k_no_token)
      return open_type(key);
    if (m_out.partner[m_at] == k_no_token)
      return restart(m_at + 1);
    m_at = past(m_at);
  }

  void push(std::string name, bool type) {
    m_scopes.push_back({std::move(name), type});
    restart(m_at + 1);
  }

  std::size_t find_word(std::string_view wanted) const {
    for (auto i = m_first; i < m_at; ++i)
      if (word(i) == wanted)
        return i;
    return k_no_token;
  }
  std::size_t type_key() const {
    for (auto i = m_first; i < m_at; ++i) {
      if (word(i) == "<")
        i = std::min(past_angles(i), m_at) - 1;
      else if (word(i) == "class" || word(i) == "struct" || word(i) == "union" || word(i) == "enum")
        return i;
    }
    return k_no_token;
  }

  void open_namespace() {
    std::string name;
    for (auto i = find_word("namespace") + 1; i < m_at; ++i)
      if (is_name(i) || word(i) == "::")
        name += word(i);
    Item item = begin_item(ItemKind::name_space, m_at - 1);
    item.name = name;
    item.body = m_at;
    end_item(std::move(item), close_of(m_at));
    push(join(scope_name(), name), false);
  }

  static std::string join(const std::string& scope, const std::string& name) {
    return scope.empty() ? name : name.empty() ? scope : scope + "::" + name;
  }

  std::size_t close_of(std::size_t open) const {
    return m_out.partner[open] == k_no_token ? m_out.tokens.size() - 1 : m_out.partner[open];
  }

  void open_type(std::size_t key) {
    const bool is_enum = word(key) == "enum";
    auto at = key + 1;
    if (is_enum && (word(at) == "class" || word(at) == "struct"))
      ++at;
    while (at < m_at && (word(at) == "[" || word(at) == "alignas" || word(at) == "("))
      at = word(at) == "alignas" ? at + 1 : past(at);
    while (is_name(at) && is_name(at + 1) && word(at + 1) != "final") // export macros before the name
      ++at;
    Item item = begin_item(is_enum ? ItemKind::enumeration : ItemKind::type, at);
    item.name = is_name(at) ? std::string(word(at)) : std::string();
    item.body = m_at;
    if (is_enum)
      item.enumerators = enumerators(m_at);
    const auto name = item.name;
    const auto close = close_of(m_at);
    end_item(std::move(item), word(close + 1) == ";" ? close + 1 : close);
    if (is_enum)
      return restart(past(m_at));
    push(join(scope_name(), name), true);
  }

  std::vector<std::string> enumerators(std::size_t open) const {
    std::vector<std::string> names;
    const auto close = close_of(open);
    for (auto i = open + 1; i < close; i = word(i) == "(" || word(i) == "{" ? past(i) : i + 1)
      if (is_name(i) && (i == open + 1 || word(i - 1) == ","))
        names.emplace_back(word(i));
    return names;
  }

  void finish_function() {
    const auto close = close_of(m_at);
    auto item = function_item();
    item.body = m_at;
    end_item(std::move(item), close);
    restart(close + 1);
  }

  void finish(std::size_t) {
    if (m_at > m_first) {
      if (m_parameters != k_no_token && word(m_first) != "using" && word(m_first) != "typedef")
        end_item(function_item(), m_at);
      else
        finish_name();
    }
    restart(m_at + 1);
  }

  Item function_item() const {
    auto name = m_parameters - 1;
    while (name > m_first && word(name) != "operator" && after_operator(name + 1))
      --name;
    auto item = begin_item(ItemKind::function, name);
    for (auto i = name; i < m_parameters; ++i)
      item.name += word(i);
    if (name > m_first && word(name - 1) == "~") {
      item.name = "~" + item.name;
      --name;
    }
    item.parameters = m_parameters;
    item.scope = join(item.scope, qualifier_before(name));
    return item;
  }

  std::string qualifier_before(std::size_t name) const {
    std::string text;
    while (name >= m_first + 2 && word(name - 1) == "::") {
      auto part = name - 2;
      while (word(part) == ">" && part > m_first) // skip template arguments of one level
        while (part > m_first && word(part--) != "<") {
        }
      if (!is_name(part))
        break;
      text = text.empty() ? std::string(word(part)) : std::string(word(part)) + "::" + text;
      name = part;
    }
    return text;
  }

  void finish_name() {
    const auto first = word(m_first);
    if (first == "using" && word(m_first + 1) == "namespace")
      return;
    const bool alias = first == "using" || first == "typedef";
    const auto key = type_key();
    const bool forward = key != k_no_token && m_equals == k_no_token && m_at - key <= 3 && !alias;
    std::size_t name = m_at - 1;
    if (alias && first == "using" && m_equals != k_no_token)
      name = m_equals - 1;
    else if (m_equals != k_no_token)
      name = m_equals - 1;
    while (name > m_first && !is_name(name))
      name = m_out.partner[name] != k_no_token && m_out.partner[name] < name ? m_out.partner[name] - 1
                                                                             : name - 1;
    if (!is_name(name) || is_keyword(word(name)) || (name == m_first && !alias))
      return;
    auto item = begin_item(alias ? ItemKind::alias : forward ? ItemKind::type : ItemKind::variable, name);
    item.name = word(name);
    item.scope = join(item.scope, qualifier_before(name));
    end_item(std::move(item), m_at);
  }

  Item begin_item(ItemKind kind, std::size_t name) const {
    Item item;
    item.kind = kind;
    item.first = m_first;
    item.name_token = name;
    item.scope = scope_name();
    item.in_type = in_type();
    return item;
  }
  void end_item(Item item, std::size_t last) {
    item.last = std::min(last, m_out.tokens.size() - 1);
    m_out.items.push_back(std::move(item));
  }

  Outline& m_out;
  std::vector<Scope> m_scopes;
  std::size_t m_at = 0;
  std::size_t m_first = 0;
  std::size_t m_parameters = k_no_token;
  std::size_t m_equals = k_no_token;
  bool m_initializers = false;
};

bool ends_declarator(std::string_view token) {
  static constexpr auto k_ends = std::to_array<std::string_view>({"=", ";", ",", ")", "(", "{", "[", ":"});
  return std::find(k_ends.begin(), k_ends.end(), token) != k_ends.end();
}

bool ends_type(const Token& token) {
  if (token.kind == TokenKind::identifier)
    return token.text != "return" && token.text != "else" && token.text != "new" && token.text != "delete" &&
           token.text != "throw" && token.text != "case" && token.text != "goto";
  return token.text == ">" || token.text == "*" || token.text == "&";
}

} // namespace

Outline read_outline(std::string_view text) {
  Outline out;
  out.tokens = scan_tokens(text);
  out.partner = match_brackets(out.tokens);
  OutlineReader(out).run();
  return out;
}

std::string qualified_name(const Item& item) {
  return item.scope.empty() ? item.name : item.scope + "::" + item.name;
}

const Item* enclosing(const Outline& outline, std::size_t offset, ItemKind kind) {
  const Item* found = nullptr;
  for (const auto& item : outline.items)
    if (item.kind == kind && item.body != k_no_token && outline.tokens[item.first].begin <= offset &&
        offset <= outline.tokens[item.last].end)
      found = &item;
  return found;
}

std::vector<std::string> local_names(const Outline& outline, const Item& function) {
  std::vector<std::string> names;
  const auto& tokens = outline.tokens;
  if (function.parameters == k_no_token)
    return names;
  for (auto i = function.parameters + 1; i < function.last && i + 1 < tokens.size(); ++i) {
    const bool name = tokens[i].kind == TokenKind::identifier && !is_keyword(tokens[i].text);
    if (!name || !ends_type(tokens[i - 1]) || !ends_declarator(tokens[i + 1].text))
      continue;
    if (std::find(names.begin(), names.end(), tokens[i].text) == names.end())
      names.emplace_back(tokens[i].text);
  }
  return names;
}

} // namespace aurora::repair
