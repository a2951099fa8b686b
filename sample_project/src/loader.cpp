#include "logwatch/loader.hpp"

#include <fstream>
#include <thread>

#include "logwatch/parser.hpp"
#include "logwatch/text.hpp"

namespace logwatch {

Loaded load(std::istream& in) {
  Loaded loaded;
  std::string line;
  while (std::getline(in, line)) {
    if (auto record = parse_line(line))
      loaded.records.push_back(*record);
    else if (!text::trim(line).empty())
      ++loaded.skipped;
  }
  return loaded;
}

Loaded load_files(const std::vector<std::string>& paths) {
  std::vector<Loaded> parts(paths.size());
  std::vector<std::thread> workers;
  for (std::size_t i = 0; i < paths.size(); ++i)
    workers.emplace_back([&parts, &paths, i] {
      std::ifstream in(paths[i]);
      parts[i] = load(in);
    });
  for (auto& worker : workers)
    worker.join();
  Loaded all;
  for (const auto& part : parts) {
    all.records.insert(all.records.end(), part.records.begin(), part.records.end());
    all.skipped += part.skipped;
  }
  return all;
}

} // namespace logwatch
