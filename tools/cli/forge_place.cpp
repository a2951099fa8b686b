#include "forge_place.hpp"

#include "aurora/repair/llm/key.hpp"

namespace aurora::cli {

base::Result<std::optional<forge::Place>> forge_place(Session& session) {
  const auto& settings = session.settings;
  if (settings.forge.empty() || (settings.forge_token_env.empty() && settings.forge_token_file.empty()))
    return std::optional<forge::Place>();
  if (settings.forge_url.empty() || settings.forge_repository.empty())
    return base::fail(base::ErrorCode::usage, "a forge needs FORGE_URL and FORGE_REPOSITORY too");
  auto token = repair::llm::load_key({settings.forge_token_env, settings.forge_token_file},
                                     session.environment, *session.files);
  if (!token)
    return base::forward(token);
  if (auto safe = repair::llm::check_transport(settings.forge_url, *token); !safe)
    return base::forward(safe);
  session.git_facts.wait();
  if (!settings.forge_token_env.empty())
    sys::forget_variable(settings.forge_token_env);
  const auto kind = settings.forge == "gitlab"  ? forge::Kind::gitlab
                    : settings.forge == "gitea" ? forge::Kind::gitea
                                                : forge::Kind::github;
  return std::optional(
      forge::Place{kind, settings.forge_url, settings.forge_repository, settings.forge_branch, *token});
}

} // namespace aurora::cli
