#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <vector>

#include "aurora/sys/process.hpp"

namespace aurora::test {

/// Remembers what was asked for and answers from `handler` when set, else from `answers` in order, else with
/// exit code 0 and no output.
class FakeProcessRunner final : public sys::ProcessRunner {
public:
  base::Result<sys::ProcessResult> run(const sys::ProcessSpec& spec) override {
    const std::lock_guard guard(m_mutex);
    specs.push_back(spec);
    auto result = answer(spec);
    if (result && spec.on_stdout && !result->stdout_text.empty())
      spec.on_stdout(result->stdout_text);
    return result;
  }

  static sys::ProcessResult exited(int code, std::string out = {}, std::string err = {}) {
    sys::ProcessResult result;
    result.outcome = {sys::Outcome::Kind::exited, code};
    result.stdout_text = std::move(out);
    result.stderr_text = std::move(err);
    return result;
  }

  std::vector<sys::ProcessSpec> specs;
  std::deque<base::Result<sys::ProcessResult>> answers;
  std::function<base::Result<sys::ProcessResult>(const sys::ProcessSpec&)> handler;

private:
  base::Result<sys::ProcessResult> answer(const sys::ProcessSpec& spec) {
    if (handler)
      return handler(spec);
    if (answers.empty())
      return exited(0);
    auto next = std::move(answers.front());
    answers.pop_front();
    return next;
  }

  std::mutex m_mutex;
};

} // namespace aurora::test
