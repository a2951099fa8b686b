#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/model/analysis.hpp"

namespace aurora::model {

enum class Category {
  assertion,
  build,
  link,
  crash,
  sanitizer,
  timeout,
  type,
  database,
  network,
  logic,
  environment,
  performance
};

std::string_view to_string(Category category);
std::optional<Category> category_from(std::string_view text);

/// One frame of a stack trace.
struct Frame {
  std::string function;
  std::string file; ///< relative to the source root when in_project
  int line = 0;
  std::string module; ///< shared object or executable
  bool in_project = false;
  bool operator==(const Frame&) const = default;
};

/// One failure, whatever produced it: a line of events.ndjson (schema aurora.event/1).
struct Event {
  std::string ts; ///< RFC 3339, UTC
  std::string suite;
  std::string test_id; ///< `CTestName::Suite.Case`; "build" events: `build::<target or file>`
  std::string file;
  int line = 0;
  std::string time; ///< seconds, decimal text
  std::string error_class;
  Category category = Category::logic;
  std::string message; ///< first line of the failure
  std::string details; ///< the whole text of the failure, possibly long; not part of the signature
  std::string expected;
  std::string actual;
  std::string assertion; ///< macro and expression, e.g. "EXPECT_EQ(a, b)" or the macro alone
  std::string stack;
  std::vector<Frame> frames;
  std::string repro_cmd;
  std::string commit;
  std::string branch;
  std::string signature; ///< 16 hex digits
  bool flaky = false;
  int attempt = 1;
  std::string outcome; ///< "failed", "not_run", "flaky"
  std::vector<std::string> owner;
  Analysis analysis;
  // Compiler and linker diagnostics only:
  std::string option; ///< "-Wreturn-type", or empty
  std::string symbol; ///< the name the message is about: undefined symbol, unknown identifier
  int column = 0;     ///< 1-based, bytes
};

} // namespace aurora::model
