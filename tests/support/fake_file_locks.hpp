#pragma once

#include <map>

#include "aurora/sys/file_lock.hpp"

namespace aurora::test {

/// Locks that only this object knows of. It must outlive what it hands out.
class FakeFileLocks final : public sys::FileLocks {
public:
  base::Result<std::unique_ptr<sys::HeldLock>> acquire(const std::string& path,
                                                       const std::string& note) override {
    const auto [entry, taken] = m_notes.emplace(path, note);
    if (!taken)
      return base::fail(base::ErrorCode::conflict, entry->second, path);
    return std::make_unique<Held>(m_notes, path);
  }

private:
  class Held final : public sys::HeldLock {
  public:
    Held(std::map<std::string, std::string>& notes, std::string path)
        : m_notes(notes), m_path(std::move(path)) {}
    ~Held() override { m_notes.erase(m_path); }

  private:
    std::map<std::string, std::string>& m_notes;
    std::string m_path;
  };

  std::map<std::string, std::string> m_notes;
};

} // namespace aurora::test
