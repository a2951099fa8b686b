#pragma once

#include <string>
#include <vector>

#include "aurora/history/database.hpp"
#include "aurora/history/records.hpp"

namespace aurora::history {

base::Result<void> write_issue(Database& database, const IssueRecord& issue);
base::Result<std::vector<IssueRecord>> read_issues(Database& database, const std::string& project,
                                                   const std::string& place);

} // namespace aurora::history
