#include <cstdlib>
#include <iostream>
#include <random>
#include <string>

#include "aurora/sys/clock.hpp"
#include "aurora/sys/real_file_system.hpp"
#include "aurora/workspace/workspace.hpp"

using namespace aurora;

namespace {

int report(const base::Error& error) {
  std::cerr << base::to_string(error) << "\n";
  return 1;
}

/// Every file holds "NAME GENERATION\n" and padding; a patch moves some of them to the next generation.
std::string next_text(const std::string& text) {
  const auto space = text.find(' ');
  return text.substr(0, space + 1) + std::to_string(std::atoi(text.c_str() + space + 1) + 1) +
         text.substr(text.find('\n'));
}

base::Result<model::Patch> make_patch(const std::string& source, sys::FileSystem& files,
                                      std::mt19937& random) {
  model::Patch patch;
  for (const std::string name : {"a.cpp", "sub/b.cpp", "sub/tool.sh"}) {
    if (random() % 3 == 0 && !patch.changes.empty())
      continue;
    const auto text = files.read(source + "/" + name);
    if (!text)
      return base::forward(text);
    patch.changes.push_back({name, *text, next_text(*text)});
  }
  if (const auto info = files.info(source + "/new/n.cpp"); info && info->kind == sys::FileKind::none)
    patch.changes.push_back({"new/n.cpp", std::nullopt, "n 1\n"});
  return patch;
}

/// Applies, then keeps, rolls back or restores, for ever.
int work(workspace::Workspace& workspace, const std::string& source, sys::FileSystem& files, unsigned seed) {
  std::mt19937 random(seed);
  for (;;) {
    const auto patch = make_patch(source, files, random);
    if (!patch)
      return report(patch.error());
    const auto id = workspace.apply(*patch);
    if (!id)
      return report(id.error());
    std::cout << "applied" << std::endl;
    const auto choice = random() % 4;
    if (choice < 2) {
      if (const auto kept = workspace.keep(*id); !kept)
        return report(kept.error());
    } else if (const auto undone = workspace.roll_back(*id); !undone || !undone->complete()) {
      return 1;
    }
    if (choice == 0)
      if (const auto restored = workspace.restore(); !restored || !restored->complete())
        return 1;
  }
}

} // namespace

/// driver work|recover|restore SOURCE STATE [SEED]
int main(int argc, char** argv) {
  if (argc < 4)
    return 2;
  const std::string command = argv[1];
  sys::SystemFileSystem files;
  sys::SystemClock clock;
  workspace::Workspace workspace({argv[2], argv[3]}, files, clock);
  if (command == "work")
    return work(workspace, argv[2], files, argc > 4 ? static_cast<unsigned>(std::atoi(argv[4])) : 0);
  const auto result = command == "restore" ? workspace.restore() : workspace.recover();
  if (!result)
    return report(result.error());
  for (const auto& file : result->files)
    if (!file.reason.empty())
      std::cerr << file.path << ": " << file.reason << "\n";
  return result->complete() ? 0 : 1;
}
