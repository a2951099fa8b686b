#include "patch_provider.hpp"

#include "aurora/gate/patch_reader.hpp"

namespace aurora::cli {
namespace {

constexpr std::uint64_t k_max_file_patch_bytes = 4UL << 20;
constexpr std::uint64_t k_max_patched_bytes = 64UL << 20;

gate::TextReader sources_of(const repair::Context& context) {
  return [&context](const std::string& path) -> base::Result<std::optional<std::string>> {
    auto text = context.files.read(sys::join_path(context.project.source_dir, path), k_max_patched_bytes);
    if (text)
      return std::optional<std::string>(std::move(*text));
    if (text.error().code == base::ErrorCode::not_found)
      return std::optional<std::string>();
    return base::forward(text);
  };
}

} // namespace

base::Result<std::vector<model::Patch>> PatchProvider::propose(const repair::Context& context) {
  const auto text = m_files.read(m_path, k_max_file_patch_bytes);
  if (!text)
    return base::forward(text);
  auto patch = gate::read_patch(*text, sources_of(context));
  if (!patch)
    return base::forward(patch);
  patch->provider = std::string(k_patch_provider);
  patch->rule = "file";
  patch->title = "The patch " + std::string(sys::file_name(m_path));
  patch->explanation = "Given as a file, and checked like any other candidate.";
  return std::vector<model::Patch>{std::move(*patch)};
}

} // namespace aurora::cli
