#pragma once

#include <string_view>

#include "aurora/base/error.hpp"
#include "aurora/coverage/coverage.hpp"

namespace aurora::coverage {

/// `gcovr --json`. invalid_input for malformed text, limit for more than 512 MiB.
base::Result<Coverage> read_gcovr_json(std::string_view text);

/// Cobertura XML, as gcovr, coverage.py and others write it. Classes without a file name are counted in
/// `ignored`; truncated XML is an error. File names are joined with the only <source> when there is just one.
base::Result<Coverage> read_cobertura(std::string_view text);

/// LCOV's tracefile (geninfo(1)). A record without end_of_record is an error: the file was cut.
base::Result<Coverage> read_lcov(std::string_view text);

/// Whichever of the three the text is.
base::Result<Coverage> read_any(std::string_view text);

} // namespace aurora::coverage
