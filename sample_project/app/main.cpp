#include <iostream>
#include <string>
#include <vector>

#include "logwatch/loader.hpp"
#include "logwatch/report.hpp"

int main(int argc, char** argv) {
  const std::vector<std::string> paths(argv + 1, argv + argc);
  if (paths.empty()) {
    std::cerr << "usage: logwatch FILE...\n";
    return 2;
  }
  const auto loaded = logwatch::load_files(paths);
  std::cout << logwatch::summary(loaded.records);
  for (const auto& line : logwatch::service_table(loaded.records))
    std::cout << line << '\n';
  if (loaded.skipped > 0)
    std::cerr << "lines that are no records: " << loaded.skipped << '\n';
  return 0;
}
