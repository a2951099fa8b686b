#include "outside_providers.hpp"

#include <cmath>
#include <random>

#include <fmt/format.h>

#include "aurora/base/hash.hpp"
#include "aurora/base/text.hpp"
#include "aurora/gate/secrets.hpp"
#include "aurora/http/curl_client.hpp"
#include "aurora/http/retrying_client.hpp"
#include "aurora/model/json_text.hpp"
#include "aurora/repair/agent/provider.hpp"
#include "aurora/repair/llm/key.hpp"
#include "aurora/repair/llm/provider.hpp"
#include "memory.hpp"

namespace aurora::cli {
namespace {

namespace llm = repair::llm;
using std::chrono::seconds;

/// Stands for a provider that cannot work, and says why.
class Unavailable final : public repair::Provider {
public:
  Unavailable(std::string name, base::Error error) : m_name(std::move(name)), m_error(std::move(error)) {}
  std::string_view name() const override { return m_name; }
  base::Result<std::vector<model::Patch>> propose(const repair::Context&) override {
    return tl::unexpected(m_error);
  }

private:
  std::string m_name;
  base::Error m_error;
};

std::function<double()> random_source() {
  return [engine = std::mt19937(std::random_device{}())]() mutable {
    return std::uniform_real_distribution<double>(0, 1)(engine);
  };
}

http::RetryPolicy retry_policy(const settings::Settings& settings) {
  http::RetryPolicy policy;
  policy.total = seconds(settings.model_timeout) + seconds(settings.model_timeout);
  return policy;
}

llm::Limits limits_of(const settings::Settings& settings) {
  return {settings.model_max_calls, settings.model_max_tokens, double(settings.model_max_seconds),
          settings.model_max_cost,  settings.model_price_in,   settings.model_price_out};
}

llm::Endpoint endpoint_of(const settings::Settings& settings, std::string key) {
  llm::Endpoint endpoint;
  endpoint.api = settings.model_api == "anthropic" ? llm::Api::anthropic : llm::Api::openai;
  endpoint.url = settings.model_url;
  endpoint.model = settings.model_name;
  endpoint.key = std::move(key);
  endpoint.structured = settings.model_structured;
  endpoint.timeout = seconds(settings.model_timeout);
  endpoint.stall = std::min<std::chrono::milliseconds>(endpoint.stall, endpoint.timeout / 2);
  return endpoint;
}

/// When something began that has just ended.
std::string started_ago(Session& session, double spent) {
  return sys::to_rfc3339(session.clock.now() - std::chrono::milliseconds(std::llround(spent * 1000)));
}

std::string chat_text(const llm::Chat& chat) {
  std::string text = "--- system\n" + chat.system;
  for (const auto& message : chat.messages)
    text += fmt::format("\n--- {}\n{}", message.role == llm::Role::user ? "user" : "assistant", message.text);
  return text;
}

void show_prompt(const llm::Endpoint& endpoint, const llm::Chat& chat) {
  const auto body = llm::make_request(endpoint, chat, 4096).body.size();
  put(stdout, chat_text(chat));
  put(stdout,
      fmt::format("--- not sent: {} bytes of text, about {} tokens, {} bytes as a request to {} ({})\n",
                  llm::size_of(chat), llm::estimated_tokens(llm::size_of(chat)), body, endpoint.url,
                  endpoint.model));
}

std::string call_line(const llm::Call& call, const std::string& model, const std::string& ts) {
  model::JsonText json;
  json.begin('{').key("answer_sha256").text(base::sha256_hex(call.answer));
  json.key("cost").number(call.cost).key("model").text(model).key("outcome").text(call.outcome);
  json.key("prompt_sha256").text(base::sha256_hex(chat_text(call.chat))).key("round").number(call.round);
  json.key("schema").text("aurora.model-call/1").key("seconds").number(call.seconds);
  json.key("signature").text(call.signature);
  json.key("tokens_in").number(static_cast<int>(call.tokens_in));
  json.key("tokens_out").number(static_cast<int>(call.tokens_out)).key("ts").text(ts).end('}');
  return json.take() + "\n";
}

} // namespace

std::vector<std::string> secrets_of_environment() {
  std::vector<std::string> values;
  for (const auto& entry : sys::environment_entries()) {
    const auto equals = entry.find('=');
    const auto name = base::to_lower(entry.substr(0, equals));
    for (const std::string_view word : {"token", "secret", "password", "passwd", "api_key", "apikey", "_key"})
      if (equals != std::string::npos && base::contains(name, word)) {
        values.push_back(entry.substr(equals + 1));
        break;
      }
  }
  return values;
}

/// What all causes share: the connection, the budget, and the folder with what was said.
class OutsideProviders::Model {
public:
  Model(Session& session, llm::Endpoint endpoint)
      : m_session(session), m_curl({session.settings.model_ca_file, {}}),
        m_client({m_curl, session.clock, random_source(), sys::interrupted}, retry_policy(session.settings)),
        m_budget(limits_of(session.settings)), m_folder(sys::join_path(session.paths.reports, "model")) {
    m_options.secrets = secrets_of_environment();
    m_options.secrets.push_back(endpoint.key);
    m_options.endpoint = std::move(endpoint);
    m_options.rounds = session.settings.model_rounds;
    m_options.record = [this](const llm::Call& call) { record(call); };
    if (session.options.model_dry_run)
      m_options.show = [this](const llm::Chat& chat) { show_prompt(m_options.endpoint, chat); };
  }

  std::unique_ptr<repair::Provider> provider() {
    return std::make_unique<llm::LlmProvider>(llm::LlmPorts{m_client, m_session.clock, m_budget}, m_options);
  }

private:
  void record(const llm::Call& call) {
    m_session.calls.push_back({call.signature, "model", m_options.endpoint.model,
                               started_ago(m_session, call.seconds), call.seconds, call.tokens_in,
                               call.tokens_out, call.cost, call.outcome});
    m_session.say(fmt::format("model    round {}: {} (so far {})", call.round, call.outcome,
                              llm::to_string(m_budget.spent())));
    if (auto kept = keep(call); !kept)
      m_session.say("note     " + base::to_string(kept.error()));
  }

  base::Result<void> keep(const llm::Call& call) {
    auto& files = *m_session.report_files;
    if (m_calls++ == 0) {
      if (auto removed = files.remove_tree(m_folder); !removed)
        return removed;
      if (auto made = files.make_directories(m_folder); !made)
        return made;
    }
    const auto name = sys::join_path(m_folder, fmt::format("{:03}", m_calls));
    if (auto written = files.write(name + "-prompt.txt", chat_text(call.chat)); !written)
      return written;
    if (auto written = files.write(name + "-answer.txt", call.answer); !written)
      return written;
    return files.append(sys::join_path(m_folder, "calls.ndjson"),
                        call_line(call, m_options.endpoint.model, sys::to_rfc3339(m_session.clock.now())));
  }

  Session& m_session;
  http::CurlClient m_curl;
  http::RetryingClient m_client;
  llm::Budget m_budget;
  llm::LlmOptions m_options;
  std::string m_folder;
  int m_calls = 0;
};

OutsideProviders::OutsideProviders(Session& session) : m_session(session), m_model(nullptr) {
  const auto& settings = session.settings;
  if (settings.model_url.empty() && !session.options.model_dry_run)
    return;
  auto key =
      llm::load_key({settings.model_key_env, settings.model_key_file}, session.environment, *session.files);
  if (session.options.model_dry_run && !key)
    key = std::string();
  const auto safe =
      key ? llm::check_transport(settings.model_url, *key) : base::Result<void>(base::forward(key));
  if (!safe) {
    m_model = base::forward(safe);
    return;
  }
  m_model = std::make_unique<Model>(session, endpoint_of(settings, *key));
  session.git_facts.wait(); // nothing may read the variables while one goes
  if (session.memory)
    session.memory->settle();
  if (!settings.model_key_env.empty())
    sys::forget_variable(settings.model_key_env); // candidates run as children of this process
}

OutsideProviders::~OutsideProviders() = default;

namespace {

/// Task and output of every run, for who wants to know what it did.
base::Result<void> keep_agent_run(Session& session, const repair::agent::Run& run, int number) {
  auto& files = *session.report_files;
  const auto folder = sys::join_path(session.paths.reports, "agent");
  if (number == 1)
    if (auto removed = files.remove_tree(folder); !removed)
      return removed;
  if (auto made = files.make_directories(folder); !made)
    return made;
  const auto name = sys::join_path(folder, fmt::format("{:03}", number));
  if (auto written = files.write(name + "-task.md", run.task); !written)
    return written;
  return files.write(name + "-output.txt",
                     fmt::format("{}\n--- {} in {:.1f} s; changed: {}\n", run.output, run.outcome,
                                 run.seconds, base::join(run.changed, ", ")));
}

} // namespace

std::unique_ptr<repair::Provider> OutsideProviders::agent(workspace::Shadow& shadow,
                                                          const gate::Policy& policy) {
  const auto& settings = m_session.settings;
  if (settings.agent_command.empty())
    return nullptr;
  repair::agent::AgentOptions options;
  options.source_dir = settings.source_dir;
  options.command = settings.agent_command;
  options.timeout = seconds(settings.agent_timeout);
  options.max_disk = static_cast<std::uint64_t>(settings.agent_max_disk) << 20;
  options.writable = settings.agent_writable;
  options.masked = [secrets = secrets_of_environment()](std::string_view text) {
    return gate::mask_secrets(text, secrets).text;
  };
  options.free_bytes = sys::free_bytes;
  options.locked = [policy](const std::string& path) { return gate::is_locked(policy, path, ""); };
  options.record = [this](const repair::agent::Run& run) {
    m_session.calls.push_back(
        {run.signature, "agent", "", started_ago(m_session, run.seconds), run.seconds, 0, 0, 0, run.outcome});
    m_session.say(fmt::format("agent    {} in {:.1f} s, {} files changed", run.outcome, run.seconds,
                              run.changed.size()));
    if (auto kept = keep_agent_run(m_session, run, ++m_agent_runs); !kept)
      m_session.say("note     " + base::to_string(kept.error()));
  };
  return std::make_unique<repair::agent::AgentProvider>(shadow, m_session.clock, std::move(options));
}

std::unique_ptr<repair::Provider> OutsideProviders::model() {
  if (!m_model)
    return std::make_unique<Unavailable>("model", m_model.error());
  return *m_model ? (*m_model)->provider() : nullptr;
}

namespace {

class ForgeClient final : public sys::HttpClient {
public:
  explicit ForgeClient(Session& session)
      : m_curl({session.settings.forge_ca_file, {}}),
        m_asking({m_curl, session.clock, random_source(), sys::interrupted}, {}),
        m_creating({m_curl, session.clock, random_source(), sys::interrupted},
                   {.repeat = http::RetryPolicy::Repeat::told_to_wait}) {}
  base::Result<sys::HttpResponse> send(const sys::HttpRequest& request) override {
    return request.method == "POST" ? m_creating.send(request) : m_asking.send(request);
  }

private:
  http::CurlClient m_curl;
  http::RetryingClient m_asking;
  http::RetryingClient m_creating;
};

} // namespace

std::unique_ptr<sys::HttpClient> make_forge_client(Session& session) {
  return std::make_unique<ForgeClient>(session);
}

} // namespace aurora::cli
