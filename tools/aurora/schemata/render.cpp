#include "aurora/schemata/render.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "aurora/base/sort.hpp"
#include "aurora/base/text.hpp"

namespace aurora::schemata {
namespace {

struct Use {
  const Candidate* candidate = nullptr;
  const Point* point = nullptr;
  bool is_first = false; ///< the point that the site is made of
};

/// What happens at one node, by kind of point.
struct NodeUses {
  std::array<std::vector<Use>, 6> by_kind;

  const std::vector<Use>& at(PointKind kind) const { return by_kind[static_cast<std::size_t>(kind)]; }
};

struct Insertion {
  std::size_t at = 0;
  int order = 0; ///< closing text before opening text; inner closes first, outer opens first
  int depth = 0;
  int node = -1;
  std::string text;
};

/// Comparing a variable is far cheaper to compile than a call for every candidate.
constexpr std::string_view k_selector = R"(#ifndef AURORA_SELECTOR
#define AURORA_SELECTOR
static unsigned aurora_chosen;
static __attribute__((noinline, unused)) int aurora_hit(unsigned lo, unsigned hi) {
  for (aurora_chosen = lo; aurora_chosen < hi; ++aurora_chosen)
    if (aurora_sel(aurora_chosen))
      return 1;
  return 0;
}
#endif
)";

class Renderer {
public:
  Renderer(const Tree& tree, const Plan& plan, int file, const Runtime& runtime)
      : m_tree(tree), m_plan(plan), m_runtime(runtime) {
    for (const auto& candidate : plan.candidates[static_cast<std::size_t>(file)])
      for (const auto& point : candidate.points)
        m_uses[point.node].by_kind[static_cast<std::size_t>(point.kind)].push_back(
            {&candidate, &point, &point == &candidate.points.front()});
  }

  Rendered run() {
    for (const auto& [node, uses] : m_uses)
      if (!uses.at(PointKind::otherwise).empty())
        m_braced.push_back(m_tree[node].parts.body);
    for (const auto& [node, uses] : m_uses)
      node_text(node, uses);
    for (const int node : m_braced)
      if (node >= 0 && !m_wrapped.contains(node) && m_tree[node].kind != Kind::compound)
        wrap(node, "{ ", " }");
    return assemble();
  }

private:
  /// Whether the branch has to know which candidate it was.
  enum class Choice { needed, any };

  /// "aurora_in(3,9)" or, with points of candidates from elsewhere, a disjunction.
  std::string any_of(const std::vector<Use>& uses, Choice choice = Choice::needed) const {
    std::string text;
    int lo = 0;
    int hi = 0;
    for (const auto& use : uses) {
      const auto& site = m_plan.sites[static_cast<std::size_t>(use.candidate->site)];
      if (use.is_first) {
        lo = site.lo;
        hi = site.hi;
      } else {
        text += fmt::format("{}aurora_in({},{})", text.empty() ? "" : " || ", use.candidate->id,
                            use.candidate->id + 1);
      }
    }
    const bool looks = choice == Choice::needed && m_runtime.selector == Selector::function;
    if (hi > 0)
      text = fmt::format(fmt::runtime(looks ? "(aurora_in({0},{1}) && aurora_hit({0},{1})){2}{3}"
                                            : "aurora_in({0},{1}){2}{3}"),
                         lo, hi, text.empty() ? "" : " || ", text);
    return text;
  }

  static std::string line_mark(int line) { return fmt::format("\n#line {}\n", line); }
  static std::string own_line(int id, const std::string& text) {
    return line_mark(k_candidate_line + id) + text;
  }

  /// Within a branch that aurora_in() opened.
  std::string selected(const Use& use) const {
    return use.is_first ? fmt::format("aurora_chosen == {}", use.candidate->id)
                        : fmt::format("aurora_sel({})", use.candidate->id);
  }

  std::string statements(const std::vector<Use>& uses, int line) const {
    if (uses.empty())
      return {};
    std::string text = "if (" + any_of(uses) + ") {";
    for (const auto& use : uses)
      text += own_line(use.candidate->id, fmt::format("if ({}) {{ {} }}", selected(use), use.point->text));
    return text + line_mark(line) + "} ";
  }

  std::string choice(const std::vector<Use>& uses, std::string_view pattern,
                     std::string_view separator) const {
    std::string text;
    for (const auto& use : uses) {
      const auto one = fmt::format(fmt::runtime(pattern), selected(use), use.point->text);
      text += own_line(use.candidate->id, (text.empty() ? "" : std::string(separator)) + one);
    }
    return text;
  }

  std::string removal(const NodeUses& uses) const {
    const auto& removed = uses.at(PointKind::removal);
    return removed.empty() ? "" : "if (!(" + any_of(removed, Choice::any) + ")) ";
  }

  std::string guards(const NodeUses& uses, int line) const {
    const auto& guarded = uses.at(PointKind::guard);
    if (guarded.empty())
      return {};
    return "if (!(" + any_of(guarded) + ") || (" + choice(guarded, "({} && ({}))", "|| ") + line_mark(line) +
           ")) ";
  }

  int depth_of(int node) const {
    int depth = 0;
    for (; node > 0; node = m_tree[node].parent)
      ++depth;
    return depth;
  }

  void around(Span span, int node, std::string open, std::string close) {
    const int depth = depth_of(node);
    m_insertions.push_back({span.begin, 1, depth, node, std::move(open)});
    m_insertions.push_back({span.end, 0, -depth, node, std::move(close)});
  }

  void wrap(int node, std::string open, std::string close) {
    m_wrapped.insert(node);
    around(m_tree[node].full, node, std::move(open), std::move(close));
  }

  void node_text(int node, const NodeUses& uses) {
    const Node& it = m_tree[node];
    if (const auto& ends = uses.at(PointKind::block_end); !ends.empty())
      m_insertions.push_back(
          {it.span.end - 1, 1, depth_of(node), node, statements(ends, m_tree.line_of(it.span.end - 1))});
    if (it.is_statement)
      return statement(node, uses);
    if (const auto& alternatives = uses.at(PointKind::alternative); !alternatives.empty())
      expression(node, alternatives);
  }

  void statement(int node, const NodeUses& uses) {
    const Node& it = m_tree[node];
    std::string open =
        statements(uses.at(PointKind::before), it.line) + removal(uses) + guards(uses, it.line);
    if (const auto& alternatives = uses.at(PointKind::alternative); !alternatives.empty())
      open += statements(alternatives, it.line) + "else ";
    std::string close;
    if (const auto& others = uses.at(PointKind::otherwise); !others.empty())
      close = " else { " + statements(others, m_tree.line_of(it.full.end)) + "}";
    if (open.empty() && close.empty())
      return;
    const bool bare = can_wrap(m_tree, node);
    wrap(node, (bare ? "{ " : "") + open, close + (bare ? " }" : ""));
  }

  void expression(int node, const std::vector<Use>& uses) {
    const auto host = host_at(m_tree, node);
    if (!host)
      return;
    const auto back = line_mark(m_tree.line_of(host->span.begin));
    const auto in = "(" + any_of(uses) + " ? (";
    if (host->kind == HostKind::condition)
      around(host->span, node, in + choice(uses, "({} && ({}))", "|| ") + back + ") : ((", ") ? 1 : 0))");
    else if (host->kind == HostKind::step)
      around(host->span, node, in + choice(uses, "{} ? (void)({}) :", "") + back + "(void)0) : (void)(",
             "))");
    else
      initializer(node, *host, uses, in, back);
  }

  void initializer(int node, const Host& host, const std::vector<Use>& uses, const std::string& in,
                   const std::string& back) {
    const std::string type = m_tree.language == Language::cxx && host.type.find(' ') != std::string::npos &&
                                     host.type.find('<') == std::string::npos
                                 ? "(" + host.type + ")"
                             : m_tree.language == Language::c ? "(" + host.type + ")"
                                                              : host.type;
    const std::string open = host.braces ? "" : "(";
    const std::string close = host.braces ? "" : ")";
    const auto pattern = "{0} ? " + type + open + "{1}" + close + " :";
    const auto start = host.needs_call ? "(" + in : in;
    const auto fallback = type + open + std::string(m_tree.code(host.span)) + close;
    around(host.span, node,
           start + choice(uses, pattern, "") + back + single_line(fallback, type + open + "0" + close) +
               ") : " + type + open,
           close + (host.needs_call ? "))" : ")"));
  }

  static std::string single_line(const std::string& text, const std::string& otherwise) {
    return flatten(text).value_or(otherwise);
  }

  static std::string escaped(const std::string& path) {
    return base::replace_all(base::replace_all(path, "\\", "\\\\"), "\"", "\\\"");
  }

  Rendered assemble() {
    base::stable_sort(m_insertions, [](const Insertion& a, const Insertion& b) {
      return std::tie(a.at, a.order, a.depth) < std::tie(b.at, b.order, b.depth);
    });
    Rendered rendered;
    auto& out = rendered.text;
    out = fmt::format("#pragma GCC system_header\n#include \"{}\"\n{}#line 1 \"{}\"\n", m_runtime.header,
                      m_runtime.selector == Selector::function ? k_selector : "", escaped(m_tree.path));
    rendered.body = out.size();
    std::size_t last = 0;
    for (const auto& insertion : m_insertions) {
      out.append(m_tree.text, last, insertion.at - last);
      rendered.wrappings.push_back({out.size(), out.size() + insertion.text.size(), insertion.node});
      out += insertion.text;
      last = insertion.at;
    }
    out.append(m_tree.text, last);
    return rendered;
  }

  const Tree& m_tree;
  const Plan& m_plan;
  const Runtime& m_runtime;
  std::map<int, NodeUses> m_uses;
  std::vector<Insertion> m_insertions;
  std::vector<int> m_braced;
  std::set<int> m_wrapped;
};

} // namespace

Rendered render(const Tree& tree, const Plan& plan, int file, const Runtime& runtime) {
  return Renderer(tree, plan, file, runtime).run();
}

} // namespace aurora::schemata
