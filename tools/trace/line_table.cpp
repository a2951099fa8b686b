#include "trace/line_table.hpp"

#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>

#include <cxxabi.h>

#include <elfutils/libdwfl.h>

namespace aurora::trace {
namespace {

/// What the callbacks of one reading share.
struct Reading {
  const Wanted& wanted;
  std::map<std::pair<std::string, int>, std::vector<std::uint64_t>> lines;
  /// By the name in the line table; nothing for what is not below the root.
  std::map<std::string, std::optional<std::string>> relative;
  std::map<std::string, std::vector<std::uint64_t>> functions;
};

const std::optional<std::string>& relative_name(Reading& reading, const char* name) {
  const auto [entry, fresh] = reading.relative.try_emplace(name);
  if (fresh) {
    const auto path = std::filesystem::path(name).lexically_normal().string();
    if (path.starts_with(reading.wanted.root))
      entry->second = path.substr(reading.wanted.root.size());
  }
  return entry->second;
}

/// Whether the unit has lines of the project.
bool read_unit(Dwarf_Die& unit, Dwarf_Addr bias, Reading& reading) {
  Dwarf_Lines* lines = nullptr;
  std::size_t count = 0;
  if (dwarf_getsrclines(&unit, &lines, &count) != 0)
    return false;
  bool has_some = false;
  for (std::size_t i = 0; i < count; ++i) {
    Dwarf_Line* line = dwarf_onesrcline(lines, i);
    bool begins = false;
    bool ends = false;
    int number = 0;
    Dwarf_Addr address = 0;
    const char* name = dwarf_linesrc(line, nullptr, nullptr);
    if (name == nullptr || dwarf_linebeginstatement(line, &begins) != 0 || !begins ||
        dwarf_lineendsequence(line, &ends) != 0 || ends || dwarf_lineno(line, &number) != 0 || number <= 0 ||
        dwarf_lineaddr(line, &address) != 0)
      continue;
    const auto& file = relative_name(reading, name);
    has_some = has_some || file;
    const auto& only = reading.wanted.files;
    if (file && (only.empty() || only.contains(*file)))
      reading.lines[{*file, number}].push_back(address + bias);
  }
  return has_some;
}

/// Whether the module has lines of the project.
bool read_lines(Dwfl_Module* module, Reading& reading) {
  Dwarf_Addr bias = 0;
  Dwarf* dwarf = dwfl_module_getdwarf(module, &bias);
  if (dwarf == nullptr)
    return false;
  bool has_some = false;
  Dwarf_Off offset = 0;
  Dwarf_Off next = 0;
  std::size_t header = 0;
  while (dwarf_nextcu(dwarf, offset, &next, &header, nullptr, nullptr, nullptr) == 0) {
    Dwarf_Die unit;
    if (dwarf_offdie(dwarf, offset + header, &unit) != nullptr && read_unit(unit, bias, reading))
      has_some = true;
    offset = next;
  }
  return has_some;
}

/// Of the standard library, whose instances are most of a C++ program's symbols (Itanium C++ ABI, section
/// 5.1: St and its abbreviations).
bool is_of_standard_library(std::string_view mangled) {
  for (const std::string_view prefix :
       {"_ZSt", "_ZNSt", "_ZNKSt", "_ZNSa", "_ZNSs", "_ZNKSs", "_ZN9__gnu_cxx", "_ZNK9__gnu_cxx"})
    if (mangled.starts_with(prefix))
      return true;
  return false;
}

std::string demangled(const char* name) {
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> text(abi::__cxa_demangle(name, nullptr, nullptr, &status),
                                                         &std::free);
  return status == 0 && text ? text.get() : name;
}

void read_functions(Dwfl_Module* module, Reading& reading) {
  const int count = dwfl_module_getsymtab(module);
  for (int i = 1; i < count; ++i) {
    GElf_Sym symbol;
    GElf_Addr address = 0;
    GElf_Word section = 0;
    const char* name = dwfl_module_getsym_info(module, i, &symbol, &address, &section, nullptr, nullptr);
    if (name != nullptr && GELF_ST_TYPE(symbol.st_info) == STT_FUNC && symbol.st_size > 0 &&
        section != SHN_UNDEF && !is_of_standard_library(name))
      reading.functions[demangled(name)].push_back(address);
  }
}

/// By where it is, or, in other places, by its having no table of its own symbols (.symtab).
bool is_of_system(Dwfl_Module* module) {
  const char* name = dwfl_module_info(module, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr);
  for (const std::string_view prefix : {"/lib", "/usr/lib", "/usr/local/lib", "["})
    if (name == nullptr || std::string_view(name).starts_with(prefix))
      return true;
  GElf_Addr bias = 0;
  Elf* elf = dwfl_module_getelf(module, &bias);
  Elf_Scn* section = nullptr;
  while (elf != nullptr && (section = elf_nextscn(elf, section)) != nullptr) {
    GElf_Shdr header;
    if (gelf_getshdr(section, &header) != nullptr && header.sh_type == SHT_SYMTAB)
      return false;
  }
  return true;
}

int read_module(Dwfl_Module* module, void**, const char*, Dwarf_Addr, void* argument) {
  auto& reading = *static_cast<Reading*>(argument);
  if (!read_lines(module, reading) && !is_of_system(module))
    read_functions(module, reading);
  return DWARF_CB_OK;
}

} // namespace

Tables read_tables(pid_t process, const Wanted& wanted) {
  // No search for separate debug files: those would be of system libraries.
  static char* no_path = nullptr;
  Dwfl_Callbacks callbacks{};
  callbacks.find_elf = dwfl_linux_proc_find_elf;
  callbacks.find_debuginfo = [](Dwfl_Module*, void**, const char*, Dwarf_Addr, const char*, const char*,
                                GElf_Word, char**) { return -1; };
  callbacks.debuginfo_path = &no_path;
  Dwfl* dwfl = dwfl_begin(&callbacks);
  if (dwfl == nullptr)
    return {};
  Reading reading{wanted, {}, {}, {}};
  if (dwfl_linux_proc_report(dwfl, process) == 0 && dwfl_report_end(dwfl, nullptr, nullptr) == 0)
    dwfl_getmodules(dwfl, read_module, &reading, 0);
  dwfl_end(dwfl);
  Tables tables;
  for (auto& [key, addresses] : reading.lines)
    tables.lines.push_back({key.first, key.second, std::move(addresses)});
  for (auto& [name, addresses] : reading.functions)
    tables.functions.push_back({name, std::move(addresses)});
  return tables;
}

} // namespace aurora::trace
