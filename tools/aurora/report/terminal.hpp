#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/model/cluster.hpp"
#include "aurora/model/finding.hpp"
#include "aurora/model/suspect.hpp"
#include "aurora/report/heal_report.hpp"
#include "aurora/report/run_document.hpp"
#include "aurora/sys/environment.hpp"

namespace aurora::report {

enum class Colour { off, on };

/// on for a terminal, unless NO_COLOR is set (to anything but nothing) or TERM is "dumb".
Colour choose_colour(const sys::Environment& environment, int fd);

/// What a heal tells while it works, a line or a few each, and the texts at the end of commands.
class Terminal {
public:
  Terminal(std::ostream& out, Colour colour) : m_out(out), m_colour(colour) {}

  void iteration(int number, int maximum);
  void run(const RunDocument& run);
  void clusters(const std::vector<model::Cluster>& clusters);
  void suspects(const model::Cluster& cluster, const std::vector<model::Suspect>& suspects);
  void trying(const model::Patch& patch);
  void verdict(const model::Verdict& verdict);
  void kept(const KeptPatch& kept);
  void note(std::string_view text);
  void problem(std::string_view text);
  void findings(const std::vector<model::Finding>& findings);
  void heal_summary(const HealReport& report);
  void diff(std::string_view unified_diff);

private:
  std::string paint(std::string_view text, std::string_view code) const;
  std::ostream& m_out;
  Colour m_colour;
};

} // namespace aurora::report
