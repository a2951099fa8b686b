#include <csignal>
#include <cstring>

#include "aurora/sys/process.hpp"

namespace aurora::sys {
namespace {

std::string signal_name(int number) {
  const char* name = ::sigabbrev_np(number);
  return name != nullptr ? std::string("SIG") + name : "signal " + std::to_string(number);
}

} // namespace

std::string to_string(const Outcome& outcome) {
  switch (outcome.kind) {
  case Outcome::Kind::exited:
    return "exit code " + std::to_string(outcome.value);
  case Outcome::Kind::signalled:
    return "killed by " + signal_name(outcome.value);
  case Outcome::Kind::timed_out:
    return "timed out";
  case Outcome::Kind::cancelled:
    return "cancelled";
  case Outcome::Kind::not_started:
    break;
  }
  return "not started";
}

} // namespace aurora::sys
