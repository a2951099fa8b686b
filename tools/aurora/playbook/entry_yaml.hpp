#pragma once

#include <string>
#include <string_view>

#include "aurora/base/error.hpp"
#include "aurora/playbook/entry.hpp"

namespace aurora::playbook {

/// An entry as a person reads and reviews it (schema aurora.playbook/1).
std::string to_yaml(const Entry& entry);

/// The text of one file, which may come from anybody. invalid_input, with the line, for what is malformed,
/// unknown, too long or names a file outside the project; unsupported for a newer schema.
base::Result<Entry> entry_from_yaml(std::string_view text, const std::string& path);

} // namespace aurora::playbook
