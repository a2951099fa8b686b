#include "rules/bench_project.hpp"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <regex>

#include <unistd.h>

#include "aurora/base/text.hpp"
#include "aurora/repair/cmake_edit.hpp"
#include "aurora/repair/fixit_provider.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules_provider.hpp"
#include "rules/disk.hpp"

namespace aurora::e2e {

namespace {

bool is_compiled(const std::string& path) {
  const auto extension = std::filesystem::path(path).extension();
  return extension == ".cpp" || extension == ".c";
}

void write_file(const std::string& path, const std::string& text) {
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

/// "error: x [-Werror=y]" → x, -Wy
void split_option(model::Event& event) {
  static const std::regex k_option(R"( \[(?:-Werror,)?(-W[a-z0-9+=-]+)\]$)");
  std::smatch match;
  if (!std::regex_search(event.message, match, k_option))
    return;
  event.option = base::replace_all(match[1].str(), "-Werror=", "-W");
  event.message = match.prefix();
}

model::Event begin_event(const repair::Place& place, model::Category category) {
  model::Event event;
  event.category = category;
  event.file = place.path;
  event.line = place.line;
  event.column = place.column;
  event.message = place.rest.substr(place.rest.find("error: ") + 7);
  split_option(event);
  return event;
}

std::vector<model::Event> compiler_events(const std::string& output) {
  std::vector<model::Event> events;
  std::string before;
  for (const auto line : base::split_lines(output)) {
    const auto found = repair::places(line);
    if (!found.empty() && base::contains(found[0].rest, "error: ")) {
      events.push_back(begin_event(found[0], model::Category::build));
      events.back().details = before;
      before.clear();
    }
    if (base::contains(line, "In file included from") || base::contains(line, "required from"))
      before += std::string(line) + "\n";
    if (!events.empty())
      events.back().details += std::string(line) + "\n";
  }
  return events;
}

std::vector<model::Event> linker_events(const std::string& output) {
  std::vector<model::Event> events;
  for (const auto line : base::split_lines(output)) {
    const auto plain = repair::plain_quotes(line);
    for (const auto* phrase : {"undefined reference to ", "multiple definition of "})
      if (const auto at = plain.find(phrase); at != std::string::npos) {
        model::Event event;
        event.category = model::Category::link;
        event.test_id = "build::app";
        event.symbol = repair::quoted_after(plain, phrase);
        event.message = plain.substr(at);
        event.details = output;
        events.push_back(std::move(event));
      }
  }
  return events;
}

model::Event run_event(const std::string& output, int code) {
  model::Event event;
  event.category = code > 128 ? model::Category::crash : model::Category::logic;
  if (base::contains(output, "Sanitizer") || base::contains(output, "runtime error:"))
    event.category = model::Category::sanitizer;
  event.message = "the program ended with code " + std::to_string(code);
  event.details = output;
  event.stack = output;
  return event;
}

} // namespace

BenchProject::BenchProject(std::string compiler, std::map<std::string, std::string> files,
                           std::vector<std::string> flags)
    : m_compiler(std::move(compiler)), m_files(std::move(files)), m_flags(std::move(flags)) {
  static std::atomic<int> counter{0};
  m_root = (std::filesystem::temp_directory_path() /
            ("aurora_rules_" + std::to_string(::getpid()) + "_" + std::to_string(++counter)))
               .string();
  for (const auto& [path, text] : m_files)
    write_file(m_root + "/" + path, text);
  std::filesystem::create_directories(m_root + "/build");
  m_root = std::filesystem::canonical(m_root).string();
}

BenchProject::~BenchProject() {
  std::error_code ignored;
  std::filesystem::remove_all(m_root, ignored);
}

/// The targets of the CMakeLists.txt as it is now; empty while it cannot be configured.
std::vector<model::Target> BenchProject::cmake_targets() const {
  std::vector<model::Target> targets;
  const auto text = Disk().read(m_root + "/CMakeLists.txt", UINT64_MAX);
  for (const auto& call : repair::read_cmake(text ? *text : std::string())) {
    if (call.name != "add_executable" && call.name != "add_library")
      continue;
    model::Target target;
    target.name = call.arguments[0].text;
    target.type =
        call.name == "add_library" ? model::TargetType::static_library : model::TargetType::executable;
    target.definition_file = "CMakeLists.txt";
    target.definition_line = call.line;
    for (std::size_t i = 1; i < call.arguments.size(); ++i)
      target.sources.push_back(call.arguments[i].text);
    targets.push_back(std::move(target));
  }
  return targets;
}

BuildOutcome BenchProject::cmake_and_run() const {
  Shell shell;
  BuildOutcome out;
  const auto step = [&](std::vector<std::string> argv) {
    sys::ProcessSpec spec;
    spec.argv = std::move(argv);
    spec.cwd = m_root;
    const auto result = shell.run(spec);
    out.output = result->stderr_text;
    return result->outcome.succeeded();
  };
  out.succeeded =
      step({"cmake", "-S", ".", "-B", "build", "-G", "Ninja", "-DCMAKE_CXX_COMPILER=" + m_compiler});
  if (!out.succeeded) {
    model::Event event;
    event.category = model::Category::build;
    event.message = "CMake Error";
    event.details = out.output;
    static const std::regex k_place("CMake Error at (CMakeLists.txt):([0-9]+)");
    if (std::smatch match; std::regex_search(out.output, match, k_place)) {
      event.file = match[1];
      event.line = std::stoi(match[2]);
    }
    out.cluster.events = {event};
    return out;
  }
  out.succeeded = step({"ninja", "-C", "build"}) && step({"build/app"});
  if (!out.succeeded) {
    out.cluster.events = linker_events(out.output);
    if (out.cluster.events.empty())
      out.cluster.events = {run_event(out.output, 1)};
    out.cluster.category = out.cluster.events[0].category;
  }
  return out;
}

model::Project BenchProject::project() const {
  model::Project project;
  project.source_dir = m_root;
  project.build_dir = m_root + "/build";
  project.cxx_compiler = m_compiler;
  model::Target app;
  app.name = "app";
  app.definition_file = "CMakeLists.txt";
  for (const auto& [path, text] : m_files) {
    if (!is_compiled(path) || path.starts_with("unlisted"))
      continue;
    const bool c = path.ends_with(".c");
    std::vector<std::string> argv{c ? (m_compiler == "g++" ? "gcc" : "clang") : m_compiler};
    if (!c)
      argv.emplace_back("-std=c++20");
    argv.insert(argv.end(), m_flags.begin(), m_flags.end());
    argv.insert(argv.end(), {"-g", "-I" + m_root + "/include", "-c", m_root + "/" + path, "-o",
                             m_root + "/build/" + base::replace_all(path, "/", "_") + ".o"});
    project.compile_commands.push_back({m_root + "/" + path, m_root, argv, argv.back()});
    app.sources.push_back(path);
  }
  project.targets.push_back(app);
  if (m_files.contains("CMakeLists.txt"))
    project.targets = cmake_targets();
  return project;
}

BuildOutcome BenchProject::build_and_run() const {
  if (m_files.contains("CMakeLists.txt"))
    return cmake_and_run();
  Shell shell;
  BuildOutcome out;
  const auto fail = [&](std::vector<model::Event> events) {
    out.cluster.events = std::move(events);
    if (!out.cluster.events.empty())
      out.cluster.category = out.cluster.events[0].category;
    return out;
  };
  sys::ProcessSpec link;
  link.cwd = m_root;
  link.argv = {m_compiler};
  for (const auto& flag : m_flags)
    if (!flag.starts_with("-W"))
      link.argv.push_back(flag);
  for (const auto& command : project().compile_commands) {
    sys::ProcessSpec spec;
    spec.argv = command.argv;
    spec.cwd = m_root;
    const auto result = shell.run(spec);
    out.output = result->stderr_text;
    if (!result->outcome.succeeded())
      return fail(compiler_events(out.output));
    link.argv.push_back(command.output);
  }
  link.argv.insert(link.argv.end(), {"-o", m_root + "/build/app"});
  const auto linked = shell.run(link);
  out.output = linked->stderr_text;
  if (!linked->outcome.succeeded())
    return fail(linker_events(out.output));
  sys::ProcessSpec run;
  run.argv = {m_root + "/build/app"};
  run.cwd = m_root + "/build";
  const auto ran = shell.run(run);
  out.output = ran->stderr_text;
  out.succeeded = ran->outcome.succeeded();
  return out.succeeded ? out : fail({run_event(out.output, ran->outcome.value)});
}

std::vector<model::Patch> BenchProject::propose(const model::Cluster& cluster, bool fixits) const {
  Disk disk;
  Shell shell;
  const auto known = project();
  const std::vector<model::Suspect> suspects;
  const repair::Context context{cluster, known, suspects, disk, shell, true};
  auto patches = fixits ? repair::FixitProvider().propose(context) : repair::RulesProvider().propose(context);
  return patches ? *patches : std::vector<model::Patch>{};
}

void BenchProject::apply(const model::Patch& patch) const {
  for (const auto& change : patch.changes)
    write_file(m_root + "/" + change.path, *change.after);
}

void BenchProject::revert(const model::Patch& patch) const {
  for (const auto& change : patch.changes)
    write_file(m_root + "/" + change.path, *change.before);
}

} // namespace aurora::e2e
