#include "trace/call_stack.hpp"

#include "trace/modules.hpp"

namespace aurora::trace {
namespace {

constexpr int k_most_frames = 64;

/// What the callback of one unwinding shares.
struct Unwinding {
  Dwfl* modules;
  const std::string& root;
  std::vector<CallSite> found;
  int frames = 0;
};

/// Whether the address is in code of the project, as far as can be told.
bool fill_in(CallSite& site, Dwfl_Module* module, Dwarf_Addr address, const std::string& root) {
  const char* symbol = dwfl_module_addrname(module, address);
  if (symbol != nullptr && !is_of_standard_library(symbol))
    site.function = demangled(symbol);
  if (Dwfl_Line* line = dwfl_module_getsrc(module, address)) {
    const char* name = dwfl_lineinfo(line, nullptr, &site.line, nullptr, nullptr, nullptr);
    const auto file = name == nullptr ? std::nullopt : below(root, name);
    site.file = file.value_or("");
    return file && site.line > 0;
  }
  return !site.function.empty() && !is_of_system(module);
}

int take_frame(Dwfl_Frame* frame, void* argument) {
  auto& unwinding = *static_cast<Unwinding*>(argument);
  Dwarf_Addr address = 0;
  bool is_activation = false;
  if (!dwfl_frame_pc(frame, &address, &is_activation) || ++unwinding.frames > k_most_frames)
    return DWARF_CB_ABORT;
  if (!is_activation)
    --address; // it is where the call returns to
  CallSite site;
  if (auto* module = dwfl_addrmodule(unwinding.modules, address);
      module != nullptr && fill_in(site, module, address, unwinding.root))
    unwinding.found.push_back(std::move(site));
  return DWARF_CB_OK;
}

} // namespace

std::vector<CallSite> call_stack(pid_t process, pid_t thread, const std::string& root) {
  const auto modules = modules_of(process);
  if (!modules || dwfl_linux_proc_attach(modules.get(), process, true) != 0)
    return {};
  Unwinding unwinding{modules.get(), root, {}};
  dwfl_getthread_frames(modules.get(), thread, take_frame, &unwinding);
  return std::move(unwinding.found);
}

} // namespace aurora::trace
