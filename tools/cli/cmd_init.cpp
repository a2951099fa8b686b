#include <memory>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/model/json_text.hpp"
#include "aurora/setup/cmake_lines.hpp"
#include "aurora/setup/templates.hpp"
#include "aurora/sys/environment.hpp"
#include "aurora/sys/real_file_system.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "session.hpp"

namespace aurora::cli {
namespace {

constexpr std::uint64_t k_max_cmake_bytes = 16UL << 20;
constexpr std::string_view k_cmake_file = "CMakeLists.txt";

struct InitOptions {
  std::string source_dir = ".";
  setup::Source source;
  bool gitlab = false;
  bool dry_run = false;
  bool json = false;
  bool quiet = false;
};

enum class Step { written, extended, kept };

struct InitStep {
  std::string path;
  Step step = Step::kept;
};

/// What is to be written, and where.
struct Writing {
  sys::FileSystem& files;
  std::string root; ///< absolute, links resolved
  bool dry_run = false;
};

std::string_view words_for(Step step, bool dry_run) {
  switch (step) {
  case Step::written:
    return dry_run ? "would write" : "wrote";
  case Step::extended:
    return dry_run ? "would add lines to" : "added lines to";
  case Step::kept:
    break;
  }
  return "kept as it is:";
}

/// A folder that is a link to elsewhere is not written through.
base::Result<void> check_inside(const Writing& writing, const std::string& path) {
  auto folder = sys::parent_path(path);
  while (true) {
    const auto info = writing.files.info(folder);
    if (!info)
      return base::forward(info);
    if (info->kind != sys::FileKind::none)
      break;
    folder = sys::parent_path(folder);
  }
  const auto real = writing.files.canonical(folder);
  if (!real)
    return base::forward(real);
  if (!sys::is_below(*real, writing.root))
    return base::fail(base::ErrorCode::permission,
                      "its folder is a link out of the project; nothing was written there", path);
  return {};
}

/// Whatever is there already stays as it is, whether Aurora wrote it or not.
base::Result<InitStep> write_new(const Writing& writing, const std::string& name, const std::string& text) {
  const auto path = sys::join_path(writing.root, name);
  const auto info = writing.files.info(path);
  if (!info)
    return base::forward(info);
  if (info->kind != sys::FileKind::none)
    return InitStep{name, Step::kept};
  if (auto inside = check_inside(writing, path); !inside)
    return base::forward(inside);
  if (writing.dry_run)
    return InitStep{name, Step::written};
  if (auto made = writing.files.make_directories(sys::parent_path(path)); !made)
    return base::forward(made);
  if (auto written = writing.files.write(path, text); !written)
    return base::forward(written);
  return InitStep{name, Step::written};
}

base::Result<InitStep> extend_cmake(const Writing& writing, const setup::CMakeLines& lines) {
  if (!lines.text)
    return InitStep{std::string(k_cmake_file), Step::kept};
  const auto path = writing.files.canonical(sys::join_path(writing.root, k_cmake_file));
  if (!path)
    return base::forward(path);
  if (!writing.dry_run)
    if (auto written = writing.files.write(*path, *lines.text); !written)
      return base::forward(written);
  return InitStep{std::string(k_cmake_file), Step::extended};
}

base::Result<setup::CMakeLines> wanted_lines(const Writing& writing, const setup::Source& source) {
  const auto path = sys::join_path(writing.root, k_cmake_file);
  const auto text = writing.files.read(path, k_max_cmake_bytes);
  if (!text)
    return base::fail(base::ErrorCode::environment,
                      "there is none to read; run `aurora init` in the project's top folder, or name it with "
                      "--source-dir",
                      path);
  return setup::add_cmake_lines(*text, source);
}

std::vector<std::pair<std::string, std::string>> new_files(const InitOptions& options) {
  std::vector<std::pair<std::string, std::string>> all{
      {".aurora/config.yml", setup::config_file()},
      {".aurora/protected-files.yml", setup::protected_files()},
      {".github/workflows/aurora.yml", setup::github_workflow(options.source)},
      {".github/workflows/aurora-comment.yml", setup::github_comment_workflow()}};
  if (options.gitlab)
    all.emplace_back(".gitlab/aurora.gitlab-ci.yml", setup::gitlab_template(options.source));
  return all;
}

void print_undo(const std::vector<InitStep>& steps) {
  std::string remove;
  bool extended = false;
  for (const auto& [path, step] : steps) {
    if (step == Step::written)
      remove += " " + base::shell_quote(path);
    extended = extended || step == Step::extended;
  }
  if (!remove.empty())
    put(stdout, "undo     rm" + remove + "\n");
  if (extended)
    put(stdout, "undo     delete the lines at the end of CMakeLists.txt, from \"# Self-healing tests\" on\n");
}

void print_steps(const InitOptions& options, const std::vector<InitStep>& steps) {
  if (options.json) {
    model::JsonText out;
    out.begin('{')
        .key("schema")
        .text("aurora.init/1")
        .key("dry_run")
        .flag(options.dry_run)
        .key("files")
        .begin('[');
    for (const auto& [path, step] : steps)
      out.begin('{').key("path").text(path).key("written").flag(step != Step::kept).end('}');
    put(stdout, out.end(']').end('}').take() + "\n");
    return;
  }
  if (options.quiet)
    return;
  for (const auto& [path, step] : steps)
    put(stdout, fmt::format("{} {}\n", words_for(step, options.dry_run), path));
  if (!options.dry_run)
    print_undo(steps);
}

void print_notes(const InitOptions& options, const setup::CMakeLines& lines) {
  if (!lines.tests_enabled)
    put(stderr, "note     CMakeLists.txt does not call enable_testing(): call it before the first "
                "add_test(), or CTest "
                "knows no test\n");
  if (options.source.repository.empty())
    put(stderr,
        "note     no --repository: CMake looks for an installed Aurora, and the workflow needs the variable "
        "AURORA_REPOSITORY\n");
}

base::Result<void> init(const InitOptions& options) {
  sys::SystemFileSystem files;
  const auto root = files.canonical(options.source_dir);
  if (!root)
    return base::forward(root);
  const Writing writing{files, *root, options.dry_run};
  const auto lines = wanted_lines(writing, options.source);
  if (!lines)
    return base::forward(lines);
  std::vector<InitStep> steps;
  for (const auto& [name, text] : new_files(options)) {
    const auto step = write_new(writing, name, text);
    if (!step)
      return base::forward(step);
    steps.push_back(*step);
  }
  const auto extended = extend_cmake(writing, *lines);
  if (!extended)
    return base::forward(extended);
  steps.push_back(*extended);
  print_steps(options, steps);
  print_notes(options, *lines);
  return {};
}

} // namespace

void add_init(flags::Command command, int& exit_code) {
  auto options = std::make_shared<InitOptions>();
  command.option("--source-dir,-S", options->source_dir, "the project's top folder");
  command.option("--repository", options->source.repository,
                 "git URL of Aurora, fetched by CMake (default: an installed Aurora)");
  command.option("--tag", options->source.tag, "branch or tag of it");
  command.flag("--gitlab", options->gitlab, "also write a template for GitLab");
  command.flag("--dry-run", options->dry_run, "say what would be written, and write nothing");
  command.flag("--quiet,-q", options->quiet, "say nothing but what is amiss");
  command.flag("--json", options->json, "print what was done as a JSON document");
  command.action([options, &exit_code] {
    const auto done = init(*options);
    exit_code = done ? static_cast<int>(ExitCode::done) : report_error("init", done.error());
  });
}

} // namespace aurora::cli
