#pragma once

#include <string>
#include <vector>

#include "aurora/history/figures.hpp"
#include "aurora/history/records.hpp"

namespace aurora::cli {

// Pages of `aurora history` for people; every text in them is printable.

std::string runs_page(const std::vector<history::RunLine>& runs);
std::string run_page(const history::RunRecord& run);
std::string figures_page(const history::Figures& figures);

} // namespace aurora::cli
