#include "event_writer.hpp"

#include <cerrno>
#include <cstring>

#include "aurora/junit/assertions.hpp"
#include "aurora/model/json.hpp"

namespace aurora::cli {
namespace {

constexpr std::size_t k_batch_cases = 64;
constexpr std::size_t k_batch_bytes = 1UL << 20;
constexpr std::size_t k_waiting_batches = 4;

std::size_t size_of(const model::TestCase& test) {
  std::size_t bytes = test.output.size() + test.message.size();
  for (const auto& assertion : test.assertions)
    bytes += assertion.message.size();
  return bytes;
}

void complete(model::TestCase& test) {
  if (test.assertions.empty())
    test.assertions = junit::read_assertions(test.output);
  if (test.ctest_name.empty())
    test.ctest_name =
        test.suite.empty() || test.suite == test.name ? test.name : test.suite + "." + test.name;
}

} // namespace

EventWriter::EventWriter(triage::AnalysisOptions options, std::FILE* out)
    : m_options(std::move(options)), m_out(out), m_thread([this] { work(); }) {}

EventWriter::~EventWriter() {
  close();
}

void EventWriter::add(model::TestCase&& test) {
  m_batch_bytes += size_of(test);
  m_batch.push_back(std::move(test));
  if (m_batch.size() >= k_batch_cases || m_batch_bytes >= k_batch_bytes)
    hand_over();
}

void EventWriter::hand_over() {
  std::unique_lock lock(m_mutex);
  m_changed.wait(lock, [this] { return m_waiting.size() < k_waiting_batches; });
  m_waiting.push_back(std::exchange(m_batch, {}));
  m_batch_bytes = 0;
  m_changed.notify_all();
}

void EventWriter::work() {
  for (;;) {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_closed || !m_waiting.empty(); });
    if (m_waiting.empty())
      return;
    auto batch = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_changed.notify_all();
    lock.unlock();
    write(batch);
  }
}

void EventWriter::write(Batch& batch) {
  std::string lines;
  for (auto& test : batch) {
    complete(test);
    lines += model::to_json_line(triage::analyze(test, m_options));
    lines += '\n';
  }
  if (m_errno == 0 && std::fwrite(lines.data(), 1, lines.size(), m_out) != lines.size())
    m_errno = errno;
}

void EventWriter::close() {
  if (!m_thread.joinable())
    return;
  if (!m_batch.empty())
    hand_over();
  {
    const std::lock_guard lock(m_mutex);
    m_closed = true;
  }
  m_changed.notify_all();
  m_thread.join();
}

base::Result<void> EventWriter::finish() {
  close();
  if (m_errno == 0 && std::fflush(m_out) != 0)
    m_errno = errno;
  if (m_errno == 0)
    return {};
  return base::fail(base::ErrorCode::io, std::string("the events could not all be written: ") +
                                             std::strerror(m_errno) + "; make room, or write them elsewhere");
}

} // namespace aurora::cli
