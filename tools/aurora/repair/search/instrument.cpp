#include "aurora/repair/search/instrument.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "aurora/base/text.hpp"

namespace aurora::repair::search {

namespace fs = std::filesystem;

namespace {

constexpr int k_rounds = 6;
/// aurora-schemata gives the line of candidate N the number k_mark + N.
constexpr long long k_mark = 1'000'000'000;
constexpr std::size_t k_longest_message_line = 4000;

struct Blame {
  std::string file;
  long long line = 0;
  std::string undeclared; ///< the name, when that is the complaint
};

/// "‘x’ undeclared (first use in this function)", "‘x’ was not declared in this scope": said once in a
/// function.
std::string undeclared_name(std::string_view message) {
  constexpr std::string_view k_open = "‘";
  const auto end = std::min(message.find("’ undeclared"), message.find("’ was not declared"));
  const auto begin = message.find(k_open);
  if (end == std::string_view::npos || begin == std::string_view::npos || begin + k_open.size() > end)
    return {};
  return std::string(message.substr(begin + k_open.size(), end - begin - k_open.size()));
}

bool mentions(std::string_view text, std::string_view name) {
  for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const bool starts = at == 0 || !base::is_identifier_char(text[at - 1]);
    const bool ends = at + name.size() == text.size() || !base::is_identifier_char(text[at + name.size()]);
    if (starts && ends)
      return true;
  }
  return false;
}

std::optional<Blame> error_place(std::string_view line) {
  const auto error = line.find("error: ");
  if (error == std::string_view::npos || line.size() > k_longest_message_line)
    return std::nullopt;
  // file:line[:column]: [fatal ]error: …
  const auto parts = base::split(line.substr(0, error), ':');
  for (std::size_t i = 1; i < parts.size(); ++i)
    if (const auto number = base::parse_integer(parts[i]))
      return Blame{std::string(parts[i - 1]), *number, undeclared_name(line.substr(error))};
  return std::nullopt;
}

bool alike(const Candidate& one, const Candidate& other, const CandidateSet& set) {
  return one.file == other.file && set.sites[one.site].function == set.sites[other.site].function &&
         (one.site == other.site || one.kind == other.kind);
}

/// What uses the name at the same place or by the same template: the compiler will not say what else is
/// wrong.
void add_users(const std::string& name, unsigned blamed, const CandidateSet& set, std::set<unsigned>& ids) {
  const auto found = std::ranges::find(set.candidates, blamed, &Candidate::id);
  if (name.empty() || found == set.candidates.end())
    return;
  for (const auto& candidate : set.candidates)
    if (alike(candidate, *found, set) && mentions(candidate.replacement, name))
      ids.insert(candidate.id);
}

void add_blamed(const Blame& blame, const CandidateSet& set, std::set<unsigned>& ids) {
  if (blame.line > k_mark) {
    const auto id = static_cast<unsigned>(blame.line - k_mark);
    ids.insert(id);
    add_users(blame.undeclared, id, set, ids);
    return;
  }
  for (const auto& candidate : set.candidates) {
    const auto& site = set.sites[candidate.site];
    if (blame.line >= site.line && blame.line <= site.line_end &&
        (blame.file.ends_with(site.file) || site.file.ends_with(blame.file)))
      ids.insert(candidate.id);
  }
}

base::Result<std::string> read_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    return base::fail(base::ErrorCode::not_found, "cannot be read", path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// The state of one instrument() call.
class Instrumenter {
public:
  Instrumenter(workspace::Shadow& shadow, const InstrumentOptions& options)
      : m_shadow(shadow), m_options(options), m_folder(shadow.exchange_dir() + "/schemata") {}

  base::Result<Instrumented> run() {
    for (int round = 0; round < k_rounds; ++round) {
      if (auto made = generate(); !made)
        return forward(made);
      if (auto placed = place(); !placed)
        return forward(placed);
      auto built = build(m_shadow, m_options.build);
      if (!built)
        return forward(built);
      if (built->outcome.succeeded())
        return std::move(m_result);
      if (!drop_blamed(*built))
        return base::fail(base::ErrorCode::unsupported,
                          "The project does not build with candidates in it: " + first_error(*built));
    }
    return base::fail(base::ErrorCode::unsupported,
                      "The compiler keeps refusing the program with candidates");
  }

private:
  std::vector<std::string> command() const {
    std::vector<std::string> argv = {m_options.tools.schemata,
                                     "--compile-commands",
                                     m_options.tools.compile_commands.empty()
                                         ? m_shadow.build_dir() + "/compile_commands.json"
                                         : m_options.tools.compile_commands,
                                     "--source-dir",
                                     m_shadow.source_dir(),
                                     "--out",
                                     m_folder,
                                     "--runtime",
                                     m_options.tools.runtime_folder,
                                     "--max-candidates",
                                     std::to_string(m_options.max_candidates)};
    for (const auto& file : m_options.files)
      argv.insert(argv.end(), {"--file", file});
    for (const auto& lines : m_options.lines)
      argv.insert(argv.end(), {"--lines", lines});
    if (!m_dropped.empty())
      argv.insert(argv.end(), {"--drop", fmt::format("{}", fmt::join(m_dropped, ","))});
    return argv;
  }

  base::Result<void> generate() {
    if (!m_result.rewritten.empty())
      if (auto restored = restore_originals(m_shadow, m_result); !restored)
        return restored;
    m_result.rewritten.clear();
    std::error_code problem;
    fs::create_directories(m_folder, problem);
    sys::ProcessSpec spec;
    spec.argv = command();
    spec.cwd = m_shadow.source_dir();
    spec.timeout = m_options.build.timeout;
    auto result = m_shadow.run(std::move(spec));
    if (!result)
      return forward(result);
    if (!result->outcome.succeeded())
      return base::fail(base::ErrorCode::unsupported,
                        fmt::format("aurora-schemata made no candidates: {}",
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
    return {};
  }

  base::Result<void> place() {
    model::Patch patch;
    for (const auto& file : m_result.set.files) {
      const auto path =
          fs::path(file.text_path).is_absolute() ? file.text_path : m_folder + "/" + file.text_path;
      auto text = read_text(path);
      if (!text)
        return forward(text);
      auto original = m_shadow.read(file.path);
      if (!original)
        return forward(original);
      m_result.originals.emplace(file.path, *original);
      m_result.rewritten[file.path] = *text;
      patch.changes.push_back({file.path, *original, *text});
    }
    return m_shadow.apply(patch);
  }

  bool drop_blamed(const sys::ProcessResult& built) {
    const auto blamed = blamed_candidates(built.stdout_text + "\n" + built.stderr_text, m_result.set);
    const auto before = m_dropped.size();
    m_dropped.insert(blamed.begin(), blamed.end());
    m_result.dropped = m_dropped.size();
    return m_dropped.size() > before;
  }

  static std::string first_error(const sys::ProcessResult& built) {
    const auto text = built.stdout_text + "\n" + built.stderr_text;
    for (const auto line : base::split_lines(text))
      if (base::contains(line, "undefined reference") || base::contains(line, "multiple definition") ||
          (base::contains(line, "error") && !base::contains(line, "collect2")))
        return base::to_printable(line.substr(0, 300));
    return "no message names a line of the rewritten sources";
  }

  workspace::Shadow& m_shadow;
  const InstrumentOptions& m_options;
  std::string m_folder;
  std::set<unsigned> m_dropped;
  Instrumented m_result;
};

} // namespace

std::vector<unsigned> blamed_candidates(std::string_view messages, const CandidateSet& set) {
  std::set<unsigned> ids;
  for (const auto line : base::split_lines(messages))
    if (const auto blame = error_place(line))
      add_blamed(*blame, set, ids);
  return {ids.begin(), ids.end()};
}

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
  return Instrumenter(shadow, options).run();
}

base::Result<void> restore_originals(workspace::Shadow& shadow, const Instrumented& instrumented) {
  model::Patch patch;
  for (const auto& [path, text] : instrumented.rewritten)
    patch.changes.push_back({path, text, instrumented.originals.at(path)});
  return shadow.apply(patch);
}

} // namespace aurora::repair::search
