#pragma once

#include <optional>
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
std::string selecting_argument(Framework framework, std::string_view name);

/// Whether the arguments already choose among the cases.
bool selects_cases(const std::vector<std::string>& command);

} // namespace aurora::repair::search
