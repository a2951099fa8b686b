#include "aurora/history/issues.hpp"

#include "aurora/history/column_types.hpp"

namespace aurora::history {

base::Result<void> write_issue(Database& database, const IssueRecord& issue) {
  return database.execute(
      "INSERT INTO issues (project, place, signature, number, url, state, at, commit_id, reason) VALUES (?, "
      "?, ?, ?, "
      "?, ?, ?, ?, ?) ON CONFLICT (project, place, signature) DO UPDATE SET number = excluded.number, url = "
      "excluded.url, state = excluded.state, at = excluded.at, commit_id = excluded.commit_id, reason = "
      "excluded.reason",
      {issue.project, issue.place, issue.signature, issue.number, issue.url, issue.state, issue.at,
       issue.commit, issue.reason});
}

base::Result<std::vector<IssueRecord>> read_issues(Database& database, const std::string& project,
                                                   const std::string& place) {
  const auto rows =
      database.query("SELECT signature, number, url, state, at, commit_id, reason FROM issues WHERE "
                     "project = ? AND place = ? ORDER BY id",
                     {project, place}, {k_text, k_int, k_text, k_text, k_text, k_text, k_text});
  if (!rows)
    return base::forward(rows);
  std::vector<IssueRecord> issues;
  for (const auto& row : *rows)
    issues.push_back({project, place, text_at(row, 0), integer_at(row, 1), text_at(row, 2), text_at(row, 3),
                      text_at(row, 4), text_at(row, 5), text_at(row, 6)});
  return issues;
}

} // namespace aurora::history
