#pragma once

#include <cstdint>
#include <random>
#include <string>

#include "aurora/model/event.hpp"

namespace aurora::bench {

/// Failures of known causes, drawn one by one: each cause is of one of ten kinds, and each of its failures is
/// worded as different tests, inputs, machines and callers would word it. Some kinds are made to be mixed up
/// (one function that throws for two reasons, one message from two functions), some cannot be recognized at
/// all (crashes without a trace that come up in several tests).
class FailureSource {
public:
  FailureSource(std::uint32_t causes, std::uint32_t seed) : m_causes(causes), m_random(seed) {}

  static constexpr std::uint32_t k_kinds = 10; ///< cause % k_kinds is its kind
  static std::string name_of_kind(std::uint32_t kind);

  struct Failure {
    std::uint32_t cause = 0;
    model::Event event;
  };

  /// Causes are drawn unevenly: a few make most of the failures.
  Failure next();

private:
  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(m_random() % limit); }
  std::string hex(int digits);
  std::string word();
  std::string test();
  void add_trace(std::uint32_t cause, model::Event& event);
  void crash(std::uint32_t cause, model::Event& event);
  void sanitizer(std::uint32_t cause, model::Event& event);
  void assertion_on_call(std::uint32_t cause, model::Event& event);
  void assertion_on_text(std::uint32_t cause, model::Event& event);
  void exception(std::uint32_t cause, model::Event& event);
  void exception_with_trace(std::uint32_t cause, model::Event& event);
  void database(std::uint32_t cause, model::Event& event);
  void timeout(std::uint32_t cause, model::Event& event);
  void silent_crash(std::uint32_t cause, model::Event& event);
  void build_error(std::uint32_t cause, model::Event& event);

  std::uint32_t m_causes;
  std::mt19937 m_random;
};

} // namespace aurora::bench
