#pragma once

#include <optional>
#include <string>
#include <vector>

namespace aurora::exec {

/// Why something could not be done: errno and the step that met it.
struct Failure {
  int error = 0;
  std::string what;
};

/// Folders of one overlay; each its own argument, so that no character needs escaping.
struct OverlayFolders {
  std::string lower;
  std::string upper;
  std::string work;
  std::string layer = {}; ///< changes of another overlay, seen between lower and upper; may be empty
};

struct Options {
  long timeout_ms = 0; ///< 0: none
  long grace_ms = 2000;
  unsigned long long memory_limit = 0;
  unsigned long long file_size_limit = 0;
  std::string cwd;
  std::vector<OverlayFolders> overlays;
  std::vector<std::string> writable;
  bool isolate = false;
  bool read_only_rest = false;
  bool landlock = false;
  char** command = nullptr; ///< ends with a null pointer, at least one word
};

/// `[--timeout MS] [--grace MS] [--memory BYTES] [--file-size BYTES] [--cwd DIR] [--isolate]
/// [--landlock] [--overlay LOWER UPPER WORK [--layer FOLDER]]... [--read-only-rest] [--writable PATH]... --
/// COMMAND [ARGUMENT]...`
std::optional<Options> parse_options(int count, char** words);

} // namespace aurora::exec
