#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aurora/model/event.hpp"
#include "aurora/model/test_run.hpp"

namespace aurora::history {

/// One candidate and how far it came.
struct AttemptRecord {
  std::string provider;
  std::string rule;
  std::string title;
  std::string stage; ///< model::Stage in words
  std::string reason;
  std::vector<std::string> evidence;
  double seconds = 0; ///< of trying it
  bool kept = false;
  std::string diff;               ///< of what was accepted; empty for the rest
  std::vector<std::string> files; ///< that the diff changes, relative to the source root
  std::string commit;
};

/// A provider that was asked about a cause.
struct AskRecord {
  std::string provider;
  double seconds = 0; ///< until it had its candidates; trying them is not in it
  int candidates = 0;
  std::string problem; ///< why it could not work, if so
};

struct ClusterRecord {
  std::string signature;
  std::string category;
  std::string title;
  double risk = 0;
  int events = 0;
  bool flaky = false;
  std::string ending; ///< heal::Ending in words; "seen" when nothing was tried
  std::string reason;
  double seconds = 0; ///< from taking it up to the end of the work on it
  int iteration = 0;
  std::vector<AskRecord> asks;
  std::vector<AttemptRecord> attempts;
};

/// One call of a model, an agent or a forge.
struct ProviderCall {
  std::string signature; ///< of the cause it was made for; may be empty
  std::string provider;
  std::string model;
  std::string started; ///< RFC 3339
  double seconds = 0;
  long long tokens_in = 0;
  long long tokens_out = 0;
  double cost = 0; ///< in the currency of the settings
  std::string outcome;
};

/// Whether a run could see every cause: only then what is not seen any more is gone.
enum class Scope { all_tests, some_tests };

/// One test-heal or heal, written as a whole.
struct RunRecord {
  long long id = 0; ///< given by the store
  std::string project;
  std::string command; ///< "test-heal", "heal"
  std::string started; ///< RFC 3339, UTC
  std::string ended;
  double seconds = 0;
  std::string commit;
  std::string branch;
  std::string mode;
  std::string verdict; ///< "green", "red"
  std::string stopped_because;
  Scope scope = Scope::all_tests;
  bool built = true;
  bool measured = false; ///< benchmarks too: only then what was slower and is no more is gone
  model::RunCounts counts;
  std::optional<double> coverage_percent;
  std::vector<model::Event> events;         ///< as it began
  std::vector<std::string> signatures_left; ///< of what is red at the end, flaky ones not counted
  std::vector<ClusterRecord> clusters;
  std::vector<ProviderCall> calls;
};

/// A line of `aurora history list`.
struct RunLine {
  long long id = 0;
  std::string project;
  std::string command;
  std::string started;
  double seconds = 0;
  std::string branch;
  std::string verdict;
  model::RunCounts counts;
  std::optional<double> coverage_percent;
  int events = 0;
  int clusters = 0;
  int landed = 0;
};

/// A person's consent to a patch that policy wants two people for.
struct Approval {
  std::string patch_sha256;
  std::string approver;
  std::string method; ///< "ssh", "gpg"
  std::string signature;
  std::string signed_at; ///< RFC 3339
  std::string expires_at;
};

/// A patch that was offered to people.
struct Proposal {
  std::string project;
  std::string at; ///< RFC 3339
  std::string patch_sha256;
  std::string branch;
  std::string url;
};

/// An issue at a forge, by one of the signatures it is for.
struct IssueRecord {
  std::string project;
  std::string place; ///< the forge and the repository there
  std::string signature;
  long long number = 0;
  std::string url;
  std::string state;  ///< "open", "closed"
  std::string at;     ///< RFC 3339: when it was changed last
  std::string commit; ///< of the run that was the reason
  std::string reason;
};

/// What one benchmark took in one run.
struct BenchmarkRecord {
  std::string project;
  std::string setup; ///< machine, build type and compiler: only equal ones are compared
  std::string name;
  std::string at; ///< RFC 3339
  std::string commit;
  std::vector<double> samples; ///< seconds, one a repetition
  std::string finding;         ///< benchmark::Finding in words
  long long level = 0;         ///< id of the level that it was compared with; 0: the first
  bool in_baseline = false;    ///< belongs to what later runs are compared with
};

/// One benchmark of one project on one setup.
struct BenchmarkKey {
  std::string project;
  std::string setup;
  std::string name;
};

/// What is known of a benchmark on one setup.
struct BenchmarkState {
  std::string name;
  long long level = 0;     ///< that holds
  std::string accepted_at; ///< RFC 3339; empty: nobody has accepted another level than the first
  std::vector<BenchmarkRecord> baseline; ///< oldest first
  BenchmarkRecord newest;
};

/// What the history knows of one playbook entry in one project.
struct PlaybookRecord {
  std::string entry;
  int tried = 0;
  int landed = 0;
  int reverted = 0;
  std::string last_used; ///< RFC 3339
};

/// Which runs are meant; empty members mean all.
struct Filter {
  std::string project;
  std::string since;     ///< RFC 3339, inclusive
  std::string until;     ///< exclusive
  std::size_t limit = 0; ///< the newest ones only; 0: all
};

} // namespace aurora::history
