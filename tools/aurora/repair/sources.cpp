#include "aurora/repair/sources.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include "aurora/base/text.hpp"
#include "aurora/repair/include_block.hpp"

namespace aurora::repair {

namespace {

constexpr std::uint64_t k_max_file = 4UL << 20;
constexpr std::size_t k_max_files = 5000;

template <std::size_t N>
bool has_extension(std::string_view path, const std::array<std::string_view, N>& list) {
  const auto extension = base::to_lower(sys::extension(path));
  return std::find(list.begin(), list.end(), extension) != list.end();
}

bool is_worth_entering(std::string_view name) {
  return !name.starts_with('.') && name != "CMakeFiles" && name != "_deps" && name != "node_modules";
}

bool is_cmake_file(std::string_view name) {
  return name == "CMakeLists.txt" || name.ends_with(".cmake");
}

std::string from_folder(const std::string& file, const std::string& folder) {
  return std::filesystem::path(file).lexically_relative(folder.empty() ? "." : folder).generic_string();
}

/// The spelling by which another file reaches the header, when one does.
std::string spelling_of_others(Sources& sources, const std::string& header) {
  const auto name = sys::file_name(header);
  for (const auto& other : sources.files()) {
    const auto* text = sources.text(other);
    if (text == nullptr || other == header || !base::contains(text->text(), name))
      continue;
    for (const auto& include : read_includes(*text)) {
      const bool same = include.path == header || header.ends_with("/" + include.path);
      const bool beside =
          sys::normalize_path(sys::join_path(sys::parent_path(other), include.path)) == header;
      if (same && !(beside && include.path == name && sys::parent_path(other) == sys::parent_path(header)))
        return include.angled ? "<" + include.path + ">" : "\"" + include.path + "\"";
    }
  }
  return {};
}

} // namespace

bool is_header(std::string_view path) {
  static constexpr auto k_list =
      std::to_array<std::string_view>({".h", ".hh", ".hpp", ".hxx", ".ipp", ".inl", ".tpp"});
  return has_extension(path, k_list);
}

bool is_c_source(std::string_view path) {
  return sys::extension(path) == ".c";
}

bool is_source(std::string_view path) {
  static constexpr auto k_list = std::to_array<std::string_view>({".c", ".cc", ".cpp", ".cxx", ".c++"});
  return has_extension(path, k_list);
}

std::optional<std::string> Sources::locate(std::string_view path) const {
  const auto& project = m_context.project;
  if (path.empty() || path.size() > 4096)
    return std::nullopt;
  const auto absolute = sys::normalize_path(sys::join_path(project.source_dir, path));
  if (!sys::is_below(absolute, project.source_dir))
    return std::nullopt;
  const bool nested_build =
      project.build_dir != project.source_dir && sys::is_below(project.build_dir, project.source_dir);
  if (nested_build && sys::is_below(absolute, project.build_dir))
    return std::nullopt;
  return sys::relative_path(absolute, project.source_dir);
}

Sources::Entry& Sources::entry(const std::string& relative) {
  const auto [found, fresh] = m_entries.try_emplace(relative);
  if (!fresh)
    return found->second;
  const auto located = locate(relative);
  const auto absolute = sys::join_path(m_context.project.source_dir, relative);
  const auto real = m_context.files.canonical(absolute);
  if (!located || !real || !sys::is_below(*real, m_context.project.source_dir))
    return found->second;
  auto text = m_context.files.read(absolute, k_max_file);
  if (text && text->find('\0') == std::string::npos)
    found->second.text = std::make_unique<SourceText>(std::move(*text));
  return found->second;
}

const SourceText* Sources::text(const std::string& relative) {
  return entry(relative).text.get();
}

const Outline* Sources::outline(const std::string& relative) {
  auto& found = entry(relative);
  if (found.text && !found.outline)
    found.outline = std::make_unique<Outline>(read_outline(found.text->text()));
  return found.outline.get();
}

bool Sources::exists(const std::string& relative) {
  const auto info = m_context.files.info(sys::join_path(m_context.project.source_dir, relative));
  return info && info->kind == sys::FileKind::regular;
}

void Sources::walk() {
  std::vector<std::string> files;
  std::vector<std::string> folders{""};
  while (!folders.empty() && files.size() < k_max_files) {
    const auto folder = folders.back();
    folders.pop_back();
    const auto entries = m_context.files.list(sys::join_path(m_context.project.source_dir, folder));
    if (!entries)
      continue;
    for (const auto& each : *entries) {
      const auto path = folder.empty() ? each.name : folder + "/" + each.name;
      if (each.kind == sys::FileKind::directory && is_worth_entering(each.name) && locate(path))
        folders.push_back(path);
      else if (each.kind == sys::FileKind::regular && (is_header(path) || is_source(path)))
        files.push_back(path);
      else if (each.kind == sys::FileKind::regular && is_cmake_file(each.name))
        m_cmake_files.push_back(path);
    }
  }
  std::sort(files.begin(), files.end());
  std::sort(m_cmake_files.begin(), m_cmake_files.end());
  m_files = std::move(files);
}

const std::vector<std::string>& Sources::files() {
  if (!m_files)
    walk();
  return *m_files;
}

const std::vector<std::string>& Sources::cmake_files() {
  if (!m_files)
    walk();
  return m_cmake_files;
}

std::vector<std::string> Sources::headers() {
  std::vector<std::string> out;
  std::copy_if(files().begin(), files().end(), std::back_inserter(out),
               [](const auto& path) { return is_header(path); });
  return out;
}

std::vector<std::string> Sources::include_folders(const std::string& relative) const {
  std::vector<std::string> folders;
  const auto& project = m_context.project;
  const auto absolute = sys::join_path(project.source_dir, relative);
  const auto add = [&](const model::CompileCommand& command, std::string_view folder) {
    const auto located = locate(sys::join_path(command.directory, folder));
    if (located && std::find(folders.begin(), folders.end(), *located) == folders.end())
      folders.push_back(*located == "." ? "" : *located);
  };
  for (const auto& command : project.compile_commands) {
    if (command.file != absolute && !is_header(relative))
      continue;
    for (std::size_t i = 1; i < command.argv.size(); ++i) {
      const auto& word = command.argv[i];
      if ((word == "-I" || word == "-isystem" || word == "-iquote") && i + 1 < command.argv.size())
        add(command, command.argv[i + 1]);
      else if (word.starts_with("-I") && word.size() > 2)
        add(command, std::string_view(word).substr(2));
    }
  }
  return folders;
}

std::string include_spelling(Sources& sources, const std::string& file, const std::string& header) {
  if (auto known = spelling_of_others(sources, header); !known.empty())
    return known;
  std::string best;
  for (const auto& folder : sources.include_folders(file))
    if (folder.empty() || sys::is_below(header, folder)) {
      const auto path = folder.empty() ? header : from_folder(header, folder);
      if (best.empty() || path.size() < best.size())
        best = path;
    }
  if (best.empty() || sys::parent_path(file) == sys::parent_path(header))
    best = from_folder(header, sys::parent_path(file));
  return "\"" + best + "\"";
}

} // namespace aurora::repair
