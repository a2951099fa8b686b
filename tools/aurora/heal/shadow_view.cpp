#include "aurora/heal/shadow_view.hpp"

namespace aurora::heal {
namespace {

tl::unexpected<base::Error> read_only(const std::string& path) {
  return base::fail(base::ErrorCode::permission, "providers only propose; they may not write", path);
}

} // namespace

ctest::Place place_of(workspace::Shadow& shadow) {
  return {shadow.source_dir(), shadow.build_dir(), shadow.exchange_dir(),
          [&shadow](sys::ProcessSpec spec) { return shadow.run(std::move(spec)); },
          [&shadow](const std::string& path) { return shadow.outside_path(path); }};
}

void PatchedFiles::lay_over(const model::Patch& patch) {
  for (const auto& change : patch.changes)
    if (change.after)
      m_texts[sys::normalize_path(sys::join_path(m_source_dir, change.path))] = *change.after;
}

base::Result<std::string> PatchedFiles::read(const std::string& path, std::uint64_t max_bytes) {
  const auto found = m_texts.find(sys::normalize_path(path));
  if (found != m_texts.end())
    return found->second;
  return m_files.read(path, max_bytes);
}

base::Result<void> PatchedFiles::write(const std::string& path, std::string_view, std::uint32_t) {
  return read_only(path);
}

base::Result<void> PatchedFiles::append(const std::string& path, std::string_view) {
  return read_only(path);
}

base::Result<void> PatchedFiles::make_directories(const std::string& path) {
  return read_only(path);
}

base::Result<void> PatchedFiles::remove_file(const std::string& path) {
  return read_only(path);
}

base::Result<void> PatchedFiles::remove_tree(const std::string& path) {
  return read_only(path);
}

base::Result<void> PatchedFiles::rename(const std::string& from, const std::string&) {
  return read_only(from);
}

} // namespace aurora::heal
