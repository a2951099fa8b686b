#include "aurora/schemata/plan.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "aurora/base/sort.hpp"

namespace aurora::schemata {
namespace {

constexpr std::size_t k_kept_per_site = 2;
constexpr std::size_t k_rebuilt_part = 4;

/// The edit without what old and new text have in common at both ends.
Edit trimmed(const Tree& tree, const Edit& edit) {
  const auto old_text = tree.code(edit.span);
  std::size_t head = 0;
  while (head < old_text.size() && head < edit.text.size() && old_text[head] == edit.text[head])
    ++head;
  std::size_t tail = 0;
  while (tail + head < old_text.size() && tail + head < edit.text.size() &&
         old_text[old_text.size() - 1 - tail] == edit.text[edit.text.size() - 1 - tail])
    ++tail;
  return {{edit.span.begin + head, edit.span.end - tail},
          edit.text.substr(head, edit.text.size() - head - tail)};
}

/// Each edit once, the cheapest name for it; edits that change nothing go.
void deduplicate(Offer& offer) {
  std::map<std::tuple<std::size_t, std::size_t, std::string>, std::size_t> seen;
  std::vector<Candidate> kept;
  for (auto& candidate : offer.candidates) {
    const auto edit = trimmed(*offer.tree, candidate.edit);
    if (!candidate.is_probe && edit.span.size() == 0 && edit.text.empty())
      continue;
    const auto suffix = candidate.is_probe ? std::string("\1probe") : std::string();
    const auto [it, fresh] =
        seen.try_emplace({edit.span.begin, edit.span.end, edit.text + suffix}, kept.size());
    if (fresh)
      kept.push_back(std::move(candidate));
    else if (candidate.cost < kept[it->second].cost)
      kept[it->second] = std::move(candidate);
  }
  offer.candidates = std::move(kept);
}

using SiteKey = std::tuple<bool, int, int>;

/// Orders candidates so that those of one site stand together.
SiteKey site_key(const Candidate& candidate) {
  const int node =
      candidate.needs_rebuild() ? static_cast<int>(candidate.edit.span.begin) : candidate.points.front().node;
  const int kind = candidate.needs_rebuild() ? -1 : static_cast<int>(candidate.points.front().kind);
  return {candidate.needs_rebuild(), node, kind};
}

/// Candidates of one kind: those that are switched at run time take time to compile, each of the others takes
/// a build of its own to try.
class Share {
public:
  Share(const std::vector<Offer>& offers, bool rebuilt, std::size_t most) : m_rebuilt(rebuilt) {
    std::vector<double> costs;
    std::set<std::pair<const Tree*, SiteKey>> sites;
    for (const auto& offer : offers)
      for (const auto& candidate : offer.candidates)
        if (holds(candidate)) {
          costs.push_back(candidate.cost);
          sites.emplace(offer.tree, site_key(candidate));
        }
    m_per_site = std::min(k_kept_per_site, most / std::max<std::size_t>(1, sites.size()));
    if (costs.size() <= most)
      return;
    std::nth_element(costs.begin(), costs.begin() + static_cast<std::ptrdiff_t>(most), costs.end());
    m_limit = costs[most];
    const auto cheaper =
        static_cast<std::size_t>(std::ranges::count_if(costs, [&](double cost) { return cost < m_limit; }));
    m_ties = cheaper < most / 2 ? most - cheaper : 0;
  }

  /// Keeps what is cheaper than the limit; where that is little, of what costs just that as many as there is
  /// room for; and the few likeliest of every site: fewer where there are too many sites.
  void thin_out(std::vector<Candidate>& candidates) {
    base::stable_sort(candidates, [](const Candidate& a, const Candidate& b) { return a.cost < b.cost; });
    std::map<SiteKey, std::size_t> kept;
    std::erase_if(candidates, [&](const Candidate& candidate) {
      return holds(candidate) && candidate.cost >= m_limit && !is_tie(candidate) &&
             kept[site_key(candidate)]++ >= m_per_site;
    });
  }

private:
  bool holds(const Candidate& candidate) const { return candidate.needs_rebuild() == m_rebuilt; }

  bool is_tie(const Candidate& candidate) {
    if (candidate.cost > m_limit || m_ties == 0)
      return false;
    --m_ties;
    return true;
  }

  bool m_rebuilt;
  std::size_t m_ties = 0; ///< room left for candidates of just the limit, in the order of the files
  double m_limit = 1e9;
  std::size_t m_per_site = 0;
};

std::string role_of(const Tree& tree, const Candidate& candidate) {
  if (candidate.needs_rebuild())
    return "rebuild";
  if (candidate.points.front().kind != PointKind::alternative)
    return "statement";
  const auto host = host_at(tree, candidate.points.front().node);
  switch (host ? host->kind : HostKind::statement) {
  case HostKind::condition:
    return "condition";
  case HostKind::initializer:
    return "initializer";
  case HostKind::step:
    return "step";
  case HostKind::statement:
    break;
  }
  return "statement";
}

std::string function_name(const Tree& tree, int node) {
  const int function = node < 0 ? -1 : tree.enclosing(node, Kind::function);
  return function < 0 ? "" : tree[function].name;
}

Site site_of(const Tree& tree, int file, const Candidate& candidate) {
  Site site;
  site.file = file;
  site.role = role_of(tree, candidate);
  if (candidate.needs_rebuild()) {
    site.line = tree.line_of(candidate.edit.span.begin);
    site.line_end = tree.line_of(candidate.edit.span.end);
    return site;
  }
  site.node = candidate.points.front().node;
  site.kind = candidate.points.front().kind;
  const Node& node = tree[site.node];
  site.line = site.kind == PointKind::block_end ? tree.line_of(node.span.end) : node.line;
  site.line_end =
      site.role == "statement" && !is_expression(node.kind) ? site.line : tree.line_of(node.full.end);
  site.function = function_name(tree, site.node);
  return site;
}

void number(Plan& result, const Tree& tree, int file, std::vector<Candidate> candidates) {
  base::stable_sort(candidates,
                    [](const Candidate& a, const Candidate& b) { return site_key(a) < site_key(b); });
  int next = result.sites.empty() ? 1 : result.sites.back().hi;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (i == 0 || site_key(candidates[i]) != site_key(candidates[i - 1])) {
      result.sites.push_back(site_of(tree, file, candidates[i]));
      result.sites.back().lo = next;
    }
    candidates[i].id = next++;
    candidates[i].site = static_cast<int>(result.sites.size()) - 1;
    result.sites.back().hi = next;
  }
  result.candidates.push_back(std::move(candidates));
}

} // namespace

Plan plan(std::vector<Offer> offers, std::size_t max_candidates) {
  for (auto& offer : offers)
    deduplicate(offer);
  Share switched(offers, false, max_candidates);
  Share rebuilt(offers, true, max_candidates / k_rebuilt_part);
  Plan result;
  for (std::size_t file = 0; file < offers.size(); ++file) {
    auto& candidates = offers[file].candidates;
    switched.thin_out(candidates);
    rebuilt.thin_out(candidates);
    number(result, *offers[file].tree, static_cast<int>(file), std::move(candidates));
  }
  return result;
}

Plan functions_of(const Plan& plan, const std::set<int>& ids) {
  const auto function_of = [&](const Candidate& candidate) {
    const auto& site = plan.sites[static_cast<std::size_t>(candidate.site)];
    return std::pair(site.file, std::string_view(site.function));
  };
  std::set<std::pair<int, std::string_view>> functions;
  for (const auto& candidates : plan.candidates)
    for (const auto& candidate : candidates)
      if (ids.contains(candidate.id))
        functions.insert(function_of(candidate));
  Plan some{plan.sites, {}};
  for (const auto& candidates : plan.candidates)
    std::ranges::copy_if(
        candidates, std::back_inserter(some.candidates.emplace_back()),
        [&](const Candidate& candidate) { return functions.contains(function_of(candidate)); });
  return some;
}

} // namespace aurora::schemata
