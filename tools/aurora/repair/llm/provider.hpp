#pragma once

#include <functional>
#include <string>
#include <vector>

#include "aurora/repair/llm/budget.hpp"
#include "aurora/repair/llm/chat.hpp"
#include "aurora/repair/provider.hpp"
#include "aurora/sys/clock.hpp"

namespace aurora::repair::llm {

/// One call, for the audit trail. Prompt and answer are masked.
struct Call {
  std::string signature; ///< of the cluster
  int round = 1;
  Chat chat;
  std::string answer;
  std::string outcome; ///< "candidate", or why there is none
  long tokens_in = 0;
  long tokens_out = 0;
  double seconds = 0;
  double cost = 0;
};

struct LlmOptions {
  Endpoint endpoint;
  int rounds = 5;                   ///< answers a cause
  long longest_answer = 4096;       ///< tokens
  std::vector<std::string> secrets; ///< texts that never leave, whatever they look like
  std::function<void(const Call&)> record;
  std::function<void(const Chat&)> show; ///< set: a dry run, which shows the prompt and sends nothing
};

struct LlmPorts {
  sys::HttpClient& client;
  sys::Clock& clock;
  Budget& budget;
};

/// Asks a language model. Each answer that can be applied is one candidate; the next round tells the model
/// what became of it. Nothing is sent that looks like a secret, and nothing the model says decides what may
/// be edited: its candidates go through the gate like any other.
class LlmProvider final : public Provider {
public:
  LlmProvider(LlmPorts ports, LlmOptions options) : m_ports(ports), m_options(std::move(options)) {}
  std::string_view name() const override { return "model"; }
  base::Result<std::vector<model::Patch>> propose(const Context& context) override;
  bool wants_another_round() const override { return m_hopeful && m_round < m_options.rounds; }

private:
  void begin_or_go_on(const Context& context);
  base::Result<model::Patch> one_round(const Context& context);
  base::Result<Answer> call();
  base::Result<Answer> send(long tokens_in, long longest_answer);
  base::Result<model::Patch> read(const Context& context, const Answer& answer) const;
  void answer_with(const std::string& answer, const std::string& reply);
  bool holds_credential(std::string_view text) const;
  std::string masked(std::string_view text) const;

  LlmPorts m_ports;
  LlmOptions m_options;
  Chat m_chat;
  Call m_call;
  std::string m_last_answer;
  int m_round = 0;
  bool m_hopeful = false; ///< the last round brought a candidate
};

} // namespace aurora::repair::llm
