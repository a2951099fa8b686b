#include "aurora/ctest/file_api.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aurora/base/json_value.hpp"
#include "aurora/base/text.hpp"
#include "aurora/ctest/split_command.hpp"

namespace aurora::ctest {
namespace {

base::Result<Json::Value> read_json(const std::string& path, sys::FileSystem& files) {
  const auto text = files.read(path, 256UL << 20);
  if (!text)
    return base::forward(text);
  auto root = base::parse_json_object(*text);
  if (!root)
    return base::fail(base::ErrorCode::invalid_input, "CMake's file API reply: " + root.error().message,
                      path);
  return root;
}

std::string text_of(const Json::Value& value) {
  return value.isString() ? value.asString() : std::string{};
}

/// The files of the newest reply: kind → path.
struct Reply {
  std::string folder;
  std::string codemodel;
  std::string toolchains;
  std::string cache;
};

base::Result<Reply> find_reply(const std::string& build_dir, sys::FileSystem& files) {
  Reply reply;
  reply.folder = sys::join_path(build_dir, ".cmake/api/v1/reply");
  const auto entries = files.list(reply.folder);
  std::string index;
  if (entries)
    for (const auto& entry : *entries)
      if (entry.name.starts_with("index-") && entry.name > index)
        index = entry.name;
  if (index.empty())
    return base::fail(base::ErrorCode::not_found,
                      "CMake has left no file API reply; configure the project once more", reply.folder);
  const auto root = read_json(sys::join_path(reply.folder, index), files);
  if (!root)
    return base::forward(root);
  for (const auto& object : (*root)["objects"]) {
    const auto kind = text_of(object["kind"]);
    const auto file = sys::join_path(reply.folder, sys::file_name(text_of(object["jsonFile"])));
    if (kind == "codemodel")
      reply.codemodel = file;
    else if (kind == "toolchains")
      reply.toolchains = file;
    else if (kind == "cache")
      reply.cache = file;
  }
  return reply;
}

model::TargetType target_type(const std::string& name) {
  using enum model::TargetType;
  if (name == "STATIC_LIBRARY")
    return static_library;
  if (name == "SHARED_LIBRARY")
    return shared_library;
  if (name == "MODULE_LIBRARY")
    return module_library;
  if (name == "OBJECT_LIBRARY")
    return object_library;
  if (name == "INTERFACE_LIBRARY")
    return interface_library;
  return name == "EXECUTABLE" ? executable : utility;
}

void read_toolchains(const Json::Value& root, model::Project& project) {
  for (const auto& chain : root["toolchains"]) {
    const auto language = text_of(chain["language"]);
    const auto path = text_of(chain["compiler"]["path"]);
    if (language == "C")
      project.c_compiler = path;
    if (language == "CXX" || (language == "C" && project.cxx_compiler_id.empty())) {
      project.cxx_compiler_id = text_of(chain["compiler"]["id"]);
      project.cxx_compiler_version = text_of(chain["compiler"]["version"]);
    }
    if (language == "CXX")
      project.cxx_compiler = path;
  }
}

void read_cache(const Json::Value& root, model::Project& project) {
  for (const auto& entry : root["entries"]) {
    const auto name = text_of(entry["name"]);
    if (name == "CMAKE_GENERATOR")
      project.generator = text_of(entry["value"]);
    else if (name == "CMAKE_BUILD_TYPE")
      project.build_type = text_of(entry["value"]);
  }
}

/// What turns the JSON of one target into plain values.
struct TargetReader {
  const std::string& build_dir;
  model::Project& project;

  std::string absolute(const std::string& path) const {
    return sys::normalize_path(sys::join_path(project.source_dir, path));
  }

  std::string compiler_for(const std::string& language) const {
    return language == "C" ? project.c_compiler : language == "CXX" ? project.cxx_compiler : "";
  }

  std::vector<std::string> arguments_of(const Json::Value& group) const {
    std::vector<std::string> argv{compiler_for(text_of(group["language"]))};
    for (const auto& define : group["defines"])
      argv.push_back("-D" + text_of(define["define"]));
    for (const auto& include : group["includes"]) {
      if (include["isSystem"].isBool() && include["isSystem"].asBool())
        argv.insert(argv.end(), {"-isystem", text_of(include["path"])});
      else
        argv.push_back("-I" + text_of(include["path"]));
    }
    for (const auto& fragment : group["compileCommandFragments"])
      for (auto& word : split_command(text_of(fragment["fragment"])))
        argv.push_back(std::move(word));
    return argv;
  }

  void read_compile_commands(const Json::Value& root) const {
    const auto directory = sys::normalize_path(sys::join_path(build_dir, text_of(root["paths"]["build"])));
    for (const auto& group : root["compileGroups"]) {
      const auto argv = arguments_of(group);
      if (argv.front().empty())
        continue;
      for (const auto& index : group["sourceIndexes"]) {
        if (!index.isUInt() || index.asUInt() >= root["sources"].size())
          continue;
        model::CompileCommand command;
        command.file = absolute(text_of(root["sources"][index.asUInt()]["path"]));
        command.directory = directory;
        command.argv = argv;
        command.argv.insert(command.argv.end(), {"-c", command.file});
        project.compile_commands.push_back(std::move(command));
      }
    }
  }

  void read_definition(const Json::Value& root, model::Target& target) const {
    const auto& graph = root["backtraceGraph"];
    if (!root["backtrace"].isUInt() || root["backtrace"].asUInt() >= graph["nodes"].size())
      return;
    const auto& node = graph["nodes"][root["backtrace"].asUInt()];
    if (node["file"].isUInt() && node["file"].asUInt() < graph["files"].size())
      target.definition_file =
          sys::relative_path(absolute(text_of(graph["files"][node["file"].asUInt()])), project.source_dir);
    target.definition_line = node["line"].isInt() ? node["line"].asInt() : 0;
  }

  model::Target read(const Json::Value& root) const {
    model::Target target;
    target.name = text_of(root["name"]);
    target.type = target_type(text_of(root["type"]));
    const auto folder = absolute(text_of(root["paths"]["source"]));
    target.source_directory = sys::relative_path(folder, project.source_dir);
    target.imported_from_elsewhere =
        !sys::is_below(folder, project.source_dir) || sys::is_below(folder, build_dir);
    for (const auto& source : root["sources"])
      target.sources.push_back(sys::relative_path(absolute(text_of(source["path"])), project.source_dir));
    for (const auto& artifact : root["artifacts"])
      target.artifacts.push_back(sys::normalize_path(sys::join_path(build_dir, text_of(artifact["path"]))));
    for (const auto& dependency : root["dependencies"]) {
      const auto id = text_of(dependency["id"]);
      target.depends.push_back(id.substr(0, id.find("::@")));
    }
    read_definition(root, target);
    return target;
  }
};

const Json::Value& configuration(const Json::Value& codemodel, const std::string& config) {
  const auto& all = codemodel["configurations"];
  for (const auto& one : all)
    if (text_of(one["name"]) == config)
      return one;
  return all.isArray() && !all.empty() ? all[0] : Json::Value::nullSingleton();
}

base::Result<void> read_codemodel(const Reply& reply, sys::FileSystem& files, model::Project& project) {
  const auto codemodel = read_json(reply.codemodel, files);
  if (!codemodel)
    return base::forward(codemodel);
  for (const auto& entry : configuration(*codemodel, project.config)["targets"]) {
    const auto root =
        read_json(sys::join_path(reply.folder, sys::file_name(text_of(entry["jsonFile"]))), files);
    if (!root)
      return base::forward(root);
    const TargetReader reader{project.build_dir, project};
    project.targets.push_back(reader.read(*root));
    if (!project.targets.back().imported_from_elsewhere)
      reader.read_compile_commands(*root);
  }
  return {};
}

constexpr std::string_view k_query_script = R"(
set(query "${BUILD}/.cmake/api/v1/query/client-aurora")
file(MAKE_DIRECTORY "${query}")
file(WRITE "${query}/codemodel-v2" "")
file(WRITE "${query}/toolchains-v1" "")
file(WRITE "${query}/cache-v2" "")
execute_process(COMMAND "${CMAKE_COMMAND}" "${BUILD}" RESULT_VARIABLE failed)
if(EXISTS "${BUILD}/.cmake/api/v1/reply")
  file(REMOVE_RECURSE "${OUT}/.cmake")
  file(COPY "${BUILD}/.cmake/api/v1/reply" DESTINATION "${OUT}/.cmake/api/v1")
endif()
if(failed)
  message(FATAL_ERROR "the project does not configure")
endif()
)";

} // namespace

base::Result<model::Project> read_file_api(const std::string& source_dir, const std::string& build_dir,
                                           const std::string& config, sys::FileSystem& files) {
  const auto reply = find_reply(build_dir, files);
  if (!reply)
    return base::forward(reply);
  model::Project project;
  project.source_dir = source_dir;
  project.build_dir = build_dir;
  project.config = config;
  try {
    if (const auto toolchains = read_json(reply->toolchains, files))
      read_toolchains(*toolchains, project);
    if (const auto cache = read_json(reply->cache, files))
      read_cache(*cache, project);
    if (auto read = read_codemodel(*reply, files, project); !read)
      return base::forward(read);
  } catch (const Json::Exception& error) {
    return base::fail(base::ErrorCode::invalid_input,
                      fmt::format("CMake's file API reply is not as documented: {}", error.what()),
                      reply->folder);
  }
  return project;
}

base::Result<model::Project> query_file_api(const Place& place, const ProjectOptions& options,
                                            sys::FileSystem& files) {
  const auto script = sys::join_path(place.exchange_dir, "file_api_query.cmake");
  if (auto written = files.write(script, k_query_script); !written)
    return base::forward(written);
  const auto copied = sys::join_path(place.exchange_dir, "file_api");
  sys::ProcessSpec spec;
  spec.argv = {options.cmake, "-DBUILD=" + place.build_dir, "-DOUT=" + copied, "-P", script};
  spec.cwd = place.build_dir;
  const auto result = place.run(spec);
  if (!result)
    return base::forward(result);
  auto project = read_file_api(place.source_dir, copied, options.config, files);
  if (!project)
    return base::fail(base::ErrorCode::environment,
                      "the project does not configure: " + std::string(base::trim(result->stderr_text)),
                      place.build_dir);
  project->build_dir = place.build_dir;
  const auto relocate = [&](std::string& path) {
    if (sys::is_below(path, copied))
      path = sys::normalize_path(sys::join_path(place.build_dir, sys::relative_path(path, copied)));
  };
  for (auto& target : project->targets)
    std::ranges::for_each(target.artifacts, relocate);
  for (auto& command : project->compile_commands)
    relocate(command.directory);
  return project;
}

std::string compile_commands_json(const model::Project& project) {
  Json::Value root(Json::arrayValue);
  for (const auto& command : project.compile_commands) {
    Json::Value item;
    item["file"] = command.file;
    item["directory"] = command.directory;
    for (const auto& word : command.argv)
      item["arguments"].append(word);
    root.append(item);
  }
  Json::StreamWriterBuilder builder;
  builder["indentation"] = " ";
  return Json::writeString(builder, root) + "\n";
}

} // namespace aurora::ctest
