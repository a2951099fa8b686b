#include "trace/line_table.hpp"

#include <filesystem>
#include <map>

#include <elfutils/libdwfl.h>

namespace aurora::trace {
namespace {

using Table = std::map<std::pair<std::string, int>, std::vector<std::uint64_t>>;

/// What the callbacks of one table share.
struct Reading {
  const std::string* root = nullptr;
  Table* table = nullptr;
  std::map<std::string, std::string> relative; ///< by the name in the line table
};

const std::string& relative_name(Reading& reading, const char* name) {
  const auto [entry, fresh] = reading.relative.try_emplace(name);
  if (fresh) {
    const auto path = std::filesystem::path(name).lexically_normal().string();
    if (path.starts_with(*reading.root))
      entry->second = path.substr(reading.root->size());
  }
  return entry->second;
}

void read_unit(Dwarf_Die& unit, Dwarf_Addr bias, Reading& reading) {
  Dwarf_Lines* lines = nullptr;
  std::size_t count = 0;
  if (dwarf_getsrclines(&unit, &lines, &count) != 0)
    return;
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
    if (const auto& file = relative_name(reading, name); !file.empty())
      (*reading.table)[{file, number}].push_back(address + bias);
  }
}

int read_module(Dwfl_Module* module, void**, const char*, Dwarf_Addr, void* argument) {
  auto& reading = *static_cast<Reading*>(argument);
  Dwarf_Addr bias = 0;
  Dwarf* dwarf = dwfl_module_getdwarf(module, &bias);
  if (dwarf == nullptr)
    return DWARF_CB_OK;
  Dwarf_Off offset = 0;
  Dwarf_Off next = 0;
  std::size_t header = 0;
  while (dwarf_nextcu(dwarf, offset, &next, &header, nullptr, nullptr, nullptr) == 0) {
    Dwarf_Die unit;
    if (dwarf_offdie(dwarf, offset + header, &unit) != nullptr)
      read_unit(unit, bias, reading);
    offset = next;
  }
  return DWARF_CB_OK;
}

} // namespace

std::vector<Line> line_table(pid_t process, const std::string& root) {
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
  Table table;
  Reading reading{&root, &table, {}};
  if (dwfl_linux_proc_report(dwfl, process) == 0 && dwfl_report_end(dwfl, nullptr, nullptr) == 0)
    dwfl_getmodules(dwfl, read_module, &reading, 0);
  dwfl_end(dwfl);
  std::vector<Line> lines;
  for (auto& [key, addresses] : table)
    lines.push_back({key.first, key.second, std::move(addresses)});
  return lines;
}

} // namespace aurora::trace
