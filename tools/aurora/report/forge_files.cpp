#include "aurora/report/forge_files.hpp"

#include <ostream>

#include <fmt/format.h>

#include "aurora/base/hash.hpp"
#include "aurora/base/text.hpp"
#include "aurora/report/escape.hpp"
#include "aurora/report/json_value.hpp"

namespace aurora::report {
namespace {

constexpr std::size_t k_most_annotations = 50;

/// As GitHub's runner decodes it: "%" and line ends in the message, ":" and "," too in a property.
std::string command_text(const std::string& text, bool property) {
  std::string out;
  for (const char c : base::to_printable(text)) {
    const bool special = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
    out += special ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
  }
  return out;
}

struct FailurePlace {
  std::string file;
  int line = 0;
};

/// Where to look: the suspect when there is one, else where it was noticed. Only places in the project.
FailurePlace failure_place(const model::Event& event) {
  FailurePlace place{event.file, event.line};
  if (!event.analysis.suspect_file.empty())
    place = {event.analysis.suspect_file, event.analysis.suspect_line};
  return place.file.starts_with('/') ? FailurePlace{} : place;
}

std::string annotation_text(const model::Cluster& cluster) {
  const auto& event = cluster.events.front();
  auto text = fmt::format("{} failure{}, first {}: {}", cluster.events.size(),
                          cluster.events.size() == 1 ? "" : "s", event.test_id, event.message);
  if (!event.analysis.suggestion.empty())
    text += "\nNext: " + event.analysis.suggestion;
  if (!event.repro_cmd.empty())
    text += "\nRun: " + event.repro_cmd;
  return text.substr(0, 4000);
}

std::string severity_of(const model::Cluster& cluster) {
  return cluster.flaky ? "minor" : cluster.risk >= 0.75 ? "critical" : "major";
}

Json::Value quality_item(const model::Cluster& cluster, const model::Event& event,
                         const FailurePlace& place) {
  Json::Value out;
  out["description"] = json_text(one_line(event.test_id + ": " + event.message, 500));
  out["check_name"] = json_text(event.error_class);
  out["fingerprint"] = base::sha256_hex(event.signature + "\n" + event.test_id);
  out["severity"] = severity_of(cluster);
  out["location"]["path"] = json_text(place.file);
  out["location"]["lines"]["begin"] = std::max(1, place.line);
  return out;
}

/// Of Verdana at 11 pixels, roughly; textLength makes every viewer agree.
int text_width(std::string_view text) {
  return static_cast<int>(text.size()) * 7;
}

} // namespace

void write_github_annotations(std::ostream& out, const std::vector<model::Cluster>& clusters) {
  std::size_t count = 0;
  for (const auto& cluster : clusters) {
    if (cluster.events.empty() || ++count > k_most_annotations)
      continue;
    const auto place = failure_place(cluster.events.front());
    out << (cluster.flaky ? "::warning " : "::error ");
    if (!place.file.empty())
      out << "file=" << command_text(place.file, true) << ",line=" << std::max(1, place.line) << ',';
    out << "title=" << command_text(one_line(cluster.title), true)
        << "::" << command_text(annotation_text(cluster), false) << '\n';
  }
}

void write_gitlab_code_quality(std::ostream& out, const std::vector<model::Cluster>& clusters) {
  Json::Value root(Json::arrayValue);
  for (const auto& cluster : clusters)
    for (const auto& event : cluster.events)
      if (const auto place = failure_place(event); !place.file.empty())
        root.append(quality_item(cluster, event, place));
  write_document(out, root);
}

void write_badge(std::ostream& out, const model::RunCounts& counts) {
  const auto bad = counts.failed + counts.not_run;
  const auto text = bad > 0            ? fmt::format("{} failed", bad)
                    : counts.flaky > 0 ? fmt::format("{} passed, {} flaky", counts.passed, counts.flaky)
                                       : fmt::format("{} passed", counts.passed);
  const auto colour = bad > 0 ? "#a40e26" : counts.flaky > 0 ? "#7d5200" : "#116329";
  const int left = text_width("tests") + 12;
  const int right = text_width(text) + 12;
  out << fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="20" role="img" aria-label="tests: {3}">)"
      R"(<title>tests: {3}</title><rect width="{1}" height="20" rx="3" fill="#444c56"/>)"
      R"(<rect x="{1}" width="{2}" height="20" rx="3" fill="{4}"/><rect x="{1}" width="4" height="20" fill="{4}"/>)"
      R"(<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">)"
      R"(<text x="6" y="14" textLength="{5}">tests</text><text x="{6}" y="14" textLength="{7}">{3}</text></g></svg>)"
      "\n",
      left + right, left, right, text, colour, left - 12, left + 6, right - 12);
}

} // namespace aurora::report
