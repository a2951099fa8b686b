#include "quality_tracing.hpp"

#include <algorithm>

#include "aurora/ctest/registered_tests.hpp"
#include "aurora/locate/trace.hpp"
#include "aurora/repair/search/cases.hpp"

namespace aurora::cli {
namespace {

namespace framework_cases = repair::search;

constexpr auto k_longest_test = std::chrono::seconds(10);
constexpr std::uint64_t k_largest_binary = 1UL << 30;
constexpr std::uint64_t k_largest_lines = 64UL << 20;

class TestTracer {
public:
  TestTracer(Session& session, std::chrono::seconds budget)
      : m_session(session),
        m_tracer(sys::join_path(session.environment.executable_directory(), "aurora-trace")),
        m_out(sys::join_path(session.paths.scratch, "quality-trace")),
        m_deadline(std::chrono::steady_clock::now() + budget) {}

  base::Result<std::vector<quality::ReachedLines>> run() {
    const auto tracer = m_session.files->info(m_tracer);
    if (!tracer || tracer->kind != sys::FileKind::regular)
      return base::fail(base::ErrorCode::environment, "aurora-trace was not built (it needs libdw)",
                        m_tracer);
    if (auto made = m_session.report_files->make_directories(m_session.paths.scratch); !made)
      return base::forward(made);
    const auto& settings = m_session.settings;
    const auto tests =
        ctest::list_tests(m_session.user_tree(), {settings.ctest, settings.config}, *m_session.files);
    if (!tests)
      return base::forward(tests);
    for (const auto& test : *tests)
      if (!test.command.empty() && !test.disabled)
        trace_test(test);
    return std::move(m_traced);
  }

private:
  bool is_over() const { return std::chrono::steady_clock::now() > m_deadline; }

  void trace_test(const model::RegisteredTest& test) {
    if (is_over())
      return;
    const auto cases = cases_of(test);
    if (cases.empty())
      trace(test.name, test, test.command);
    for (const auto& [name, argument] : cases) {
      auto command = test.command;
      command.push_back(argument);
      trace(test.name + "::" + name, test, command);
    }
  }

  /// Name and selecting argument of each case of a program that has many and is run with all of them.
  std::vector<std::pair<std::string, std::string>> cases_of(const model::RegisteredTest& test) {
    std::vector<std::pair<std::string, std::string>> cases;
    const auto program = m_session.files->read(test.command.front(), k_largest_binary);
    const auto framework = program ? framework_cases::framework_in(*program) : std::nullopt;
    if (!framework || framework_cases::selects_cases(test.command))
      return cases;
    auto spec = spec_of(test, {test.command.front()});
    for (const auto& argument : framework_cases::listing_arguments(*framework))
      spec.argv.push_back(argument);
    if (const auto listed = m_session.processes->run(spec))
      for (const auto& name : framework_cases::read_cases(*framework, listed->stdout_text))
        cases.emplace_back(name, framework_cases::selecting_argument(*framework, name));
    return cases;
  }

  sys::ProcessSpec spec_of(const model::RegisteredTest& test, std::vector<std::string> command) const {
    sys::ProcessSpec spec;
    spec.argv = std::move(command);
    spec.cwd = test.working_directory.empty() ? m_session.settings.build_dir : test.working_directory;
    spec.timeout = k_longest_test;
    return spec;
  }

  void trace(const std::string& name, const model::RegisteredTest& test,
             const std::vector<std::string>& command) {
    if (is_over())
      return;
    auto spec = spec_of(test, command);
    // Only lines are compared.
    spec.argv.insert(spec.argv.begin(),
                     {m_tracer, "--functions", "/dev/null", m_session.settings.source_dir, m_out});
    const auto result = m_session.processes->run(spec);
    const auto text = m_session.files->read(m_out, k_largest_lines);
    if (auto removed = m_session.report_files->remove_file(m_out);
        !removed || !text || !result || !result->outcome.succeeded())
      return;
    const auto lines = locate::read_trace(*text).lines;
    quality::ReachedLines reached{name, {lines.begin(), lines.end()}};
    if (!reached.lines.empty())
      m_traced.push_back(std::move(reached));
  }

  Session& m_session;
  std::string m_tracer;
  std::string m_out;
  std::chrono::steady_clock::time_point m_deadline;
  std::vector<quality::ReachedLines> m_traced;
};

} // namespace

base::Result<std::vector<quality::ReachedLines>> trace_tests(Session& session, std::chrono::seconds budget) {
  return TestTracer(session, budget).run();
}

} // namespace aurora::cli
