#pragma once

#include <memory>
#include <string>
#include <vector>

#include "aurora/repair/provider.hpp"
#include "aurora/sys/http_client.hpp"
#include "aurora/workspace/shadow.hpp"
#include "session.hpp"

namespace aurora::cli {

/// Providers that ask somebody outside. Kept for a whole heal, since its causes share one budget.
class OutsideProviders {
public:
  /// The session outlives this.
  explicit OutsideProviders(Session& session);
  OutsideProviders(const OutsideProviders&) = delete;
  OutsideProviders& operator=(const OutsideProviders&) = delete;
  ~OutsideProviders();

  /// Null when it is not configured. One that is, but cannot work, says why when it is asked.
  std::unique_ptr<repair::Provider> model();
  std::unique_ptr<repair::Provider> agent(workspace::Shadow& shadow, const gate::Policy& policy);

private:
  class Model;
  Session& m_session;
  base::Result<std::unique_ptr<Model>> m_model;
  int m_agent_runs = 0;
};

/// For calls to a forge, where a repetition would make things twice: what only asks, or sets, is made again
/// after any failure that passes; what creates, only when the server has refused it.
std::unique_ptr<sys::HttpClient> make_forge_client(Session& session);

/// Values of variables that are named like credentials: they may have found their way into a log.
std::vector<std::string> secrets_of_environment();

} // namespace aurora::cli
