#include "aurora/repair/search/behaviour.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "aurora/repair/search/inputs.hpp"

namespace aurora::repair::search {

namespace {

constexpr unsigned k_seed = 20;

std::string read_input(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

Behaviour observe_one(Executor& executor, Selection selection, const std::vector<Invocation>& probes,
                      const Limits& limits) {
  Behaviour behaviour;
  for (const auto& probe : probes) {
    const auto observation = executor.run(probe, selection, limits);
    behaviour.outputs.push_back(observation ? observation->output : 0);
    if (!observation || observation->end != RunEnd::exited)
      ++behaviour.crashes;
  }
  return behaviour;
}

} // namespace

std::vector<Invocation> make_probes(const std::vector<TestPlan>& plans, const std::string& folder,
                                    std::size_t count) {
  std::vector<std::string> texts;
  const Invocation* start = nullptr;
  for (const auto& plan : plans)
    if (plan.inner && !plan.inner->stdin_path.empty()) {
      texts.push_back(read_input(plan.inner->stdin_path));
      start = &*plan.inner;
    }
  std::vector<Invocation> probes;
  if (start == nullptr)
    return probes;
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  for (const auto& text : vary_inputs(texts, count, k_seed)) {
    auto probe = *start;
    probe.stdin_path = fmt::format("{}/{}", folder, probes.size());
    std::ofstream(probe.stdin_path, std::ios::binary) << text;
    probes.push_back(std::move(probe));
  }
  return probes;
}

std::vector<Behaviour> observe_behaviours(Executor& executor, const std::vector<Selection>& selections,
                                          const std::vector<Invocation>& probes, const Limits& limits,
                                          std::chrono::steady_clock::time_point deadline) {
  std::vector<Behaviour> result;
  for (const auto& selection : selections) {
    if (std::chrono::steady_clock::now() >= deadline)
      break;
    result.push_back(observe_one(executor, selection, probes, limits));
  }
  return result;
}

} // namespace aurora::repair::search
