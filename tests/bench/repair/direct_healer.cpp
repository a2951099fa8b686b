#include <filesystem>

#include <fmt/format.h>

#include "aurora/repair/search/search.hpp"
#include "bench/repair/healer.hpp"
#include "bench/repair/local.hpp"

namespace aurora::bench {

namespace {

using namespace repair;

class DirectHealer final : public Healer {
public:
  explicit DirectHealer(search::Tools tools) : m_tools(std::move(tools)) {}

  Proposal heal(const HealJob& job) override {
    const auto exchange = job.folder + ".exchange";
    std::filesystem::create_directories(exchange);
    auto shadow = make_local_shadow(job.folder, job.build_dir, exchange);
    const auto start = std::chrono::steady_clock::now();
    auto report = search::search(*shadow, options_of(job));
    Proposal proposal;
    proposal.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (report)
      fill(proposal, *report);
    else
      proposal.note = to_string(report.error());
    std::filesystem::remove_all(exchange);
    return proposal;
  }

private:
  search::SearchOptions options_of(const HealJob& job) const {
    search::SearchOptions options;
    options.instrument.tools = m_tools;
    options.instrument.files = job.editable;
    options.instrument.build.jobs = job.jobs;
    options.seconds = job.budget;
    options.jobs = job.jobs;
    return options;
  }

  static void fill(Proposal& proposal, const search::SearchReport& report) {
    proposal.tried = static_cast<double>(report.tried);
    proposal.search_seconds = report.search_seconds;
    for (const auto& patch : report.patches) {
      Texts texts;
      for (const auto& change : patch.changes)
        texts[change.path] = change.after.value_or("");
      proposal.patches.push_back(std::move(texts));
      proposal.titles.push_back(patch.title);
    }
    for (const auto& entry : report.standings)
      proposal.standings.push_back(fmt::format("{}+{} {} {:.2f} {:.4f} {}", entry.first, entry.second,
                                               entry.kind, entry.cost, entry.share, entry.agreeing));
    if (report.patches.empty())
      proposal.note = std::to_string(report.tried) + " tried of " + std::to_string(report.candidates);
    for (const auto& note : report.notes)
      proposal.note += "; " + note;
  }

  search::Tools m_tools;
};

} // namespace

std::unique_ptr<Healer> make_direct_healer(const std::string& bin_folder, const std::string& runtime_folder) {
  search::Tools tools{bin_folder + "/aurora-schemata",
                      runtime_folder,
                      bin_folder + "/../lib/aurora/libaurora_preload.so",
                      bin_folder + "/aurora-run-server",
                      "",
                      bin_folder + "/aurora-trace"};
  return std::make_unique<DirectHealer>(std::move(tools));
}

} // namespace aurora::bench
