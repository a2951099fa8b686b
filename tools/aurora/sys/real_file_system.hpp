#pragma once

#include "aurora/sys/durability.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::sys {

/// The machine's own files. A replaced file keeps its owner, mode and extended attributes; when the owner
/// cannot be kept the write is refused. Links, folders and devices are never written to.
class SystemFileSystem final : public FileSystem {
public:
  explicit SystemFileSystem(Durability durability = Durability::synced) : m_durability(durability) {}
  base::Result<std::string> read(const std::string& path, std::uint64_t max_bytes = UINT64_MAX) override;
  base::Result<void> write(const std::string& path, std::string_view bytes, std::uint32_t mode = 0) override;
  base::Result<void> append(const std::string& path, std::string_view bytes) override;
  base::Result<FileInfo> info(const std::string& path) override;
  base::Result<std::vector<DirectoryEntry>> list(const std::string& path) override;
  base::Result<void> make_directories(const std::string& path) override;
  base::Result<void> remove_file(const std::string& path) override;
  base::Result<void> remove_tree(const std::string& path) override;
  base::Result<void> rename(const std::string& from, const std::string& to) override;
  base::Result<std::string> canonical(const std::string& path) override;

private:
  Durability m_durability; ///< of write()
};

} // namespace aurora::sys
