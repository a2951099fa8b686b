#include "aurora/repair/llm/provider.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/gate/secrets.hpp"
#include "aurora/repair/llm/answer.hpp"
#include "aurora/repair/llm/apply_edits.hpp"
#include "aurora/repair/llm/prompt.hpp"
#include "aurora/repair/sources.hpp"

namespace aurora::repair::llm {
namespace {

using base::ErrorCode;

std::string title_of(const Proposal& proposal) {
  constexpr std::size_t k_longest_title = 72;
  const auto line = std::string(base::split(proposal.explanation, '\n').front());
  const auto title = line.substr(0, line.find(". "));
  if (title.empty())
    return "edit proposed by the model";
  return title.size() <= k_longest_title ? title
                                         : base::to_printable(title.substr(0, k_longest_title - 3)) + "...";
}

bool was_tried(const Context& context, const model::Patch& patch) {
  return std::ranges::any_of(context.tried,
                             [&](const Tried& tried) { return tried.patch.changes == patch.changes; });
}

/// Whether asking again could help: an answer of no use, or one that broke off.
bool is_worth_asking_again(const base::Error& error) {
  return error.code == ErrorCode::invalid_input || error.code == ErrorCode::io;
}

} // namespace

std::string LlmProvider::masked(std::string_view text) const {
  return gate::mask_secrets(text, m_options.secrets).text;
}

/// A server knows the key at least; what it says is shown and kept.
bool LlmProvider::holds_credential(std::string_view text) const {
  return std::ranges::any_of(m_options.secrets, [&](const auto& secret) {
    return secret.size() >= gate::k_shortest_known_secret && base::contains(text, secret);
  });
}

/// The first prompt, or what became of the last candidate.
void LlmProvider::begin_or_go_on(const Context& context) {
  if (m_round == 0) {
    m_chat = first_prompt(context, m_options.endpoint.structured ? AnswerForm::json : AnswerForm::blocks);
    for (auto& message : m_chat.messages)
      message.text = masked(message.text);
  } else if (!context.tried.empty()) {
    answer_with(m_last_answer, failed_candidate(context.tried.back()));
  }
}

void LlmProvider::answer_with(const std::string& answer, const std::string& reply) {
  m_chat.messages.push_back({Role::assistant, masked(answer)});
  m_chat.messages.push_back({Role::user, masked(reply)});
}

base::Result<Answer> LlmProvider::send(long tokens_in, long longest_answer) {
  auto request = make_request(m_options.endpoint, m_chat, longest_answer);
  const std::chrono::duration<double> left(m_ports.budget.seconds_left());
  request.timeout = std::min(request.timeout, std::chrono::ceil<std::chrono::milliseconds>(left));
  const auto begin = m_ports.clock.steady_now();
  const auto response = m_ports.client.send(request);
  auto answer =
      response ? read_answer(m_options.endpoint, *response) : base::Result<Answer>(base::forward(response));
  const std::chrono::duration<double> spent = m_ports.clock.steady_now() - begin;
  m_call.tokens_in = answer && answer->tokens_in > 0 ? answer->tokens_in : tokens_in;
  m_call.tokens_out = !answer                  ? 0
                      : answer->tokens_out > 0 ? answer->tokens_out
                                               : estimated_tokens(answer->text.size());
  m_call.seconds = spent.count();
  m_call.cost = m_ports.budget.spend(m_call.tokens_in, m_call.tokens_out, m_call.seconds);
  return answer;
}

base::Result<Answer> LlmProvider::call() {
  const auto tokens_in = estimated_tokens(size_of(m_chat));
  const auto longest = m_ports.budget.admit(tokens_in, m_options.longest_answer);
  if (!longest)
    return base::forward(longest);
  ++m_round;
  m_call.round = m_round;
  m_call.chat = m_chat;
  m_call.answer.clear();
  auto answer = send(tokens_in, *longest);
  if (!answer) {
    auto error = answer.error();
    error.message = masked(error.message);
    return tl::unexpected(error);
  }
  m_call.answer = masked(answer->text);
  return answer;
}

base::Result<model::Patch> LlmProvider::read(const Context& context, const Answer& answer) const {
  if (answer.cut)
    return base::fail(ErrorCode::invalid_input, "it is too long and was cut off; make a smaller edit");
  if (holds_credential(answer.text))
    return base::fail(ErrorCode::invalid_input, "it holds a credential of this machine");
  const auto proposal = parse_answer(answer.text);
  if (!proposal)
    return base::forward(proposal);
  Sources sources(context);
  auto changes = apply_edits(proposal->edits, [&](const std::string& path) -> std::optional<std::string> {
    const auto* text = sources.text(path);
    return text == nullptr ? std::nullopt : std::optional(text->text());
  });
  if (!changes)
    return base::forward(changes);
  model::Patch patch;
  patch.provider = name();
  patch.rule = m_options.endpoint.model;
  patch.title = title_of(*proposal);
  patch.explanation = proposal->explanation;
  patch.changes = std::move(*changes);
  if (was_tried(context, patch))
    return base::fail(ErrorCode::invalid_input, "just this edit was tried before and not accepted");
  return patch;
}

base::Result<model::Patch> LlmProvider::one_round(const Context& context) {
  const int before = m_round;
  const auto answer = call();
  auto patch = answer ? read(context, *answer) : base::Result<model::Patch>(base::forward(answer));
  m_last_answer = answer ? answer->text : "";
  m_call.outcome = patch ? "candidate" : base::to_string(patch.error());
  if (m_options.record && m_round > before)
    m_options.record(m_call);
  return patch;
}

base::Result<std::vector<model::Patch>> LlmProvider::propose(const Context& context) {
  m_hopeful = false;
  begin_or_go_on(context);
  m_call.signature = context.cluster.signature;
  if (m_options.show) {
    m_options.show(m_chat);
    return std::vector<model::Patch>{};
  }
  std::string last;
  while (m_round < m_options.rounds) {
    const auto patch = one_round(context);
    if (patch) {
      m_hopeful = true;
      return std::vector{*patch};
    }
    if (!is_worth_asking_again(patch.error()))
      return base::forward(patch);
    last = base::to_string(patch.error());
    if (!m_call.answer.empty())
      answer_with(m_last_answer, unusable_answer(last));
  }
  return base::fail(ErrorCode::invalid_input,
                    fmt::format("none of {} answers could be used; the last: {}", m_round, last));
}

} // namespace aurora::repair::llm
