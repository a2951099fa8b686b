#include "aurora/buildlog/linker.hpp"

#include <array>
#include <cstdlib>
#include <memory>

#include <cxxabi.h>

#include "aurora/base/text.hpp"
#include "aurora/buildlog/line.hpp"

namespace aurora::buildlog {
namespace {

using std::string_view;

constexpr std::size_t k_longest_symbol = 8192;

struct Shape {
  string_view phrase;
  string_view error_class;
};

// bfd quotes with `x', gold with 'x', mold and LLD not at all.
constexpr std::array<Shape, 12> k_shapes = {{{"undefined reference to ", "UndefinedReference"},
                                             {"undefined symbol: ", "UndefinedReference"},
                                             {"multiple definition of ", "MultipleDefinition"},
                                             {"duplicate symbol: ", "MultipleDefinition"},
                                             {"cannot find -l", "MissingLibrary"},
                                             {"library not found: ", "MissingLibrary"},
                                             {"unable to find library -l", "MissingLibrary"},
                                             {"cannot find ", "MissingLibrary"},
                                             {"file format not recognized", "LinkError"},
                                             {"DSO missing from command line", "LinkError"},
                                             {"relocation truncated to fit", "LinkError"},
                                             {"cannot open output file", "LinkError"}}};

bool is_linker_line(string_view line) {
  const auto head = line.substr(0, line.find(": "));
  return head.ends_with("/ld") || head.ends_with("ld.bfd") || head.ends_with("ld.gold") || head == "ld" ||
         head.ends_with("ld.lld") || head == "mold" || head.ends_with("/mold");
}

std::string demangled(string_view name) {
  if (!name.starts_with("_Z") || name.size() > k_longest_symbol)
    return std::string(name);
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> text(
      abi::__cxa_demangle(std::string(name).c_str(), nullptr, nullptr, &status), &std::free);
  return status == 0 && text ? std::string(text.get()) : std::string(name);
}

/// The symbol after the phrase, with whichever quotes taken off.
std::string symbol_after(string_view rest) {
  rest = rest.substr(0, k_longest_symbol);
  if (!rest.empty() && (rest.front() == '`' || rest.front() == '\''))
    return demangled(rest.substr(1, rest.find('\'', 1) - 1));
  return demangled(base::trim(rest.substr(0, rest.find(": No such file"))));
}

string_view without_program(string_view text) {
  if (is_linker_line(text))
    text.remove_prefix(text.find(": ") + 2);
  for (const string_view lead : {"error: ", "fatal: "})
    if (text.starts_with(lead))
      text.remove_prefix(lead.size());
  return text;
}

/// bfd and gold begin with the place instead of the program: "a.cpp:4: undefined reference to `f'".
bool is_reference(string_view before, string_view message) {
  return before.ends_with(": ") &&
         (message.starts_with("undefined reference to ") || message.starts_with("multiple definition of "));
}

/// mold: "duplicate symbol: b.o: a.o: name".
void split_mold_duplicate(Diagnostic& diagnostic) {
  const auto first = diagnostic.symbol.find(".o: ");
  const auto second = first == std::string::npos ? first : diagnostic.symbol.find(".o: ", first + 4);
  if (second == std::string::npos)
    return;
  diagnostic.object = diagnostic.symbol.substr(0, first + 2);
  diagnostic.notes.push_back(
      {{}, "first defined in " + diagnostic.symbol.substr(first + 4, second - first - 2)});
  diagnostic.symbol = diagnostic.symbol.substr(second + 4);
}

} // namespace

void LinkerReader::reset() {
  m_object.clear();
  m_function.clear();
  m_open = false;
}

void LinkerReader::set_reported(Diagnostic& diagnostic, string_view file, int line) {
  const auto inside = base::project_path(file, m_dirs);
  diagnostic.reported = {inside.value_or(std::string(file)), line, 0, inside.has_value()};
  diagnostic.place = diagnostic.reported;
}

/// What stands before the phrase: "/src/a.cpp:4: ", "a.cpp:(.text+0x4c): " or "a.o:(.data+0x0): ".
void LinkerReader::set_place(Diagnostic& diagnostic, string_view before) {
  before = without_program(before);
  if (const auto located = read_located_line(before)) {
    auto file = located->file;
    if (const auto object = file.rfind(".o:"); object != string_view::npos) {
      diagnostic.object = std::string(file.substr(0, object + 2));
      file.remove_prefix(object + 3);
    }
    set_reported(diagnostic, file, located->line);
  } else if (const auto object = before.find(".o:"); object != string_view::npos) {
    diagnostic.object = std::string(before.substr(0, object + 2));
  }
  if (diagnostic.object.empty())
    diagnostic.object = m_object;
  else
    diagnostic.function
        .clear(); // a line with an object of its own does not belong to the function named before
  const auto source = source_of_object(diagnostic.object);
  if (!diagnostic.reported.in_project && !source.empty())
    set_reported(diagnostic, source, 0);
}

LinkerReader::Outcome LinkerReader::feed_reference(string_view line, std::vector<Diagnostic>& out) {
  for (const auto& shape : k_shapes) {
    const auto at = line.find(shape.phrase);
    if (at == string_view::npos)
      continue;
    const auto before = line.substr(0, at);
    if (!is_linker_line(line) && !is_reference(before, line.substr(at)))
      continue;
    Diagnostic diagnostic;
    diagnostic.stage = Stage::link;
    diagnostic.error_class = std::string(shape.error_class);
    if (shape.error_class != "LinkError")
      diagnostic.symbol = symbol_after(line.substr(at + shape.phrase.size()));
    diagnostic.message = std::string(line.substr(at));
    diagnostic.function = m_function;
    split_mold_duplicate(diagnostic);
    set_place(diagnostic, before);
    diagnostic.text = std::string(line) + "\n";
    out.push_back(std::move(diagnostic));
    m_open = true;
    return Outcome::error;
  }
  return Outcome::ignored;
}

/// ">>> referenced by main.cpp:4 (/src/main.cpp:4)", ">>>   CMakeFiles/t.dir/main.cpp.o:(main)".
LinkerReader::Outcome LinkerReader::feed_detail(string_view line, Diagnostic& last) {
  auto rest = base::trim(line.substr(3));
  if (const auto open = rest.find(" (/"); open != string_view::npos && rest.ends_with(')')) {
    const auto place = std::string(rest.substr(open + 2, rest.size() - open - 3)) + ":";
    const auto located = read_located_line(place);
    if (located && (last.place.line == 0 || rest.starts_with("defined at")))
      set_reported(last, located->file, located->line);
  } else if (const auto object = rest.find(".o:("); object != string_view::npos && last.object.empty()) {
    last.object = std::string(rest.substr(0, object + 2));
    if (last.error_class == "UndefinedReference")
      last.function = std::string(rest.substr(object + 4, rest.rfind(')') - object - 4));
  } else if (last.object.empty() && rest.ends_with(".o")) {
    last.object = std::string(rest);
  }
  const auto source = source_of_object(last.object);
  if (!last.place.in_project && !source.empty())
    set_reported(last, source, 0);
  return Outcome::used;
}

LinkerReader::Outcome LinkerReader::feed(string_view line, std::vector<Diagnostic>& out) {
  if (line.starts_with(">>>") && m_open && !out.empty())
    return feed_detail(line, out.back());
  const auto in_function = line.find(": in function `");
  if (in_function != string_view::npos) {
    auto object = line.substr(0, in_function);
    if (const auto program = object.rfind(": "); program != string_view::npos)
      object.remove_prefix(program + 2);
    m_object = std::string(object);
    const auto name = line.substr(in_function + 15);
    m_function = std::string(name.substr(0, name.rfind('\'')));
    return Outcome::used;
  }
  return feed_reference(line, out);
}

} // namespace aurora::buildlog
