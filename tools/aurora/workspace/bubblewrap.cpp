#include "aurora/workspace/bubblewrap.hpp"

namespace aurora::workspace {

std::vector<std::string> in_bubblewrap(const std::string& program, std::vector<std::string> binds,
                                       std::vector<std::string> command) {
  std::vector<std::string> words{program};
  words.insert(words.end(), binds.begin(), binds.end());
  for (const char* word :
       {"--proc", "/proc", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--die-with-parent", "--"})
    words.emplace_back(word);
  words.insert(words.end(), command.begin(), command.end());
  return words;
}

} // namespace aurora::workspace
