#include "aurora/repair/search/instrument.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <json/json.h>

#include "aurora/base/text.hpp"
#include "aurora/repair/search/blame.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::repair::search {

namespace fs = std::filesystem;

namespace {

/// Rounds in which only what is blamed goes; in the last ones whole files get their original text back.
constexpr int k_patient_rounds = 8;
constexpr int k_rounds = 10;
constexpr int k_check_rounds = 12;

base::Result<std::string> read_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    return base::fail(base::ErrorCode::not_found, "cannot be read", path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// Nothing for files that only the rewriting has.
std::optional<std::string> original_of(const Instrumented& instrumented, const std::string& path) {
  const auto found = instrumented.originals.find(path);
  return found == instrumented.originals.end() ? std::nullopt : std::optional(found->second);
}

/// The rewritten text stands beside the file, which includes it: an included file can be a system header, in
/// which nothing that a candidate does is a warning, let alone an error.
constexpr std::string_view k_beside = ".aurora.inc";

/// With {} for the rewritten text's name. Of other compilers the project's optimization stays.
constexpr std::string_view k_include_unoptimized = R"(#if defined(__OPTIMIZE__) && defined(__clang__)
#pragma clang optimize off
#include "{0}"
#pragma clang optimize on
#elif defined(__OPTIMIZE__) && defined(__GNUC__)
#pragma GCC push_options
#pragma GCC optimize ("O0")
#include "{0}"
#pragma GCC pop_options
#else
#include "{0}"
#endif
)";
constexpr std::string_view k_include = "#include \"{0}\"\n";

/// The state of one instrument() call.
class Instrumenter {
public:
  Instrumenter(workspace::Shadow& shadow, const InstrumentOptions& options)
      : m_shadow(shadow), m_options(options), m_folder(shadow.exchange_dir() + "/schemata") {
    m_result.optimization = options.optimization;
  }

  base::Result<Instrumented> run() {
    if (auto made = generate(); !made)
      return forward(made);
    for (const auto& unit : m_result.set.checks)
      if (auto checked = check(unit); !checked)
        return forward(checked);
    auto build_options = m_options.build;
    build_options.on_failure = OnFailure::go_on;
    for (m_round = 0; m_round < k_rounds; ++m_round) {
      if (auto placed = place(); !placed)
        return forward(placed);
      auto built = build(m_shadow, build_options);
      if (!built)
        return forward(built);
      if (built->outcome.succeeded())
        return finish();
      if (is_late())
        return base::fail(base::ErrorCode::limit,
                          "The time is over before everything that the compiler refuses "
                          "was taken out of the candidates");
      if (built->outcome.kind != sys::Outcome::Kind::exited || !prune_for_build(messages_of(*built)))
        return base::fail(base::ErrorCode::unsupported,
                          "The project does not build with candidates in it: " + first_error(*built));
    }
    return base::fail(base::ErrorCode::unsupported,
                      "The compiler keeps refusing the program with candidates");
  }

  /// After a failure: what comes next starts from the originals.
  void take_back() { (void)restore_originals(m_shadow, m_result); }

private:
  std::vector<std::string> command() const {
    const auto& tools = m_options.tools;
    std::vector<std::string> argv = {tools.schemata,
                                     "--compile-commands",
                                     tools.compile_commands.empty()
                                         ? m_shadow.build_dir() + "/compile_commands.json"
                                         : tools.compile_commands,
                                     "--source-dir",
                                     m_shadow.source_dir(),
                                     "--out",
                                     m_folder,
                                     "--runtime",
                                     tools.runtime_folder,
                                     "--max-candidates",
                                     std::to_string(m_options.max_candidates)};
    for (const auto& file : m_options.files)
      argv.insert(argv.end(), {"--file", file});
    for (const auto& unit : m_options.units)
      argv.insert(argv.end(), {"--unit", unit});
    for (const auto& lines : m_options.lines)
      argv.insert(argv.end(), {"--lines", lines});
    if (!m_options.literals.empty())
      argv.insert(argv.end(), {"--literals", literals_path()});
    return argv;
  }

  std::string literals_path() const { return m_folder + "/literals.json"; }

  base::Result<void> write_literals() const {
    Json::Value array(Json::arrayValue);
    for (const auto& literal : m_options.literals)
      array.append(literal);
    std::ofstream out(literals_path(), std::ios::binary);
    out << Json::writeString(Json::StreamWriterBuilder(), array);
    return out.flush() ? base::Result<void>{}
                       : base::fail(base::ErrorCode::io, "could not be written", literals_path());
  }

  base::Result<void> generate() {
    std::error_code problem;
    fs::create_directories(m_folder, problem);
    if (auto written = write_literals(); !written)
      return written;
    sys::ProcessSpec spec;
    spec.argv = command();
    spec.cwd = m_shadow.source_dir();
    spec.timeout = m_options.build.timeout;
    auto result = m_shadow.run(std::move(spec));
    if (!result)
      return forward(result);
    if (!result->outcome.succeeded())
      return base::fail(base::ErrorCode::unsupported,
                        fmt::format("aurora-schemata made no candidates ({}): {}",
                                    sys::to_string(result->outcome),
                                    base::to_printable(base::trim(result->stderr_text).substr(0, 500))));
    return load();
  }

  base::Result<void> load() {
    auto json = read_text(m_folder + "/candidates.json");
    if (!json)
      return forward(json);
    auto set = read_candidates(*json);
    if (!set)
      return forward(set);
    m_result.set = std::move(*set);
    if (m_result.set.candidates.empty())
      return base::fail(base::ErrorCode::not_found, "There is nothing to vary in the suspicious code");
    return read_files();
  }

  base::Result<void> read_files() {
    for (const auto& file : m_result.set.files) {
      const auto path =
          fs::path(file.text_path).is_absolute() ? file.text_path : m_folder + "/" + file.text_path;
      auto text = read_text(path);
      if (!text)
        return forward(text);
      auto original = m_shadow.read(file.path);
      if (!original)
        return forward(original);
      m_texts[file.path] = std::move(*text);
      m_result.originals[file.path] = std::move(*original);
    }
    return {};
  }

  /// Only what differs from what is there, so that only that is compiled again.
  base::Result<void> place() {
    model::Patch patch;
    for (const auto& file : m_result.set.files) {
      const auto beside = file.path + std::string(k_beside);
      if (m_pruning.files.contains(file.path)) {
        add_change(patch, file.path, m_result.originals.at(file.path));
        continue;
      }
      const auto frame = m_result.optimization == Optimization::off ? k_include_unoptimized : k_include;
      add_change(patch, file.path, fmt::format(fmt::runtime(frame), sys::file_name(beside)));
      add_change(patch, beside, prune(m_texts.at(file.path), file, m_result.set, m_pruning));
    }
    return patch.changes.empty() ? base::Result<void>{} : m_shadow.apply(patch);
  }

  void add_change(model::Patch& patch, const std::string& path, std::string text) {
    const auto found = m_result.rewritten.find(path);
    const auto present =
        found == m_result.rewritten.end() ? original_of(m_result, path) : std::optional(found->second);
    if (present == text)
      return;
    patch.changes.push_back({path, present, text});
    m_result.rewritten[path] = std::move(text);
  }

  bool is_late() const { return std::chrono::steady_clock::now() >= m_options.deadline; }

  /// A header is compiled in many units, and what the compiler refuses in it is known from one of them.
  base::Result<void> check(const UnitCheck& unit) {
    sys::ProcessSpec spec;
    spec.argv = unit.command;
    spec.cwd = unit.directory;
    spec.timeout = m_options.build.timeout;
    for (int round = 0; round < k_check_rounds && !unit.command.empty() && !is_late(); ++round) {
      if (auto placed = place(); !placed)
        return placed;
      const auto read = m_shadow.run(spec);
      if (!read || read->outcome.kind != sys::Outcome::Kind::exited || read->outcome.value == 0 ||
          !prune_blamed(messages_of(*read)))
        break; // the build tells
    }
    return {};
  }

  static std::string messages_of(const sys::ProcessResult& result) {
    return result.stdout_text + "\n" + result.stderr_text;
  }

  bool prune_blamed(const std::string& messages) {
    const auto before = m_pruning.size();
    const auto blame = blamed(messages, m_result.set, m_pruning);
    m_pruning.candidates.insert(blame.candidates.begin(), blame.candidates.end());
    m_pruning.sites.insert(blame.sites.begin(), blame.sites.end());
    m_pruning.files.insert(blame.files.begin(), blame.files.end());
    return m_pruning.size() > before;
  }

  /// With optimization again, then with whole files where nothing else is known, or little time is left.
  bool prune_for_build(const std::string& messages) {
    const auto before = m_pruning.size();
    const bool found = prune_blamed(messages);
    if (!found && m_result.optimization == Optimization::off) {
      m_result.optimization = Optimization::as_project;
      return true;
    }
    if (!found || m_round >= k_patient_rounds)
      m_pruning.files.merge(damaged_files(messages, m_result.set));
    return m_pruning.size() > before;
  }

  base::Result<Instrumented> finish() {
    auto& candidates = m_result.set.candidates;
    const auto before = candidates.size();
    std::erase_if(candidates,
                  [&](const Candidate& candidate) { return is_pruned(candidate, m_result.set, m_pruning); });
    m_result.dropped = before - candidates.size();
    m_result.given_up.assign(m_pruning.files.begin(), m_pruning.files.end());
    if (candidates.empty())
      return base::fail(base::ErrorCode::unsupported, "The compiler refuses all files with candidates: " +
                                                          base::join(m_result.given_up, ", "));
    return std::move(m_result);
  }

  static std::string first_error(const sys::ProcessResult& built) {
    const auto text = messages_of(built);
    for (const auto line : base::split_lines(text))
      if (base::contains(line, "undefined reference") || base::contains(line, "multiple definition") ||
          (base::contains(line, "error") && !base::contains(line, "collect2")))
        return base::to_printable(line.substr(0, 300));
    return built.outcome.kind == sys::Outcome::Kind::exited
               ? "no message names a line of the rewritten sources"
               : "the build was ended: " + sys::to_string(built.outcome);
  }

  workspace::Shadow& m_shadow;
  const InstrumentOptions& m_options;
  std::string m_folder;
  int m_round = 0;
  Pruning m_pruning;
  std::map<std::string, std::string> m_texts; ///< as generated, by path
  Instrumented m_result;
};

/// What makes the build tool go on after an error; nothing for tools that are not known.
std::vector<std::string> keep_going(const std::string& build_dir) {
  if (fs::exists(build_dir + "/build.ninja") || fs::exists(build_dir + "/CMakeFiles/rules.ninja"))
    return {"--", "-k", "0"};
  return fs::exists(build_dir + "/Makefile") ? std::vector<std::string>{"--", "-k"}
                                             : std::vector<std::string>{};
}

} // namespace

base::Result<sys::ProcessResult> build(workspace::Shadow& shadow, const BuildOptions& options) {
  sys::ProcessSpec spec;
  spec.argv = {options.cmake, "--build", shadow.build_dir(), "-j",
               std::to_string(std::max(1U, options.jobs))};
  if (!options.config.empty())
    spec.argv.insert(spec.argv.end(), {"--config", options.config});
  if (!options.targets.empty()) {
    spec.argv.emplace_back("--target");
    spec.argv.insert(spec.argv.end(), options.targets.begin(), options.targets.end());
  }
  if (options.on_failure == OnFailure::go_on) {
    const auto more = keep_going(shadow.build_dir());
    spec.argv.insert(spec.argv.end(), more.begin(), more.end());
  }
  spec.cwd = shadow.build_dir();
  spec.timeout = options.timeout;
  return shadow.run(std::move(spec));
}

base::Result<Instrumented> instrument(workspace::Shadow& shadow, const InstrumentOptions& options) {
  if (!fs::exists(options.tools.schemata))
    return base::fail(
        base::ErrorCode::environment,
        "aurora-schemata is missing, so nothing can be searched; install libclang-dev and build again",
        options.tools.schemata);
  Instrumenter instrumenter(shadow, options);
  auto instrumented = instrumenter.run();
  if (!instrumented)
    instrumenter.take_back();
  return instrumented;
}

base::Result<void> put_switches(workspace::Shadow& shadow, const Instrumented& instrumented) {
  model::Patch patch;
  for (const auto& [path, text] : instrumented.rewritten)
    if (const auto original = original_of(instrumented, path); original != text)
      patch.changes.push_back({path, original, text});
  return shadow.apply(patch);
}

base::Result<void> restore_originals(workspace::Shadow& shadow, const Instrumented& instrumented) {
  model::Patch patch;
  for (const auto& [path, text] : instrumented.rewritten)
    if (const auto original = original_of(instrumented, path); original != text)
      patch.changes.push_back({path, text, original});
  return shadow.apply(patch);
}

} // namespace aurora::repair::search
