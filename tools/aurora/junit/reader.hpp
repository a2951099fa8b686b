#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "aurora/base/error.hpp"
#include "aurora/model/test_run.hpp"

namespace aurora::junit {

enum class KeepOutput { of_unsuccessful, of_all };

/// Which cases the sink gets. A pass about which the report says nothing more than that is the usual case of
/// a large report; where nobody asks for it, it is only counted.
enum class Deliver { all, all_but_plain_passes };

struct ReadOptions {
  KeepOutput keep_output = KeepOutput::of_unsuccessful;
  Deliver deliver = Deliver::all;
  std::size_t chunk_bytes = std::size_t{128} << 10;   ///< small enough to stay in a processor's own cache
  std::size_t max_case_bytes = std::size_t{64} << 20; ///< one <testcase> with all its output
  std::size_t max_depth = 128;                        ///< of nested elements
  std::string path;                                   ///< named in errors
};

/// What a report says as a whole.
struct Summary {
  std::string producer; ///< as in TestRun
  std::string timestamp;
  double seconds = 0;
  model::RunCounts counts;
  std::uint64_t bytes = 0;
  std::size_t peak_buffer_bytes = 0; ///< largest window that was held in memory
};

/// Reads a JUnit report of any producer. Whatever is not known to be a pass or a skip is a failure.
/// Errors: invalid_input with the line for anything that is not a complete JUnit document, a document with an
/// internal DTD included; limit when nesting or one case exceeds the options; unsupported for UTF-16.
base::Result<model::TestRun> read_junit(std::string_view xml, const ReadOptions& options = {});

/// Fills the span and returns how many bytes it wrote; 0 at the end.
using ChunkSource = std::function<base::Result<std::size_t>(std::span<char>)>;
/// Called once per case, in order. What it does not move out of is reused for the next case.
using CaseSink = std::function<void(model::TestCase&&)>;

/// As read_junit, for reports of any size: memory is two chunks plus the largest single <testcase> doubled.
base::Result<Summary> read_junit_stream(const ChunkSource& source, const CaseSink& sink,
                                        const ReadOptions& options = {});

} // namespace aurora::junit
