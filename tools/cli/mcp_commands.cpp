#include "mcp_commands.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aurora/base/json_value.hpp"
#include "aurora/base/text.hpp"
#include "exit_code.hpp"
#include "mcp_reports.hpp"

namespace aurora::cli {
namespace {

constexpr std::size_t k_max_messages = 200;
constexpr std::size_t k_max_message = 2000;
constexpr std::uint64_t k_max_report = 256UL << 10;
constexpr std::uint64_t k_max_shown_patch = 64UL << 10;
/// A heal that is told to stop still takes its edits back, and builds once more.
constexpr std::chrono::minutes k_grace{2};

/// A command of this program and what it leaves behind.
struct ToolCommand {
  std::vector<std::string> words; ///< behind the program's name
  std::string input;
  std::string report; ///< in the reports folder; empty: standard output is the document
};

std::string words_for_exit(int code) {
  switch (static_cast<ExitCode>(code)) {
  case ExitCode::done:
    return "done, nothing wrong";
  case ExitCode::findings:
    return "findings: tests are red, the policy refused, or nothing was healed; see messages and report";
  case ExitCode::usage:
    return "the command was used wrongly; see messages";
  case ExitCode::environment:
    return "something is missing, or another command runs; see messages";
  case ExitCode::rolled_back:
    return "rolled back: the sources are as they were";
  case ExitCode::restore_failed:
    return "a restore failed; see messages for what to do";
  case ExitCode::interrupted:
    return "interrupted, and restored";
  }
  return fmt::format("ended with code {}", code);
}

/// What the report says of itself, else what the exit code stands for.
std::string outcome_of(const Json::Value& report, int code) {
  if (report["verdict"].isString() && !report["verdict"].asString().empty())
    return report["verdict"].asString();
  if (report["passed"].isInt() && report["total"].isInt())
    return fmt::format("{} of {} tests passed, {} failed, {} could not run", report["passed"].asInt(),
                       report["total"].asInt(), report["failed"].asInt(), report["not_run"].asInt());
  return words_for_exit(code);
}

void add_flag(const mcp::Call& call, const std::string& argument, const std::string& flag,
              std::vector<std::string>& words) {
  if (const auto value = call.argument(argument); !value.empty())
    words.push_back(flag + "=" + value);
}

/// The patch that is meant: the named one, or the first that was proposed for the cause.
base::Result<std::string> proposed_patch(const mcp::Call& call, Session& session) {
  const auto signature = call.argument("signature");
  const auto wanted = call.argument("patch");
  const auto ending = "-" + signature + ".patch";
  if (const auto entries = session.files->list(session.paths.patches))
    for (const auto& entry : *entries)
      if (entry.kind == sys::FileKind::regular && entry.name.ends_with(ending) &&
          (wanted.empty() ? !entry.name.starts_with("approve-") : entry.name == wanted))
        return sys::join_path(session.paths.patches, entry.name);
  return base::fail(base::ErrorCode::not_found,
                    "no patch was proposed for this cause; call propose_fix with its signature first");
}

ToolCommand test_command(const mcp::Call& call) {
  ToolCommand command{{"test-heal"}, "", "run.json"};
  add_flag(call, "labels", "--labels", command.words);
  add_flag(call, "timeout", "--timeout", command.words);
  add_flag(call, "reruns", "--reruns", command.words);
  return command;
}

ToolCommand locate_command(const mcp::Call& call) {
  ToolCommand command{{"locate"}, "", "suspects.json"};
  add_flag(call, "labels", "--labels", command.words);
  return command;
}

ToolCommand propose_command(const mcp::Call& call) {
  ToolCommand command{{"heal", "--mode=propose"}, "", "heal.json"};
  add_flag(call, "signature", "--only", command.words);
  add_flag(call, "time_budget", "--time-budget", command.words);
  return command;
}

base::Result<ToolCommand> apply_command(const mcp::Call& call, Session& session) {
  const auto patch = proposed_patch(call, session);
  if (!patch)
    return base::forward(patch);
  return ToolCommand{
      {"heal", "--mode=apply", "--only=" + call.argument("signature"), "--patch=" + *patch}, "", "heal.json"};
}

ToolCommand policy_command(const mcp::Call& call) {
  ToolCommand command{{"policy", "--author=agent"}, call.argument("patch"), "policy.json"};
  if (!command.input.empty())
    command.words.emplace_back("--patch=-");
  add_flag(call, "range", "--range", command.words);
  return command;
}

ToolCommand history_command(const mcp::Call& call) {
  ToolCommand command{{"history", "figures", "--json"}, "", ""};
  add_flag(call, "since", "--since", command.words);
  return command;
}

ToolCommand restore_command(const mcp::Call& call) {
  ToolCommand command{{"restore"}, "", ""};
  if (call.argument("dry_run") == "true")
    command.words.emplace_back("--dry-run");
  return command;
}

base::Result<ToolCommand> command_for(const mcp::Call& call, Session& session) {
  if (call.tool == "run_tests")
    return test_command(call);
  if (call.tool == "locate")
    return locate_command(call);
  if (call.tool == "propose_fix")
    return propose_command(call);
  if (call.tool == "apply_fix")
    return apply_command(call, session);
  if (call.tool == "check_policy")
    return policy_command(call);
  if (call.tool == "history")
    return history_command(call);
  if (call.tool == "restore")
    return restore_command(call);
  return base::fail(base::ErrorCode::internal, "the tool " + call.tool + " has no command");
}

std::vector<std::string> whole_command(const mcp::Call& call, const ToolCommand& command, Session& session) {
  std::vector<std::string> argv{sys::join_path(session.environment.executable_directory(), "aurora")};
  argv.insert(argv.end(), command.words.begin(), command.words.end());
  argv.push_back("--build-dir=" + session.settings.build_dir);
  if (!session.options.config.empty())
    argv.push_back("--config=" + session.options.config);
  if (!session.options.settings_file.empty())
    argv.push_back("--settings=" + session.options.settings_file);
  if (const auto file = call.argument("file"); !file.empty())
    argv.insert(argv.end(), {"--", file});
  return argv;
}

/// Hands on each line as soon as it is whole.
class LineTeller {
public:
  explicit LineTeller(const ToolPort& port) : m_port(port) {}
  void take(std::string_view chunk) {
    for (const char c : chunk) {
      if (c == '\n')
        tell();
      else if (m_line.size() < k_max_message)
        m_line += c;
    }
  }

private:
  void tell() {
    if (!m_line.empty())
      m_port.say(m_line);
    m_line.clear();
  }

  const ToolPort& m_port;
  std::string m_line;
};

Json::Value messages_of(const std::string& text) {
  const auto lines = base::split_lines(text);
  Json::Value out(Json::arrayValue);
  for (std::size_t i = lines.size() > k_max_messages ? lines.size() - k_max_messages : 0; i < lines.size();
       ++i)
    if (!base::trim(lines[i]).empty())
      out.append(base::to_printable(lines[i].substr(0, k_max_message)));
  return out;
}

Json::Value parsed_object(const std::string& text) {
  return base::parse_json_object(text).value_or(Json::Value());
}

/// A report is only this command's when it was written while the command ran.
std::int64_t written_at(Session& session, const std::string& report) {
  const auto info = session.files->info(sys::join_path(session.paths.reports, report));
  return info && info->kind == sys::FileKind::regular ? info->mtime_ns : 0;
}

void add_report(Session& session, const std::string& report, Json::Value& out) {
  out["report_uri"] = report_uri(report);
  const auto text = session.files->read(sys::join_path(session.paths.reports, report), k_max_report);
  if (!text)
    out["messages"].append("the report is too long to be shown here; read it at report_uri");
  else if (const auto root = parsed_object(*text); !root.isNull())
    out["report"] = root;
}

/// The patches themselves beside the report that names them.
void add_patches(Session& session, Json::Value& out) {
  const Json::Value report = out.get("report", Json::Value());
  out["patches"] = Json::Value(Json::arrayValue);
  for (const auto& kept : report["kept"]) {
    const auto name = kept["patch_file"].isString() ? kept["patch_file"].asString() : std::string();
    const auto text = session.files->read(sys::join_path(session.paths.reports, name), k_max_shown_patch);
    if (name.empty() || !text)
      continue;
    Json::Value patch;
    patch["signature"] = kept["signature"];
    patch["name"] = std::string(sys::file_name(name));
    patch["uri"] = report_uri(name);
    patch["diff"] = base::to_printable(*text);
    out["patches"].append(patch);
  }
}

bool has_landed(const Json::Value& report, const std::string& signature) {
  return std::ranges::any_of(report["kept"], [&](const Json::Value& kept) {
    return kept["signature"] == signature && kept["verdict"]["stage"] == "landed";
  });
}

bool is_failure(const mcp::Call& call, const sys::Outcome& outcome, const Json::Value& out) {
  const bool ended_well = outcome.kind == sys::Outcome::Kind::exited &&
                          (outcome.value == static_cast<int>(ExitCode::done) ||
                           outcome.value == static_cast<int>(ExitCode::findings) ||
                           outcome.value == static_cast<int>(ExitCode::rolled_back));
  if (call.tool == "apply_fix")
    return !ended_well || !has_landed(out["report"], call.argument("signature"));
  return !ended_well;
}

mcp::ToolResult result_of(mcp::Ending ending, const Json::Value& out) {
  return {ending, base::json_line(out)};
}

mcp::ToolResult failed(const std::string& why) {
  Json::Value out;
  out["outcome"] = base::to_printable(why);
  return result_of(mcp::Ending::failed, out);
}

base::Result<sys::ProcessResult> run_command(const mcp::Call& call, const ToolCommand& command,
                                             Session& session, const ToolPort& port) {
  LineTeller teller(port);
  sys::ProcessSpec spec;
  spec.argv = whole_command(call, command, session);
  spec.cwd = session.settings.source_dir;
  spec.stdin_text = command.input;
  spec.grace = k_grace;
  spec.output_limit = 4UL << 20;
  spec.on_stdout = [&](std::string_view chunk) { teller.take(chunk); };
  spec.cancelled = port.cancelled;
  return session.processes->run(spec);
}

mcp::ToolResult run_process(const mcp::Call& call, const ToolCommand& command, Session& session,
                            const ToolPort& port) {
  const auto before = command.report.empty() ? 0 : written_at(session, command.report);
  const auto ran = run_command(call, command, session, port);
  if (!ran)
    return failed(base::to_string(ran.error()));
  Json::Value out;
  const bool exited = ran->outcome.kind == sys::Outcome::Kind::exited;
  const auto document = command.report.empty() ? parsed_object(ran->stdout_text) : Json::Value();
  out["messages"] = messages_of((document.isNull() ? ran->stdout_text : std::string()) + ran->stderr_text);
  if (!document.isNull())
    out["report"] = document;
  else if (!command.report.empty() && written_at(session, command.report) != before)
    add_report(session, command.report, out);
  if (command.report == "heal.json")
    add_patches(session, out);
  const Json::Value report = out.get("report", Json::Value(Json::objectValue));
  out["outcome"] = exited ? outcome_of(report, ran->outcome.value) : sys::to_string(ran->outcome);
  if (exited)
    out["exit_code"] = ran->outcome.value;
  return result_of(is_failure(call, ran->outcome, out) ? mcp::Ending::failed : mcp::Ending::done, out);
}

mcp::ToolResult told(const base::Result<std::string>& document) {
  return document ? mcp::ToolResult{mcp::Ending::done, *document} : failed(base::to_string(document.error()));
}

} // namespace

mcp::ToolResult run_tool(const mcp::Call& call, Session& session, const ToolPort& port) {
  if (call.tool == "list_failures")
    return told(list_failures(call, session));
  if (call.tool == "explain_failure")
    return told(explain_failure(call, session));
  const auto command = command_for(call, session);
  return command ? run_process(call, *command, session, port) : failed(base::to_string(command.error()));
}

} // namespace aurora::cli
