#pragma once

#include <string>
#include <vector>

#include "aurora/history/figures.hpp"

namespace aurora::history {

/// What a provider is expected to solve per second on a kind of cause: what it did, together with a few
/// made-up causes that stand for what is known of it beforehand and weigh less with every real one.
double expected_rate(const std::string& provider, const std::string& category,
                     const std::vector<ProviderRate>& measured);

/// The playbook first, then by expected_rate(), highest first: the order that minimizes the expected time
/// until a fix, when each is tried until one succeeds (Smith's rule). Equal ones stay as they are.
std::vector<std::string> order_providers(std::vector<std::string> providers, const std::string& category,
                                         const std::vector<ProviderRate>& measured);

} // namespace aurora::history
