#include "bench/normalize/normalize.hpp"

#include <cstdio>
#include <fstream>
#include <memory>

#include <fmt/format.h>

#include "aurora/junit/join.hpp"
#include "aurora/model/json.hpp"

namespace aurora::bench {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

model::Event event_of(const model::TestCase& test) {
  model::Event event;
  event.suite = test.suite;
  event.test_id = junit::test_id(test);
  event.time = fmt::format("{}", test.seconds);
  event.error_class = test.status == model::TestStatus::not_run ? "NotRun" : "AssertionFailure";
  event.category = model::Category::assertion;
  event.message = test.message.substr(0, test.message.find('\n'));
  event.outcome = model::to_string(test.status);
  event.file = test.file;
  event.line = test.line;
  if (!test.assertions.empty()) {
    const auto& first = test.assertions.front();
    event.file = first.file;
    event.line = first.line;
    event.details = first.message;
    event.expected = first.expected;
    event.actual = first.actual;
    event.assertion = first.macro + "(" + first.expression + ")";
  }
  return event;
}

} // namespace

base::Result<junit::Summary> normalize(const std::string& report, const std::string& events) {
  const std::unique_ptr<std::FILE, CloseFile> in(std::fopen(report.c_str(), "rb"));
  if (!in)
    return base::fail(base::ErrorCode::io, "cannot read the report", report);
  std::setvbuf(in.get(), nullptr, _IONBF, 0);
  std::ofstream out(events, std::ios::binary);
  const junit::ChunkSource source = [&](std::span<char> space) -> base::Result<std::size_t> {
    return std::fread(space.data(), 1, space.size(), in.get());
  };
  const junit::CaseSink sink = [&](model::TestCase&& test) {
    if (test.status == model::TestStatus::failed || test.status == model::TestStatus::not_run)
      out << model::to_json_line(event_of(test)) << '\n';
  };
  return junit::read_junit_stream(source, sink);
}

} // namespace aurora::bench
