#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "aurora/base/hash.hpp"
#include "aurora/repair/search/executor.hpp"

namespace aurora::repair::search {

/// Answers from a function of (first argument, selection) and counts what was asked.
class FakeExecutor final : public Executor {
public:
  using Answer = std::function<Observation(const Invocation&, Selection)>;
  explicit FakeExecutor(Answer answer) : m_answer(std::move(answer)) {}

  base::Result<Observation> run(const Invocation& invocation, Selection selection, const Limits&) override {
    (invocation.program.empty() ? executed : forked)++;
    return m_answer(invocation, selection);
  }

  void start_from(StartPoint point) override { started_from = point; }
  void arrange(const Hook& hook) override { arranged = hook; }
  std::size_t hook_executions() const override { return rows.size(); }
  std::vector<Row> hook_rows() const override { return rows; }

  base::Result<Trace> trace(const TestSpec& test, const Limits&) override {
    traced.push_back(test.name);
    if (test.name == ends_server && times_ended-- > 0)
      return base::fail(base::ErrorCode::environment, "the server has ended");
    Trace result{m_answer({{}, test.command, {}, {}, {}}, {}), reached, {}};
    if (starts_nothing && starts_nothing(test))
      return result;
    for (const auto& start : starts)
      result.starts.push_back(start);
    return result;
  }

  base::Result<Trace> trace_run(const Invocation& invocation, const Limits&) override {
    return Trace{m_answer(invocation, {}), reached, {}};
  }

  void close() override { ++closed; }

  std::vector<std::pair<unsigned, unsigned>> reached;
  std::vector<Start> starts;
  std::function<bool(const TestSpec&)> starts_nothing;
  std::string ends_server; ///< name of a test that cannot be traced
  int times_ended = 0;     ///< so often, from the first time on
  std::vector<std::string> traced;
  int closed = 0;
  Hook arranged;
  StartPoint started_from = StartPoint::anywhere;
  std::vector<Row> rows; ///< what a hook is said to have seen
  int executed = 0;
  int forked = 0;

private:
  Answer m_answer;
};

inline Observation ended(int code, const std::string& out = {}) {
  Observation observation;
  observation.end = RunEnd::exited;
  observation.value = code;
  observation.main_returned = true;
  observation.out = out;
  observation.output = base::fnv1a64(out + std::to_string(code));
  return observation;
}

/// A test whose program is its own command.
inline TestPlan direct_plan(const std::string& name, bool passes) {
  TestPlan plan;
  plan.test.name = name;
  plan.test.command = {name};
  plan.passes = passes;
  plan.whole_test = true;
  plan.inner = Invocation{"/bin/" + name, {name}, {}, {}, {}};
  plan.baseline = ended(passes ? 0 : 1);
  plan.returns_from_main = true;
  return plan;
}

} // namespace aurora::repair::search
