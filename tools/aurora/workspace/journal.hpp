#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/base/error.hpp"

namespace aurora::workspace {

enum class JournalState {
  open,   ///< being applied, tested or rolled back: recover() rolls it back
  landed, ///< kept; restore() can bring the original back
  refused ///< rolled back as far as possible; restore() tries the rest again
};

struct JournalFile {
  std::string path;                         ///< relative to the source root
  std::optional<std::string> sha256_before; ///< nothing: the patch creates the file
  std::optional<std::string> sha256_after;  ///< nothing: the patch removes it
  std::uint32_t mode = 0;                   ///< of the original, or 0
  std::string backup;                       ///< relative to the source root; empty without an original
  bool restored = false;
};

/// One patch in the user's tree. JSON object, schema "aurora.journal/1"; '%' and bytes outside printable
/// ASCII are percent-encoded in paths, so that every file name can be written.
struct Journal {
  std::string id; ///< sorts by age
  std::string time;
  std::string title;
  JournalState state = JournalState::open;
  std::vector<JournalFile> files;
  std::vector<std::string> folders; ///< made for new files, outermost first
};

std::string to_json(const Journal& journal);

/// invalid_input for malformed text and for paths that leave the root, unsupported for a newer schema.
base::Result<Journal> journal_from_json(std::string_view text, const std::string& id);

/// The request of a restore() that is under way: the file it is limited to, or all when empty.
std::string restore_request_to_json(const std::string& only);
base::Result<std::string> restore_request_from_json(std::string_view text);

} // namespace aurora::workspace
