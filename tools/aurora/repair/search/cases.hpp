#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::repair::search {

/// Test frameworks whose programs can run one of their cases alone.
enum class Framework { google_test, catch2_v2, catch2_v3, doctest };

/// By the option texts in the bytes of an executable.
std::optional<Framework> framework_in(std::string_view program);
/// By those of the file; nothing when it cannot be read.
std::optional<Framework> framework_of(const std::string& path);

/// Arguments with which the program lists its cases.
std::vector<std::string> listing_arguments(Framework framework);

/// The cases in what the program printed, disabled ones left out.
std::vector<std::string> read_cases(Framework framework, std::string_view output);

/// The argument with which the program runs just this case.
std::string selecting_argument(Framework framework, const std::string& name);

/// Which argument of a test's command selects cases by name, where one does and no other says anything about
/// them; as gtest_discover_tests() and its like register tests.
std::optional<std::size_t> selector_in(Framework framework, const std::vector<std::string>& command);

/// One argument that selects what these select together.
std::string joined_selectors(Framework framework, std::span<const std::string> selectors);

/// Whether the arguments already choose among the cases.
bool selects_cases(const std::vector<std::string>& command);

} // namespace aurora::repair::search
