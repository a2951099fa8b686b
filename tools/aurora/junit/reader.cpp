#include "aurora/junit/reader.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

#include <fmt/format.h>

#include "aurora/junit/parser.hpp"

namespace aurora::junit {
namespace {

/// The part of the document that is in memory: what the parser has not taken yet, then free space.
class Buffer {
public:
  explicit Buffer(const ReadOptions& options)
      : m_options(options), m_bytes(std::max<std::size_t>(options.chunk_bytes, 64)) {}

  std::string_view window() const { return {m_bytes.data(), m_used}; }
  std::size_t capacity() const { return m_bytes.size(); }

  void drop(std::size_t count) {
    std::memmove(m_bytes.data(), m_bytes.data() + count, m_used - count);
    m_used -= count;
  }

  /// Doubling keeps the work linear when one case is far larger than a chunk.
  base::Result<std::size_t> fill(const ChunkSource& source) {
    if (m_used > m_options.max_case_bytes)
      return base::fail(
          base::ErrorCode::limit,
          fmt::format("one element of the report is larger than {} bytes", m_options.max_case_bytes),
          m_options.path);
    if (m_used * 2 > m_bytes.size())
      m_bytes.resize(m_bytes.size() * 2);
    auto got = source(std::span<char>(m_bytes).subspan(m_used));
    if (got)
      m_used += std::min(*got, m_bytes.size() - m_used);
    return got;
  }

private:
  const ReadOptions& m_options;
  std::vector<char> m_bytes;
  std::size_t m_used = 0;
};

Summary summarized(const Parser& parser) {
  auto summary = parser.summary();
  if (summary.producer.empty())
    summary.producer = "junit";
  return summary;
}

} // namespace

base::Result<model::TestRun> read_junit(std::string_view xml, const ReadOptions& options) {
  model::TestRun run;
  const CaseSink sink = [&](model::TestCase&& test) { run.cases.push_back(std::move(test)); };
  Parser parser(options, sink);
  if (auto consumed = parser.consume(xml, Window::final); !consumed)
    return base::forward(consumed);
  const auto summary = summarized(parser);
  run.producer = summary.producer;
  run.timestamp = summary.timestamp;
  run.seconds = summary.seconds;
  return run;
}

base::Result<Summary> read_junit_stream(const ChunkSource& source, const CaseSink& sink,
                                        const ReadOptions& options) {
  Parser parser(options, sink);
  Buffer buffer(options);
  for (;;) {
    const auto got = buffer.fill(source);
    if (!got)
      return base::forward(got);
    const auto consumed = parser.consume(buffer.window(), *got == 0 ? Window::final : Window::partial);
    if (!consumed)
      return base::forward(consumed);
    buffer.drop(*consumed);
    if (*got == 0)
      break;
  }
  auto summary = summarized(parser);
  summary.peak_buffer_bytes = buffer.capacity();
  return summary;
}

} // namespace aurora::junit
