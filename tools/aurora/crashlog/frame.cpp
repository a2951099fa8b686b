#include "aurora/crashlog/frame.hpp"

#include <array>
#include <charconv>
#include <cstdlib>
#include <memory>

#include <cxxabi.h>

#include "aurora/base/text.hpp"

namespace aurora::crashlog {
namespace {

using std::string_view;

constexpr std::size_t k_longest_line = 16 * 1024;

bool take_prefix(string_view& text, string_view prefix) {
  if (!text.starts_with(prefix))
    return false;
  text.remove_prefix(prefix.size());
  return true;
}

void skip_blanks(string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
}

bool take_count(string_view& text, int& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || value < 0)
    return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

/// "0x55bcac468b74", taken off the front with the blanks after it.
bool take_address(string_view& text) {
  if (!text.starts_with("0x"))
    return false;
  const auto end = text.find_first_not_of("0123456789abcdefABCDEFx");
  if (end != string_view::npos && text[end] != ' ' && text[end] != ':')
    return false;
  text.remove_prefix(std::min(end, text.size()));
  skip_blanks(text);
  return true;
}

std::string demangled_name(string_view name) {
  if (!name.starts_with("_Z"))
    return std::string(name);
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> text(
      abi::__cxa_demangle(std::string(name).c_str(), nullptr, nullptr, &status), &std::free);
  return status == 0 && text ? std::string(text.get()) : std::string(name);
}

/// Splits "file:12:5" or "file:12" from its end; false when there is no line number.
bool split_place(string_view text, model::Frame& frame) {
  int numbers[2] = {0, 0};
  int count = 0;
  while (count < 2) {
    const auto colon = text.rfind(':');
    if (colon == string_view::npos || colon + 1 == text.size())
      break;
    auto digits = text.substr(colon + 1);
    int value = 0;
    if (!take_count(digits, value) || !digits.empty())
      break;
    numbers[count++] = value;
    text = text.substr(0, colon);
  }
  if (count == 0 || text.empty())
    return false;
  frame.file = std::string(text);
  frame.line = numbers[count - 1];
  return true;
}

/// Valgrind prints base names only: a source (not a header) that is none of its own is taken for the
/// project's.
bool looks_like_a_source(string_view file) {
  return !file.starts_with("vg_") &&
         (file.ends_with(".cpp") || file.ends_with(".cc") || file.ends_with(".cxx"));
}

model::Frame finished(model::Frame frame, const base::ProjectDirs& dirs) {
  const auto inside = base::project_path(frame.file, dirs);
  frame.in_project =
      inside.has_value() && (base::contains(frame.file, "/") || looks_like_a_source(frame.file));
  if (frame.in_project)
    frame.file = *inside;
  frame.function = demangled_name(base::trim(frame.function));
  if (frame.function == "<null>" || frame.function == "(unknown)" || frame.function == "??")
    frame.function.clear();
  return frame;
}

/// Takes " (module+0x12)" and " (BuildId: …)" off the end.
string_view without_module(string_view text, model::Frame& frame) {
  for (int i = 0; i < 2 && text.ends_with(')'); ++i) {
    const auto open = text.rfind(" (");
    if (open == string_view::npos)
      break;
    const auto inner = text.substr(open + 2, text.size() - open - 3);
    const auto plus = inner.rfind("+0x");
    if (!inner.starts_with("BuildId: ") && plus == string_view::npos)
      break;
    if (plus != string_view::npos)
      frame.module = std::string(inner.substr(0, plus));
    text = text.substr(0, open);
  }
  return text;
}

/// "pool::deref(int const*) /src/pool.cpp:24:3": what follows the last " /", which may hold blanks, or else
/// the last blank, is the place.
void split_function(string_view text, model::Frame& frame) {
  if (text.ends_with(" <null>"))
    text = text.substr(0, text.size() - 7);
  for (const auto at : {text.rfind(" /"), text.rfind(' ')}) {
    if (at != string_view::npos && split_place(text.substr(at + 1), frame)) {
      text = text.substr(0, at);
      break;
    }
  }
  frame.function = std::string(text);
}

/// GDB: "pool::deref (place=0x0) at src/pool.cpp:24", "__cxa_throw () from /lib/libstdc++.so.6".
std::optional<model::Frame> gdb_frame(string_view text) {
  model::Frame frame;
  const auto args = text.find(" (");
  if (args == string_view::npos)
    return std::nullopt;
  const auto at = text.rfind(" at ");
  const auto from = text.rfind(" from ");
  if (at != string_view::npos && split_place(text.substr(at + 4), frame))
    frame.function = std::string(text.substr(0, args));
  else if (from != string_view::npos && text.substr(0, from).ends_with(')'))
    frame.module = std::string(text.substr(from + 6));
  else if (!text.ends_with(')') || base::contains(text.substr(args), "+0x"))
    return std::nullopt;
  // "std::terminate() ()": the name holds parentheses of its own.
  auto name = text.substr(0, args);
  const auto deeper = text.find(") (");
  if (deeper != string_view::npos && (at == string_view::npos || deeper < at))
    name = text.substr(0, deeper + 1);
  frame.function = std::string(name);
  return frame;
}

/// "#3 0x… in f(int) /src/a.cpp:3:1 (prog+0x1c)", "#3 f(int) /src/a.cpp:3 (prog+0x1c)", and GDB's lines.
std::optional<FrameLine> hash_frame(string_view text, const base::ProjectDirs& dirs) {
  FrameLine out;
  if (!take_prefix(text, "#") || !take_count(text, out.number) || !text.starts_with(' '))
    return std::nullopt;
  const bool wide = text.starts_with("  ") || out.number > 9; // GDB pads the number to three columns
  skip_blanks(text);
  const bool addressed = take_address(text);
  if (addressed)
    take_prefix(text, "in ");
  if (const auto gdb = wide ? gdb_frame(text) : std::nullopt) {
    out.frame = finished(*gdb, dirs);
    return out;
  }
  text = without_module(text, out.frame);
  split_function(text, out.frame);
  out.frame = finished(std::move(out.frame), dirs);
  return out;
}

/// std::stacktrace and Boost: " 1# store::post(int) at /src/a.cpp:25", " 5# _start in /bin/prog".
std::optional<FrameLine> numbered_frame(string_view text, const base::ProjectDirs& dirs) {
  FrameLine out;
  if (!take_count(text, out.number) || !take_prefix(text, "# "))
    return std::nullopt;
  const auto at = text.rfind(" at ");
  const auto in = text.rfind(" in ");
  if (at != string_view::npos && split_place(text.substr(at + 4, text.find(" [", at) - at - 4), out.frame))
    text = text.substr(0, at);
  else if (in != string_view::npos) {
    out.frame.module = std::string(text.substr(in + 4));
    text = text.substr(0, in);
  }
  take_address(text);
  out.frame.function = std::string(text);
  out.frame = finished(std::move(out.frame), dirs);
  return out;
}

/// glog and Abseil: "    @     0x56208c41f286  show()", Abseil with the frame's size between.
std::optional<FrameLine> at_frame(string_view text, const base::ProjectDirs& dirs) {
  FrameLine out;
  take_prefix(text, "PC: ");
  if (!take_prefix(text, "@"))
    return std::nullopt;
  skip_blanks(text);
  if (!take_address(text))
    return std::nullopt;
  auto sized = text;
  int size = 0;
  const bool has_size =
      take_prefix(sized, "(unknown)  ") || (take_count(sized, size) && sized.starts_with("  "));
  if (has_size)
    text = base::trim(sized);
  out.frame.function = std::string(text);
  out.frame = finished(std::move(out.frame), dirs);
  return out;
}

/// Valgrind: "at 0x10D287: pool::read(unsigned long) (pool.cpp:6)", "by 0x4…: malloc (in /usr/lib/vg.so)".
std::optional<FrameLine> valgrind_frame(string_view text, const base::ProjectDirs& dirs) {
  FrameLine out;
  if ((!take_prefix(text, "at ") && !take_prefix(text, "by ")) || !take_address(text) ||
      !take_prefix(text, ":"))
    return std::nullopt;
  skip_blanks(text);
  const auto open = text.rfind(" (");
  if (open != string_view::npos && text.ends_with(')')) {
    auto inner = text.substr(open + 2, text.size() - open - 3);
    if (take_prefix(inner, "in "))
      out.frame.module = std::string(inner);
    else
      split_place(inner, out.frame);
    text = text.substr(0, open);
  }
  out.frame.function = std::string(text);
  out.frame = finished(std::move(out.frame), dirs);
  return out;
}

/// glibc: "/bin/prog(_ZN5store4postEPi+0xc)[0x559d38c561bc]", with or without a blank before "[".
std::optional<FrameLine> symbols_frame(string_view text, const base::ProjectDirs& dirs) {
  const auto bracket = text.rfind("[0x");
  if (bracket == string_view::npos || !text.ends_with(']'))
    return std::nullopt;
  const auto head = base::trim(text.substr(0, bracket));
  const auto open = head.find('(');
  if (open == string_view::npos || !head.ends_with(')') || base::contains(head.substr(0, open), " "))
    return std::nullopt;
  FrameLine out;
  out.frame.module = std::string(head.substr(0, open));
  const auto inner = head.substr(open + 1, head.size() - open - 2);
  out.frame.function = std::string(inner.substr(0, inner.rfind('+')));
  out.frame = finished(std::move(out.frame), dirs);
  return out;
}

/// "==123==    at …" without the process number.
string_view without_pid(string_view line) {
  if (!line.starts_with("=="))
    return line;
  const auto end = line.find("== ", 2);
  return end == string_view::npos ? line : line.substr(end + 3);
}

} // namespace

std::optional<FrameLine> read_frame(string_view line, const base::ProjectDirs& dirs) {
  if (line.size() < 4 || line.size() > k_longest_line)
    return std::nullopt;
  const auto text = base::trim(without_pid(line));
  if (text.empty())
    return std::nullopt;
  switch (text.front()) {
  case '#':
    return hash_frame(text, dirs);
  case '@':
  case 'P':
    return at_frame(text, dirs);
  case 'a':
  case 'b':
    return valgrind_frame(text, dirs);
  default:
    break;
  }
  return text.front() >= '0' && text.front() <= '9' ? numbered_frame(text, dirs) : symbols_frame(text, dirs);
}

} // namespace aurora::crashlog
