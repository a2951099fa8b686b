#pragma once

#include <condition_variable>
#include <cstdio>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/model/test_run.hpp"
#include "aurora/triage/analyze.hpp"

namespace aurora::cli {

/// Turns failed cases into lines of events, in order, on a thread of its own beside the one that reads. At
/// most a few batches of about a megabyte wait; then add() does.
class EventWriter {
public:
  EventWriter(triage::AnalysisOptions options, std::FILE* out);
  EventWriter(const EventWriter&) = delete;
  EventWriter& operator=(const EventWriter&) = delete;
  ~EventWriter();

  void add(model::TestCase&& test);
  /// Waits until everything is written. io error when the output took less.
  base::Result<void> finish();

private:
  using Batch = std::vector<model::TestCase>;

  void work();
  void write(Batch& batch);
  void hand_over();
  void close();

  triage::AnalysisOptions m_options;
  std::FILE* m_out;
  Batch m_batch;
  std::size_t m_batch_bytes = 0;
  int m_errno = 0; ///< of the first write that failed; read once the thread has ended
  std::mutex m_mutex;
  std::condition_variable m_changed;
  std::deque<Batch> m_waiting;
  bool m_closed = false;
  std::thread m_thread;
};

} // namespace aurora::cli
