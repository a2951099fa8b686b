#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <sys/stat.h>

#include "aurora/base/error.hpp"
#include "aurora/sys/durability.hpp"
#include "aurora/sys/unique_fd.hpp"

namespace aurora::sys {

base::Result<void> write_all(int fd, const std::string& path, std::string_view bytes);
base::Result<void> sync_folder(const std::string& path);

/// The file that will take another's place. It is built at temporary_path() and published by commit(); the
/// destructor removes what was not published. Writers of one path wait for each other; what a dead writer
/// left is taken over.
class ReplacementFile {
public:
  /// mode 0: that of the file it replaces, else 0644.
  static base::Result<ReplacementFile> open(const std::string& path, std::uint32_t mode);
  ReplacementFile(ReplacementFile&&) = default;
  ReplacementFile& operator=(ReplacementFile&&) = delete;
  ~ReplacementFile();

  base::Result<void> write(std::string_view bytes);
  base::Result<void> commit(Durability durability);

private:
  ReplacementFile(std::string path, std::string temporary)
      : m_path(std::move(path)), m_temporary(std::move(temporary)) {}
  base::Result<void> take_temporary();
  base::Result<void> inherit(const struct stat* old, std::uint32_t mode);
  void copy_attributes();

  std::string m_path;
  std::string m_temporary;
  UniqueFd m_fd;
};

} // namespace aurora::sys
