#pragma once

#include <string>

#include "aurora/history/database.hpp"
#include "aurora/history/figures.hpp"
#include "aurora/history/records.hpp"

namespace aurora::history {

/// A condition with its parameters.
struct Condition {
  std::string sql; ///< begins with "WHERE", or is empty
  Row parameters;
};

/// The filter over the table that is called `alias`, by its columns project and `time`.
Condition where(const Filter& filter, const std::string& alias, const std::string& time = "started");

base::Result<Figures> read_figures(Database& database, const Filter& filter);
base::Result<std::vector<ProviderRate>> read_provider_rates(Database& database, const std::string& project);
base::Result<std::vector<PlaybookRecord>> read_playbook(Database& database, const std::string& project);

} // namespace aurora::history
