#include "trace/line_table.hpp"

#include <map>
#include <optional>

#include "aurora/locate/trace.hpp"
#include "trace/modules.hpp"

namespace aurora::trace {
namespace {

/// A file below the root.
struct Source {
  std::string path; ///< relative to it
  bool wanted = false;
};

/// What is shared while one module is read.
struct Reading {
  const Wanted& wanted;
  std::uint64_t begin = 0; ///< of the module
  /// By the name in the line table; nothing for what is not below the root.
  std::map<std::string, std::optional<Source>> sources;
  Tables tables;
};

bool is_wanted(const Wanted& wanted, const std::string& path) {
  if ((!wanted.files.empty() && !wanted.files.contains(path)) || wanted.others.contains(path))
    return false;
  for (auto slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1))
    if (wanted.others.contains(path.substr(0, slash + 1)))
      return false;
  return true;
}

const std::optional<Source>& source_of(Reading& reading, const char* name) {
  const auto [entry, fresh] = reading.sources.try_emplace(name);
  if (fresh)
    if (auto path = below(reading.wanted.root, name)) {
      const bool wanted = is_wanted(reading.wanted, *path);
      entry->second = Source{std::move(*path), wanted};
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
    const auto& source = source_of(reading, name);
    has_some = has_some || source;
    if (source && source->wanted)
      reading.tables.lines[{source->path, number}].push_back(address + bias - reading.begin);
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

bool is_wanted_function(const Wanted& wanted, const std::string& demangled_name) {
  return !wanted.functions || wanted.functions->contains(locate::symbol_name(demangled_name).name);
}

void read_functions(Dwfl_Module* module, Reading& reading) {
  const int count = dwfl_module_getsymtab(module);
  for (int i = 1; i < count; ++i) {
    GElf_Sym symbol;
    GElf_Addr address = 0;
    GElf_Word section = 0;
    const char* name = dwfl_module_getsym_info(module, i, &symbol, &address, &section, nullptr, nullptr);
    if (name == nullptr || GELF_ST_TYPE(symbol.st_info) != STT_FUNC || symbol.st_size == 0 ||
        section == SHN_UNDEF || is_of_standard_library(name))
      continue;
    if (auto readable = demangled(name); is_wanted_function(reading.wanted, readable))
      reading.tables.functions[std::move(readable)].push_back(address - reading.begin);
  }
}

Tables tables_of(Dwfl_Module* module, std::uint64_t begin, const Wanted& wanted) {
  Reading reading{wanted, begin, {}, {}};
  if (!read_lines(module, reading) && !is_of_system(module))
    read_functions(module, reading);
  return std::move(reading.tables);
}

int add_module(Dwfl_Module* module, void**, const char*, Dwarf_Addr, void* argument) {
  static_cast<std::vector<Dwfl_Module*>*>(argument)->push_back(module);
  return DWARF_CB_OK;
}

} // namespace

std::vector<MappedTables> TableReader::read(pid_t process) {
  std::vector<Dwfl_Module*> mapped;
  const auto modules = modules_of(process);
  if (modules)
    dwfl_getmodules(modules.get(), add_module, &mapped, 0);
  std::vector<MappedTables> result;
  for (auto* module : mapped) {
    Dwarf_Addr begin = 0;
    const char* name = dwfl_module_info(module, nullptr, &begin, nullptr, nullptr, nullptr, nullptr, nullptr);
    auto known = m_read.find(name == nullptr ? "" : name);
    if (known == m_read.end())
      known = m_read.emplace(name == nullptr ? "" : name, tables_of(module, begin, m_wanted)).first;
    result.push_back({&known->second, begin});
  }
  return result;
}

} // namespace aurora::trace
