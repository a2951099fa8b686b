#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/repair/source_text.hpp"

namespace aurora::repair {

/// One #include directive.
struct Include {
  int line = 0;
  std::string path;
  bool angled = false; ///< <…> rather than "…"
  int depth = 0;       ///< of nested #if around it, an include guard's as well
};

/// Those of a file, in order; none inside comments.
std::vector<Include> read_includes(const SourceText& source);

/// Where `#include spelled` (spelled with its <> or "") belongs: among the includes of its kind, in
/// alphabetical place where these are sorted, else after the last, and never below an #if that some others
/// are not; after `#pragma once`, the include guard or the leading comment in a file that includes nothing.
/// Nothing when the file includes it already.
std::optional<Replacement> insert_include(const SourceText& source, std::string_view spelled);

} // namespace aurora::repair
