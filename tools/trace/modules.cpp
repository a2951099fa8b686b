#include "trace/modules.hpp"

#include <cstdlib>
#include <filesystem>

#include <cxxabi.h>

namespace aurora::trace {

Modules modules_of(pid_t process) {
  static char* no_path = nullptr;
  static const Dwfl_Callbacks callbacks = [] {
    Dwfl_Callbacks made{};
    made.find_elf = dwfl_linux_proc_find_elf;
    made.find_debuginfo = [](Dwfl_Module*, void**, const char*, Dwarf_Addr, const char*, const char*,
                             GElf_Word, char**) { return -1; };
    made.debuginfo_path = &no_path;
    return made;
  }();
  Modules modules(dwfl_begin(&callbacks), dwfl_end);
  if (!modules || dwfl_linux_proc_report(modules.get(), process) != 0 ||
      dwfl_report_end(modules.get(), nullptr, nullptr) != 0)
    modules.reset();
  return modules;
}

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

std::optional<std::string> below(const std::string& root, const char* path) {
  const auto normal = std::filesystem::path(path).lexically_normal().string();
  return normal.starts_with(root) ? std::optional(normal.substr(root.size())) : std::nullopt;
}

} // namespace aurora::trace
