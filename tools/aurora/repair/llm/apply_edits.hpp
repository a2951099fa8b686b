#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/model/patch.hpp"
#include "aurora/repair/llm/answer.hpp"

namespace aurora::repair::llm {

/// The text of a file of the project, or nothing when there is none that may be read.
using ReadText = std::function<std::optional<std::string>(const std::string& path)>;

/// The edits as whole texts. Lines are looked for exactly, then without blanks at their ends, then without
/// their indentation, which the new lines then take over; they must be found at just one place.
/// invalid_input, in words for the model, when not, or when a path is not a plain one below the source root.
base::Result<std::vector<model::FileChange>> apply_edits(const std::vector<Edit>& edits,
                                                         const ReadText& read);

} // namespace aurora::repair::llm
