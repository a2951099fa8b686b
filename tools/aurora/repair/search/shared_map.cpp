#include "aurora/repair/search/shared_map.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "aurora/schemata/runtime/aurora_rt_layout.h"

namespace aurora::repair::search {

namespace {

base::Result<aurora_rt_map*> map_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0)
    return base::fail(base::ErrorCode::io,
                      std::string("cannot create shared memory: ") + std::strerror(errno), path);
  void* memory = MAP_FAILED;
  if (::ftruncate(file, sizeof(aurora_rt_map)) == 0)
    memory = ::mmap(nullptr, sizeof(aurora_rt_map), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  ::close(file);
  if (memory == MAP_FAILED)
    return base::fail(base::ErrorCode::io, std::string("cannot map shared memory: ") + std::strerror(errno),
                      path);
  return static_cast<aurora_rt_map*>(memory);
}

} // namespace

base::Result<std::unique_ptr<SharedMap>> SharedMap::create(std::string path) {
  auto map = map_file(path);
  if (!map)
    return forward(map);
  (*map)->magic = AURORA_RT_MAGIC;
  std::unique_ptr<SharedMap> result(new SharedMap(std::move(path), *map));
  result->arm({}, ~0ULL);
  return result;
}

SharedMap::SharedMap(std::string path, aurora_rt_map* map) : m_path(std::move(path)), m_map(map) {}

SharedMap::~SharedMap() {
  ::munmap(m_map, sizeof(aurora_rt_map));
  ::unlink(m_path.c_str());
}

void SharedMap::arm(Selection selection, unsigned long long budget) {
  m_map->selected[0] = selection.first;
  m_map->selected[1] = selection.second != 0 ? selection.second : selection.first;
  m_map->outcome = aurora_rt_running;
  m_map->steps = 0;
  m_map->limit = budget;
  m_map->budget = budget;
  m_map->trace = 0;
  m_map->attached = 0;
  m_map->steps_before_main = 0;
  m_map->pause_pid = 0;
  m_map->force_length = 0;
  m_map->force_default = 2;
  m_map->force_count = 0;
  m_map->code_length = 0;
  m_map->row_count = 0;
}

void SharedMap::arm_trace(unsigned long long budget) {
  arm({}, budget);
  m_map->limit = 0;
  m_map->trace = 1;
  std::memset(m_map->reached, 0, sizeof m_map->reached);
}

void SharedMap::arm_pause(unsigned long long budget) {
  arm({}, budget);
  m_map->limit = 0;
}

void SharedMap::force(const ForcedOutcomes& outcomes) {
  const auto count = std::min<std::size_t>(outcomes.script.size(), AURORA_RT_SCRIPT);
  for (std::size_t i = 0; i < count; ++i)
    m_map->force[i] = outcomes.script[i] ? 1 : 0;
  m_map->force_length = static_cast<unsigned>(count);
  m_map->force_default = outcomes.afterwards ? (*outcomes.afterwards ? 1U : 0U) : 2U;
}

void SharedMap::arrange(const Hook& hook) {
  force(hook.forced);
  const auto count = std::min<std::size_t>(hook.code.size(), AURORA_RT_CODE);
  for (std::size_t i = 0; i < count; ++i)
    m_map->code[i] = {hook.code[i].op, hook.code[i].argument};
  m_map->code_length = static_cast<unsigned>(count);
}

bool SharedMap::exhausted() const {
  return m_map->outcome == aurora_rt_exhausted;
}
bool SharedMap::main_returned() const {
  return m_map->outcome == aurora_rt_main_returned;
}
bool SharedMap::paused() const {
  return m_map->outcome == aurora_rt_paused;
}
unsigned long long SharedMap::steps() const {
  return m_map->steps;
}
unsigned long long SharedMap::steps_before_main() const {
  return m_map->steps_before_main;
}
unsigned SharedMap::attached() const {
  return m_map->attached;
}

std::vector<std::pair<unsigned, unsigned>> SharedMap::reached() const {
  std::vector<std::pair<unsigned, unsigned>> result;
  constexpr unsigned k_word = sizeof(std::uint64_t); // mostly nothing is marked
  static_assert(AURORA_RT_IDS % k_word == 0);
  for (unsigned start = 0; start < AURORA_RT_IDS; start += k_word) {
    std::uint64_t word = 0;
    std::memcpy(&word, m_map->reached + start, sizeof word);
    for (unsigned id = start; word != 0 && id < start + k_word; ++id)
      if (m_map->reached[id] != 0)
        result.emplace_back(id, m_map->reached[id]);
  }
  return result;
}

std::size_t SharedMap::executions() const {
  return m_map->row_count;
}

std::vector<Row> SharedMap::rows() const {
  std::vector<Row> result;
  for (unsigned i = 0; i < std::min(m_map->row_count, AURORA_RT_ROWS); ++i) {
    const auto& row = m_map->rows[i];
    result.push_back({{row, row + AURORA_RT_INPUTS}, row[AURORA_RT_INPUTS]});
  }
  return result;
}

} // namespace aurora::repair::search
