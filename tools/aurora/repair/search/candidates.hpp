#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/base/error.hpp"

namespace aurora::repair::search {

/// A place in the sources whose code has alternatives. Their ids lie in [lo, hi).
struct Site {
  unsigned lo = 0;
  unsigned hi = 0;
  std::string file; ///< relative to the source root
  int line = 0;
  int line_end = 0;
  std::string function;
  int node = -1; ///< of the wrappings that make its switches; -1: none
};

/// One possible change: a textual edit of one file as it was.
struct Candidate {
  unsigned id = 0;
  std::size_t site = 0; ///< index into CandidateSet::sites
  std::string kind;     ///< template that made it: "relational-operator", …
  double cost = 0;      ///< about -ln(prior): smaller is likelier
  std::string file;
  std::size_t begin = 0; ///< bytes [begin, end) of the original are replaced
  std::size_t end = 0;
  std::string replacement;
  std::string title;
  bool rebuild = false;            ///< cannot be switched, must be compiled on its own
  bool deletion = false;           ///< only takes code away
  bool probe = false;              ///< a hook for experiments; never a patch
  std::vector<std::string> inputs; ///< of a hook: the expressions whose values it sees
};

/// Bytes [begin, end) of a rewritten text that were put around one node of the original.
struct Wrapping {
  std::size_t begin = 0;
  std::size_t end = 0;
  int node = -1;
};

struct RewrittenFile {
  std::string path; ///< relative to the source root
  std::string text_path;
  std::vector<Wrapping> wrappings; ///< in the order of the text
};

/// The project's own compiler reads one unit that shows headers and writes nothing.
struct UnitCheck {
  std::string directory;
  std::vector<std::string> command;
};

/// What aurora-schemata wrote (schema aurora.candidates/1).
struct CandidateSet {
  std::vector<RewrittenFile> files;
  std::vector<UnitCheck> checks; ///< none where no header is varied
  std::vector<Site> sites;
  std::vector<Candidate> candidates; ///< by id, ascending
};

/// invalid_input when the text is malformed or inconsistent, unsupported for a newer schema.
base::Result<CandidateSet> read_candidates(std::string_view json);

/// `text` with the candidate's edit; invalid_input when the edit does not fit into it.
base::Result<std::string> apply_edit(std::string_view text, const Candidate& candidate);

/// Both edits; conflict when they overlap.
base::Result<std::string> apply_edits(std::string_view text, const Candidate& one, const Candidate& other);

} // namespace aurora::repair::search
