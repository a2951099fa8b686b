#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "aurora/base/error.hpp"
#include "aurora/model/patch.hpp"

namespace aurora::gate {

/// The text of a file by its path relative to the source root; nothing when there is no such file.
using TextReader = std::function<base::Result<std::optional<std::string>>(const std::string& path)>;

/// Which side of the patch the reader hands out: `git diff` of a working tree describes texts that are there
/// already.
enum class ReaderGives { before, after };

/// A unified diff, as `diff -u` or `git diff` writes it (new, deleted, renamed, copied and mode-changed
/// files, quoted paths, CRLF, no newline at the end), as whole texts. Strict: every context line and line
/// number must agree with the reader's text. A rename becomes a removal and an addition. invalid_input, with
/// the diff's line, for what is malformed, leaves the root or does not fit; unsupported for binary patches;
/// limit above 64 MiB or 10,000 files.
base::Result<model::Patch> read_patch(std::string_view unified_diff, const TextReader& current,
                                      ReaderGives gives = ReaderGives::before);

} // namespace aurora::gate
