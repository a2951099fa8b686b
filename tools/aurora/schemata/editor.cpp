#include "aurora/schemata/editor.hpp"

#include <algorithm>

#include "aurora/base/sort.hpp"
#include "aurora/base/text.hpp"

namespace aurora::schemata {
namespace {

constexpr std::size_t k_max_host = 1600;
constexpr std::size_t k_max_title = 60;

std::string shown(std::string_view text) {
  auto flat = flatten(text).value_or(std::string(text));
  if (flat.size() > k_max_title)
    flat = flat.substr(0, k_max_title - 1) + "…";
  return "`" + flat + "`";
}

std::string title_of(std::string_view old_text, std::string_view new_text) {
  if (old_text.empty())
    return "inserted " + shown(new_text);
  return new_text.empty() || new_text == ";" ? shown(old_text) + " is removed"
                                             : shown(old_text) + " becomes " + shown(new_text);
}

/// What the span reads after those replacements (in order, none overlapping) that lie in it.
std::string substituted(const Tree& tree, Span span, const std::vector<Replacement>& parts) {
  std::string text;
  auto at = span.begin;
  for (const auto& part : parts) {
    if (!span.holds(part.span))
      continue;
    text += tree.code({at, part.span.begin});
    text += part.text;
    at = part.span.end;
  }
  return text += tree.code({at, span.end});
}

bool overlapping(const std::vector<Replacement>& sorted) {
  return std::adjacent_find(sorted.begin(), sorted.end(), [](const Replacement& a, const Replacement& b) {
           return a.span.end > b.span.begin;
         }) != sorted.end();
}

/// The switches that the parts need, each once; empty when one has none or lies in another.
std::vector<Host> hosts_of(const Tree& tree, const std::vector<Replacement>& parts) {
  std::vector<Host> hosts;
  for (const auto& part : parts) {
    auto host = find_host(tree, part.node, part.span);
    if (!host || host->span.size() > k_max_host)
      return {};
    if (!hosts.empty() && hosts.back().span == host->span)
      continue;
    if (!hosts.empty() && hosts.back().span.end > host->span.begin)
      return {};
    hosts.push_back(std::move(*host));
  }
  return hosts;
}

} // namespace

void Editor::add(Edit edit, std::vector<Point> points, const Hint& hint, bool is_deletion) {
  Candidate candidate;
  candidate.name = std::string(hint.name);
  candidate.cost = hint.cost;
  candidate.title = hint.title.empty() ? title_of(m_tree.code(edit.span), edit.text) : hint.title;
  candidate.edit = std::move(edit);
  candidate.points = std::move(points);
  candidate.is_deletion = is_deletion;
  m_candidates.push_back(std::move(candidate));
}

void Editor::replace(int node, std::string_view text, const Hint& hint) {
  replace(node, m_tree[node].span, text, hint);
}

void Editor::replace(int node, Span span, std::string_view new_text, const Hint& hint) {
  const char before = span.begin > 0 ? m_tree.text[span.begin - 1] : ' ';
  const char first = new_text.empty() ? ' ' : new_text[0];
  const bool words = base::is_identifier_char(before) && base::is_identifier_char(first);
  const bool glues = words || ((first == '-' || first == '+' || first == '&') && before == first);
  const std::string text = (glues ? " " : "") + std::string(new_text);
  const auto host = find_host(m_tree, node, span);
  if (!host && hint.may_rebuild)
    return rebuild(span, text, hint);
  if (!host || host->span.size() > k_max_host)
    return;
  std::string changed(m_tree.code({host->span.begin, span.begin}));
  changed += text;
  changed += m_tree.code({span.end, host->span.end});
  if (const auto flat = flatten(changed))
    add({span, text}, {{host->node, PointKind::alternative, *flat}}, hint);
}

void Editor::replace_all(std::vector<Replacement> parts, const Hint& hint) {
  base::stable_sort(parts,
                    [](const Replacement& a, const Replacement& b) { return a.span.begin < b.span.begin; });
  if (parts.empty() || overlapping(parts))
    return;
  std::vector<Point> points;
  for (const auto& host : hosts_of(m_tree, parts)) {
    auto flat = flatten(substituted(m_tree, host.span, parts));
    if (!flat)
      return;
    points.push_back({host.node, PointKind::alternative, std::move(*flat)});
  }
  const Span all{parts.front().span.begin, parts.back().span.end};
  if (!points.empty())
    add({all, substituted(m_tree, all, parts)}, std::move(points), hint);
}

std::string Editor::indent(int statement) const {
  const auto begin = m_tree[statement].full.begin;
  const auto line = begin == 0 ? 0 : m_tree.text.rfind('\n', begin - 1) + 1;
  const auto blanks = m_tree.text.substr(line, begin - line);
  return blanks.find_first_not_of(" \t") == std::string::npos ? "\n" + blanks : " ";
}

std::string Editor::layout(int statement, std::string_view text) const {
  return std::string(text) + indent(statement);
}

void Editor::insert_before(int statement, std::string_view text, const Hint& hint) {
  if (!can_precede(m_tree, statement))
    return;
  const auto full = m_tree[statement].full;
  Edit edit{{full.begin, full.begin}, layout(statement, text)};
  if (m_tree[m_tree[statement].parent].kind != Kind::compound)
    edit = {full, "{ " + std::string(text) + " " + std::string(m_tree.code(full)) + " }"};
  auto worded = hint;
  if (worded.title.empty())
    worded.title = "inserted " + shown(text);
  add(std::move(edit), {{statement, PointKind::before, std::string(text)}}, worded);
}

void Editor::insert_after(int statement, std::string_view text, const Hint& hint) {
  const int parent = m_tree[statement].parent;
  if (parent < 0)
    return;
  if (m_tree[parent].kind != Kind::compound) {
    const auto full = m_tree[statement].full;
    auto worded = hint;
    worded.title = "inserted " + shown(text);
    return replace(statement, full, "{ " + std::string(m_tree.code(full)) + " " + std::string(text) + " }",
                   worded);
  }
  const auto& siblings = m_tree[parent].children;
  const auto it = std::find(siblings.begin(), siblings.end(), statement);
  if (it != siblings.end() && it + 1 != siblings.end())
    insert_before(*(it + 1), text, hint);
  else
    insert_at_end(parent, text, hint);
}

void Editor::insert_at_end(int block, std::string_view text, const Hint& hint) {
  const Node& it = m_tree[block];
  if (it.kind != Kind::compound || it.in_macro || it.span.size() < 2 || m_tree.text[it.span.end - 1] != '}')
    return;
  const bool is_empty = it.children.empty();
  const auto at = is_empty ? it.span.end - 1 : m_tree[it.children.back()].full.end;
  auto worded = hint;
  if (worded.title.empty())
    worded.title = "inserted " + shown(text);
  add({{at, at}, (is_empty ? " " : indent(it.children.back())) + std::string(text) + (is_empty ? " " : "")},
      {{block, PointKind::block_end, std::string(text)}}, worded);
}

void Editor::insert_at_start(int body, std::string_view text, const Hint& hint) {
  if (body < 0)
    return;
  if (m_tree[body].kind != Kind::compound)
    return insert_before(body, text, hint);
  if (!m_tree[body].children.empty())
    insert_before(m_tree[body].children.front(), text, hint);
}

Edit Editor::removal_edit(int statement) const {
  const auto full = m_tree[statement].full;
  if (m_tree[m_tree[statement].parent].kind != Kind::compound)
    return {full, ";"};
  const auto blanks = indent(statement);
  const bool own_line = blanks[0] == '\n' && full.end < m_tree.text.size() && m_tree.text[full.end] == '\n';
  return {{own_line ? full.begin - blanks.size() : full.begin, full.end}, ""};
}

void Editor::remove(int statement, const Hint& hint) {
  if (!can_wrap(m_tree, statement) || m_tree[statement].kind == Kind::null_statement)
    return;
  auto worded = hint;
  if (worded.title.empty())
    worded.title = shown(m_tree.code(m_tree[statement].full)) + " is removed";
  add(removal_edit(statement), {{statement, PointKind::removal, {}}}, worded, true);
}

void Editor::remove_range(const std::vector<int>& statements, const Hint& hint) {
  std::vector<Point> points;
  for (const int statement : statements) {
    if (!can_wrap(m_tree, statement) || m_tree[statement].kind == Kind::null_statement)
      return;
    points.push_back({statement, PointKind::removal, {}});
  }
  if (points.size() < 2)
    return;
  const auto begin = removal_edit(statements.front()).span.begin;
  auto worded = hint;
  worded.title = std::to_string(points.size()) + " statements from " +
                 shown(m_tree.code(m_tree[statements.front()].full)) + " on are removed";
  add({{begin, removal_edit(statements.back()).span.end}, ""}, std::move(points), worded, true);
}

void Editor::guard(int statement, std::string_view condition, const Hint& hint) {
  if (!can_wrap(m_tree, statement))
    return;
  const auto full = m_tree[statement].full;
  const auto head = "if (" + std::string(condition) + ") ";
  const Node& it = m_tree[statement];
  const bool braces = it.kind == Kind::if_branch || m_tree[it.parent].parts.otherwise >= 0;
  const auto text = head + (braces ? "{ " : "") + std::string(m_tree.code(full)) + (braces ? " }" : "");
  auto worded = hint;
  if (worded.title.empty())
    worded.title = shown(m_tree.code(full)) + " only if " + shown(condition);
  add({full, braces && it.kind != Kind::if_branch ? "{ " + text + " }" : text},
      {{statement, PointKind::guard, std::string(condition)}}, worded);
}

void Editor::add_else(int branch, std::string_view text, const Hint& hint) {
  const Node& it = m_tree[branch];
  if (it.kind != Kind::if_branch || it.parts.otherwise >= 0 || it.parts.body < 0 || !can_wrap(m_tree, branch))
    return;
  const auto body = m_tree[it.parts.body].full;
  const bool braced = m_tree[it.parts.body].kind == Kind::compound;
  const auto new_body =
      braced ? std::string(m_tree.code(body)) : "{ " + std::string(m_tree.code(body)) + " }";
  auto worded = hint;
  if (worded.title.empty())
    worded.title = "else " + shown(text);
  add({body, new_body + " else { " + std::string(text) + " }"},
      {{branch, PointKind::otherwise, std::string(text)}}, worded);
}

void Editor::swap(int first, int second, const Hint& hint) {
  const auto a = m_tree[first].full;
  const auto b = m_tree[second].full;
  if (!can_precede(m_tree, first) || !can_precede(m_tree, second) || a.end > b.begin)
    return;
  const std::string text =
      std::string(m_tree.code(b)) + std::string(m_tree.code({a.end, b.begin})) + std::string(m_tree.code(a));
  const auto flat_second = flatten(m_tree.code(b));
  const auto flat_first = flatten(m_tree.code(a));
  auto worded = hint;
  worded.title = shown(m_tree.code(b)) + " before " + shown(m_tree.code(a));
  if (flat_second && can_wrap(m_tree, second))
    add({{a.begin, b.end}, text},
        {{first, PointKind::before, *flat_second}, {second, PointKind::removal, {}}}, worded);
  else if (flat_first && can_wrap(m_tree, first)) {
    const auto& siblings = m_tree[m_tree[first].parent].children;
    const auto it = std::find(siblings.begin(), siblings.end(), second);
    if (it != siblings.end() && it + 1 != siblings.end() && can_precede(m_tree, *(it + 1)))
      add({{a.begin, b.end}, text},
          {{*(it + 1), PointKind::before, *flat_first}, {first, PointKind::removal, {}}}, worded);
  }
}

void Editor::move_into(int statement, int loop, const Hint& hint) {
  const int body = m_tree[loop].parts.body;
  const auto text = flatten(m_tree.code(m_tree[statement].full));
  if (!text || body < 0 || m_tree[body].kind != Kind::compound || !can_wrap(m_tree, statement) ||
      m_tree[body].in_macro)
    return;
  const auto from = m_tree[statement].full;
  const auto end = m_tree[body].span.end - 1;
  auto worded = hint;
  worded.title = shown(*text) + " moves into the loop";
  if (from.begin > end) {
    const auto kept = std::string(m_tree.code({end, from.begin}));
    add({{end, from.end}, *text + " " + kept},
        {{body, PointKind::block_end, *text}, {statement, PointKind::removal, {}}}, worded);
  } else if (!m_tree[body].children.empty() && can_precede(m_tree, m_tree[body].children.front())) {
    const int first = m_tree[body].children.front();
    const auto at = m_tree[first].full.begin;
    add({{from.begin, at}, std::string(m_tree.code({from.end, at})) + layout(first, *text)},
        {{first, PointKind::before, *text}, {statement, PointKind::removal, {}}}, worded);
  }
}

void Editor::move_out(int statement, int loop, const Hint& hint) {
  const auto text = flatten(m_tree.code(m_tree[statement].full));
  const auto from = m_tree[statement].full;
  const auto whole = m_tree[loop].full;
  if (!text || !can_wrap(m_tree, statement) || m_tree[m_tree[loop].parent].kind != Kind::compound)
    return;
  auto worded = hint;
  worded.title = shown(*text) + " moves out of the loop";
  const auto& block = m_tree[m_tree[statement].parent].children;
  const auto& siblings = m_tree[m_tree[loop].parent].children;
  const auto it = std::find(siblings.begin(), siblings.end(), loop);
  if (block.front() == statement && can_precede(m_tree, loop))
    add({{whole.begin, from.end}, layout(loop, *text) + std::string(m_tree.code({whole.begin, from.begin}))},
        {{loop, PointKind::before, *text}, {statement, PointKind::removal, {}}}, worded);
  if (block.back() != statement || it == siblings.end())
    return;
  const bool is_last = it + 1 == siblings.end();
  const Point target = is_last ? Point{m_tree[loop].parent, PointKind::block_end, *text}
                               : Point{*(it + 1), PointKind::before, *text};
  if (is_last || can_precede(m_tree, target.node))
    add({{from.begin, whole.end}, std::string(m_tree.code({from.end, whole.end})) + indent(loop) + *text},
        {target, {statement, PointKind::removal, {}}}, worded);
}

void Editor::chain_else(int branch, int next, const Hint& hint) {
  const auto text = flatten(m_tree.code(m_tree[next].full));
  const Node& it = m_tree[branch];
  if (!text || text->size() > k_max_host || it.parts.body < 0 || !can_wrap(m_tree, branch) ||
      !can_wrap(m_tree, next))
    return;
  auto worded = hint;
  worded.title = shown(*text) + " only as the else branch";
  const auto at = m_tree[next].full.begin;
  add({{at, at}, "else "}, {{branch, PointKind::otherwise, *text}, {next, PointKind::removal, {}}}, worded);
}

void Editor::initialise(int variable, std::string_view text, std::string_view assignment, const Hint& hint) {
  const int statement = m_tree[variable].parent;
  const int block = m_tree[statement].parent;
  if (m_tree[block].kind != Kind::compound || m_tree[variable].in_macro)
    return;
  const auto& siblings = m_tree[block].children;
  const auto it = std::find(siblings.begin(), siblings.end(), statement);
  if (it == siblings.end() || it + 1 == siblings.end() || !can_precede(m_tree, *(it + 1)))
    return;
  const auto at = m_tree[variable].span.end;
  add({{at, at}, std::string(text)}, {{*(it + 1), PointKind::before, std::string(assignment)}},
      {hint.name, hint.cost, "`" + m_tree[variable].name + std::string(text) + "`"});
}

void Editor::rebuild(Span span, std::string_view text, const Hint& hint) {
  add({span, std::string(text)}, {}, hint);
}

void Editor::probe(int node, std::string_view name, std::vector<std::string> inputs) {
  const auto span = m_tree[node].span;
  const auto host = find_host(m_tree, node, span);
  const auto value = flatten(m_tree.code(span));
  if (!host || !value || host->span.size() > k_max_host)
    return;
  const auto integral =
      host->kind == HostKind::condition && host->node == node ? "(" + *value + ") ? 1 : 0" : *value;
  std::string hook = "aurora_eval((long long)(" + integral + "), " + std::to_string(inputs.size());
  for (const auto& input : inputs)
    hook += ", (long long)(" + input + ")";
  const auto flat = flatten(substituted(m_tree, host->span, {{node, span, hook + ")"}}));
  if (!flat)
    return;
  add({span, std::string(m_tree.code(span))}, {{host->node, PointKind::alternative, *flat}},
      {name, 0.0, "hooked"});
  m_candidates.back().is_probe = true;
  m_candidates.back().inputs = std::move(inputs);
}

} // namespace aurora::schemata
