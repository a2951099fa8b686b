#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include <fmt/format.h>
#include <json/json.h>

#include "bench/repair/healer.hpp"
#include "bench/repair/local.hpp"

namespace aurora::bench {

namespace fs = std::filesystem;

namespace {

std::string read_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<fs::path> patch_files(const std::string& build_dir) {
  std::vector<fs::path> files;
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(build_dir + "/aurora/reports/patches", problem))
    if (entry.path().extension() == ".patch")
      files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

/// From the progress that a heal prints, "search  12 places, 300 of 900 candidates tried, 1500/s, …": each
/// round counts from 0.
void add_figures(const std::string& output, Proposal& proposal) {
  static const std::regex k_progress(R"(search +\d+ places, (\d+) of \d+ candidates tried, (\d+)/s)");
  double tried = 0;
  double rate = 0;
  const auto end_round = [&] {
    proposal.tried += tried;
    proposal.search_seconds += rate > 0 ? tried / rate : 0;
  };
  for (std::sregex_iterator it(output.begin(), output.end(), k_progress), end; it != end; ++it) {
    const double now = std::stod((*it)[1]);
    if (now < tried)
      end_round();
    tried = now;
    rate = std::stod((*it)[2]);
  }
  end_round();
}

/// What a heal does beside the search: the first build and run, and every proposed patch built and tested
/// again.
constexpr double k_beside_the_search = 0.25; ///< of the budget

class CommandHealer final : public Healer {
public:
  explicit CommandHealer(std::string aurora) : m_aurora(std::move(aurora)) {}

  Proposal heal(const HealJob& job) override {
    sys::ProcessSpec spec;
    // Ctrl-C at the end of the budget: what has been found by then counts.
    spec.argv = {"timeout",
                 "--signal=INT",
                 std::to_string(job.budget),
                 m_aurora,
                 "heal",
                 "--build-dir",
                 job.build_dir,
                 "--mode",
                 "propose",
                 "--time-budget",
                 std::to_string(static_cast<int>(job.budget * (1 - k_beside_the_search))),
                 "--jobs",
                 std::to_string(job.jobs)};
    spec.cwd = job.folder;
    spec.timeout = std::chrono::seconds(static_cast<long>(job.budget) + 120);
    const auto result = run_process(spec);
    Proposal proposal;
    proposal.seconds = result.duration.count();
    add_figures(result.stdout_text, proposal);
    for (const auto& file : patch_files(job.build_dir)) {
      proposal.patches.push_back(patched(job, file));
      proposal.titles.push_back(file.filename().string());
    }
    if (proposal.patches.empty())
      proposal.note = last_line(result.stdout_text + result.stderr_text);
    return proposal;
  }

private:
  static std::string last_line(const std::string& text) {
    const auto end = text.find_last_not_of('\n');
    const auto begin = text.find_last_of('\n', end);
    return text.substr(begin == std::string::npos ? 0 : begin + 1, 200);
  }

  /// The files as they are after `git apply` in a copy.
  static Texts patched(const HealJob& job, const fs::path& patch) {
    const auto copy = job.folder + ".patched";
    std::error_code problem;
    fs::remove_all(copy, problem);
    fs::create_directories(copy, problem);
    for (const auto& file : job.editable) {
      fs::create_directories((fs::path(copy) / file).parent_path(), problem);
      fs::copy_file(job.folder + "/" + file, copy + "/" + file, problem);
    }
    sys::ProcessSpec spec;
    spec.argv = {"git", "apply", "--unsafe-paths", "--directory=" + copy, patch.string()};
    spec.cwd = "/";
    run_process(spec);
    Texts texts;
    for (const auto& file : job.editable)
      texts[file] = read_text(copy + "/" + file);
    fs::remove_all(copy, problem);
    return texts;
  }

  std::string m_aurora;
};

} // namespace

std::unique_ptr<Healer> make_command_healer(const std::string& aurora) {
  return std::make_unique<CommandHealer>(aurora);
}

} // namespace aurora::bench
