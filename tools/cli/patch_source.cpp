#include "patch_source.hpp"

#include <iostream>
#include <iterator>

namespace aurora::cli {
namespace {

constexpr std::uint64_t k_max_patch_bytes = 64UL << 20;

} // namespace

gate::TextReader at_commit(Session& session, const std::string& commit) {
  return [&session, commit](const std::string& path) -> base::Result<std::optional<std::string>> {
    auto text =
        heal::git_output(session.settings.source_dir, {"show", commit + ":./" + path}, *session.processes);
    if (text)
      return std::optional<std::string>(std::move(*text));
    return std::optional<std::string>();
  };
}

gate::TextReader on_disk(Session& session) {
  return [&session](const std::string& path) -> base::Result<std::optional<std::string>> {
    auto text = session.files->read(sys::join_path(session.settings.source_dir, path), k_max_patch_bytes);
    if (text)
      return std::optional<std::string>(std::move(*text));
    if (text.error().code == base::ErrorCode::not_found)
      return std::optional<std::string>();
    return base::forward(text);
  };
}

base::Result<model::Patch> read_patch_file(Session& session, const std::string& path) {
  if (path == "-")
    return gate::read_patch(std::string(std::istreambuf_iterator<char>(std::cin), {}), on_disk(session));
  const auto text = session.files->read(path, k_max_patch_bytes);
  if (!text)
    return base::forward(text);
  return gate::read_patch(*text, on_disk(session));
}

} // namespace aurora::cli
