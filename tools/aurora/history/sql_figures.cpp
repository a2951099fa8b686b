#include "aurora/history/sql_figures.hpp"

#include <algorithm>
#include <map>

#include "aurora/base/sort.hpp"
#include "aurora/history/column_types.hpp"

namespace aurora::history {
namespace {

std::optional<double> optional_real(const Row& row, std::size_t index) {
  return is_null(row, index) ? std::nullopt : std::optional(real_at(row, index));
}

/// One row of aggregates.
base::Result<Row> single(Database& database, const std::string& sql, const Condition& condition,
                         const std::vector<Column>& columns) {
  auto rows = database.query(sql + " " + condition.sql, condition.parameters, columns);
  if (!rows)
    return base::forward(rows);
  return rows->empty() ? Row(columns.size()) : std::move(rows->front());
}

base::Result<void> sum_runs(Database& database, const Filter& filter, Figures& figures) {
  const auto row = single(database,
                          "SELECT COUNT(*), SUM(CASE WHEN command = 'heal' THEN 1 ELSE 0 END), "
                          "SUM(CASE WHEN verdict = 'green' THEN 1 ELSE 0 END) FROM runs r",
                          where(filter, "r"), {k_int, k_int, k_int});
  if (!row)
    return base::forward(row);
  figures.runs = integer_at(*row, 0);
  figures.heals = integer_at(*row, 1);
  figures.green_runs = integer_at(*row, 2);
  const auto condition = where(filter, "r");
  const auto events =
      single(database,
             condition.sql.empty() ? "SELECT COUNT(*) FROM events"
                                   : "SELECT COUNT(*) FROM events e JOIN runs r ON r.id = e.run_id",
             condition, {k_int});
  if (!events)
    return base::forward(events);
  figures.events = integer_at(*events, 0);
  return {};
}

base::Result<void> sum_causes(Database& database, const Filter& filter, Figures& figures) {
  const auto row =
      single(database,
             "SELECT COUNT(*), SUM(CASE WHEN closed_by = 'aurora' THEN 1 ELSE 0 END), "
             "SUM(CASE WHEN closed_by = 'people' THEN 1 ELSE 0 END), "
             "SUM(CASE WHEN closed_at IS NULL THEN 1 ELSE 0 END), SUM(recurrence), "
             "AVG(CASE WHEN closed_by = 'aurora' THEN open_seconds END), "
             "AVG(CASE WHEN closed_by = 'people' THEN open_seconds END) FROM causes c",
             where(filter, "c", "opened_at"), {k_int, k_int, k_int, k_int, k_int, k_real, k_real});
  if (!row)
    return base::forward(row);
  figures.causes = integer_at(*row, 0);
  figures.closed_by_aurora = integer_at(*row, 1);
  figures.closed_by_people = integer_at(*row, 2);
  figures.open = integer_at(*row, 3);
  figures.recurred = integer_at(*row, 4);
  figures.mean_seconds_to_fix = optional_real(*row, 5);
  figures.mean_seconds_to_fix_people = optional_real(*row, 6);
  return {};
}

base::Result<void> sum_clusters(Database& database, const Filter& filter, Figures& figures) {
  const auto row = single(database,
                          "SELECT SUM(CASE WHEN c.ending IN ('landed', 'proposed', 'held', 'rolled_back', "
                          "'unsolved') THEN 1 ELSE 0 "
                          "END), SUM(CASE WHEN c.ending = 'landed' THEN 1 ELSE 0 END), SUM(CASE WHEN "
                          "c.ending = 'proposed' THEN 1 ELSE "
                          "0 END), SUM(CASE WHEN c.ending = 'rolled_back' THEN 1 ELSE 0 END), AVG(CASE WHEN "
                          "c.ending = 'landed' THEN "
                          "c.seconds END) FROM clusters c JOIN runs r ON r.id = c.run_id",
                          where(filter, "r"), {k_int, k_int, k_int, k_int, k_real});
  if (!row)
    return base::forward(row);
  figures.worked_on = integer_at(*row, 0);
  figures.landed = integer_at(*row, 1);
  figures.proposed = integer_at(*row, 2);
  figures.rolled_back = integer_at(*row, 3);
  figures.mean_heal_seconds = optional_real(*row, 4);
  return {};
}

base::Result<void> sum_coverage(Database& database, const Filter& filter, Figures& figures) {
  auto condition = where(filter, "r");
  condition.sql += condition.sql.empty() ? "WHERE " : " AND ";
  condition.sql += "r.coverage_percent IS NOT NULL ORDER BY r.started";
  auto last = condition;
  last.sql += " DESC, r.id DESC LIMIT 1";
  condition.sql += ", r.id LIMIT 1";
  const std::string select = "SELECT r.coverage_percent FROM runs r";
  const auto first_row = single(database, select, condition, {k_real});
  const auto last_row = single(database, select, last, {k_real});
  if (!first_row || !last_row)
    return base::forward(first_row ? last_row : first_row);
  figures.coverage_first = optional_real(*first_row, 0);
  figures.coverage_last = optional_real(*last_row, 0);
  return {};
}

base::Result<void> sum_calls(Database& database, const Filter& filter, Figures& figures) {
  const auto row =
      single(database,
             "SELECT COUNT(*), SUM(p.tokens_in + p.tokens_out), SUM(p.cost) FROM provider_calls p "
             "JOIN runs r ON r.id = p.run_id",
             where(filter, "r"), {k_int, k_int, k_real});
  if (!row)
    return base::forward(row);
  figures.calls = integer_at(*row, 0);
  figures.tokens = integer_at(*row, 1);
  figures.cost = real_at(*row, 2);
  return {};
}

/// A later verdict ("reverted") does not count as one more try.
base::Result<void> sum_rules(Database& database, const Filter& filter, Figures& figures) {
  const auto condition = where(filter, "r");
  const auto rows =
      database.query("SELECT t.provider, t.rule, SUM(CASE WHEN v.stage <> 'reverted' THEN 1 ELSE 0 END), "
                     "SUM(CASE WHEN v.stage IN "
                     "('plausible', 'validated', 'landed', 'rolled_back') THEN 1 ELSE 0 END), SUM(CASE WHEN "
                     "v.stage = 'landed' THEN "
                     "1 ELSE 0 END), SUM(CASE WHEN v.stage = 'reverted' THEN 1 ELSE 0 END), SUM(CASE WHEN "
                     "v.stage <> 'reverted' "
                     "THEN t.seconds ELSE 0 END) FROM verdicts v JOIN attempts t ON t.id = v.attempt_id JOIN "
                     "clusters c ON c.id = "
                     "t.cluster_id JOIN runs r ON r.id = c.run_id " +
                         condition.sql + " GROUP BY t.provider, t.rule ORDER BY t.provider, t.rule",
                     condition.parameters, {k_text, k_text, k_int, k_int, k_int, k_int, k_real});
  if (!rows)
    return base::forward(rows);
  for (const auto& row : *rows)
    figures.rules.push_back({text_at(row, 0), text_at(row, 1), 0, integer_at(row, 2), integer_at(row, 3),
                             integer_at(row, 4), integer_at(row, 5), real_at(row, 6)});
  return {};
}

/// Causes asked about, and the time until candidates were there.
base::Result<void> sum_asks(Database& database, const Filter& filter,
                            std::map<std::string, ProviderFigures>& providers) {
  const auto condition = where(filter, "r");
  const auto rows =
      database.query("SELECT k.provider, COUNT(*), SUM(k.seconds) FROM asks k JOIN clusters c ON c.id = "
                     "k.cluster_id JOIN runs r ON r.id = c.run_id " +
                         condition.sql + " GROUP BY k.provider",
                     condition.parameters, {k_text, k_int, k_real});
  if (!rows)
    return base::forward(rows);
  for (const auto& row : *rows) {
    auto& provider = providers[text_at(row, 0)];
    provider.provider = text_at(row, 0);
    provider.asked += integer_at(row, 1);
    provider.seconds += real_at(row, 2);
  }
  return {};
}

/// An entry's id begins with the signature that it healed first: it may have healed another one since.
std::string healed_first(const Row& row) {
  constexpr std::size_t k_signature = 16;
  return text_at(row, 1) == "playbook" ? text_at(row, 2).substr(0, k_signature) : text_at(row, 0);
}

base::Result<void> sum_repeats(Database& database, const Filter& filter, Figures& figures) {
  auto condition = where(filter, "r");
  condition.sql += condition.sql.empty() ? "WHERE " : " AND ";
  const auto rows = database.query(
      "SELECT c.signature, t.provider, t.rule, c.seconds, r.project FROM clusters c JOIN runs r ON r.id = "
      "c.run_id JOIN attempts t ON t.cluster_id = c.id AND t.kept = 1 " +
          condition.sql + "c.ending = 'landed' ORDER BY c.id",
      condition.parameters, {k_text, k_text, k_text, k_real, k_text});
  if (!rows)
    return base::forward(rows);
  std::map<std::string, double> first; // by project and signature
  auto& sum = figures.repeats;
  for (const auto& row : *rows) {
    const auto key = text_at(row, 4) + "\n" + healed_first(row);
    if (text_at(row, 1) != "playbook") {
      first.emplace(key, real_at(row, 3));
    } else if (const auto known = first.find(key); known != first.end()) {
      ++sum.count;
      sum.seconds_first += known->second;
      sum.seconds_again += real_at(row, 3);
    }
  }
  if (sum.count > 0) {
    sum.seconds_first /= static_cast<double>(sum.count);
    sum.seconds_again /= static_cast<double>(sum.count);
  }
  return {};
}

bool brings_more(const ProviderFigures& one, const ProviderFigures& other) {
  return one.landed > other.landed;
}

base::Result<void> sum_providers(Database& database, const Filter& filter, Figures& figures) {
  if (auto read = sum_rules(database, filter, figures); !read)
    return read;
  std::map<std::string, ProviderFigures> providers;
  if (auto read = sum_asks(database, filter, providers); !read)
    return read;
  for (const auto& rule : figures.rules) {
    auto& provider = providers[rule.provider];
    provider.provider = rule.provider;
    provider.tried += rule.tried;
    provider.accepted += rule.accepted;
    provider.landed += rule.landed;
    provider.reverted += rule.reverted;
    provider.seconds += rule.seconds;
    figures.reverted += rule.reverted;
  }
  for (const auto& [name, provider] : providers)
    figures.providers.push_back(provider);
  base::stable_sort(figures.providers, brings_more);
  base::stable_sort(figures.rules, brings_more);
  return {};
}

} // namespace

Condition where(const Filter& filter, const std::string& alias, const std::string& time) {
  Condition condition;
  const auto add = [&](const std::string& test, const std::string& value) {
    if (value.empty())
      return;
    condition.sql += (condition.sql.empty() ? "WHERE " : " AND ") + alias + "." + test + " ?";
    condition.parameters.emplace_back(value);
  };
  add("project =", filter.project);
  add(time + " >=", filter.since);
  add(time + " <", filter.until);
  return condition;
}

base::Result<Figures> read_figures(Database& database, const Filter& filter) {
  Figures figures;
  for (const auto part :
       {&sum_runs, &sum_causes, &sum_clusters, &sum_coverage, &sum_calls, &sum_providers, &sum_repeats})
    if (auto read = part(database, filter, figures); !read)
      return base::forward(read);
  return figures;
}

base::Result<std::vector<ProviderRate>> read_provider_rates(Database& database, const std::string& project) {
  const auto rows =
      database.query("SELECT k.provider, c.category, COUNT(*), SUM(CASE WHEN c.ending IN ('landed', "
                     "'proposed') AND EXISTS (SELECT 1 "
                     "FROM attempts t WHERE t.cluster_id = c.id AND t.provider = k.provider AND t.kept = 1) "
                     "THEN 1 ELSE 0 END), "
                     "SUM(k.seconds + COALESCE((SELECT SUM(t.seconds) FROM attempts t WHERE t.cluster_id = "
                     "c.id AND t.provider = "
                     "k.provider), 0)) FROM asks k JOIN clusters c ON c.id = k.cluster_id JOIN runs r ON "
                     "r.id = c.run_id WHERE "
                     "r.project = ? GROUP BY k.provider, c.category ORDER BY k.provider, c.category",
                     {project}, {k_text, k_text, k_int, k_int, k_real});
  if (!rows)
    return base::forward(rows);
  std::vector<ProviderRate> rates;
  for (const auto& row : *rows)
    rates.push_back(
        {text_at(row, 0), text_at(row, 1), integer_at(row, 2), integer_at(row, 3), real_at(row, 4)});
  return rates;
}

base::Result<std::vector<PlaybookRecord>> read_playbook(Database& database, const std::string& project) {
  const auto rows = database.query("SELECT t.rule, SUM(CASE WHEN v.stage <> 'reverted' THEN 1 ELSE 0 END), "
                                   "SUM(CASE WHEN v.stage = 'landed' THEN 1 "
                                   "ELSE 0 END), SUM(CASE WHEN v.stage = 'reverted' THEN 1 ELSE 0 END), "
                                   "MAX(v.at) FROM verdicts v JOIN attempts t "
                                   "ON t.id = v.attempt_id JOIN clusters c ON c.id = t.cluster_id JOIN runs "
                                   "r ON r.id = c.run_id WHERE r.project = "
                                   "? AND t.provider = 'playbook' GROUP BY t.rule ORDER BY t.rule",
                                   {project}, {k_text, k_int, k_int, k_int, k_text});
  if (!rows)
    return base::forward(rows);
  std::vector<PlaybookRecord> entries;
  for (const auto& row : *rows)
    entries.push_back({text_at(row, 0), static_cast<int>(integer_at(row, 1)),
                       static_cast<int>(integer_at(row, 2)), static_cast<int>(integer_at(row, 3)),
                       text_at(row, 4)});
  return entries;
}

} // namespace aurora::history
