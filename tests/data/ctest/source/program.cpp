#include <cassert>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

namespace {

void smash(const char* text) {
  char small[8];
  std::strcpy(small, text);
  std::puts(small);
}

} // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  if (what == "say")
    std::puts(argv[2]);
  if (what == "fail") {
    std::puts("the answer is 41, not 42");
    return 3;
  }
  if (what == "throw")
    return std::vector<int>{1}.at(static_cast<std::size_t>(argc) + 5);
  if (what == "assert")
    assert(argc == 41 && "the answer");
  if (what == "segfault") {
    volatile int* nowhere = nullptr;
    *nowhere = 1;
  }
  if (what == "smash")
    smash("far too long for so small a buffer, by a wide margin");
  if (what == "hang")
    std::this_thread::sleep_for(std::chrono::seconds(60));
  if (what == "skip")
    return 77;
  if (what == "bytes") {
    std::puts("\x1b[31mred\x1b[0m \x01 \xff ]]> end");
    return 1;
  }
  return 0;
}
