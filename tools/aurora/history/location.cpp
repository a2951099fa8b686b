#include "aurora/history/location.hpp"

#include <array>
#include <utility>

#include <sys/vfs.h>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::history {
namespace {

/// From linux/magic.h and the file systems' own headers, which are not all installed everywhere.
constexpr std::array<std::pair<std::uint64_t, std::string_view>, 12> k_network_file_systems{{
    {0x6969, "NFS"},
    {0x517B, "SMB"},
    {0xFF534D42, "CIFS"},
    {0xFE534D42, "SMB"},
    {0x01021997, "9P"},
    {0x5346414F, "AFS"},
    {0x6B414653, "AFS"},
    {0x73757245, "Coda"},
    {0x00C36400, "Ceph"},
    {0x0BD00BD0, "Lustre"},
    {0x01161970, "GFS2"},
    {0x7461636F, "OCFS2"},
}};

bool is_server(std::string_view text) {
  return text.starts_with("postgresql://") || text.starts_with("postgres://");
}

} // namespace

base::Result<Location> parse_location(std::string_view text, const std::string& root) {
  if (is_server(text))
    return Location{"", std::string(text)};
  const auto scheme = text.find("://");
  if (scheme != std::string_view::npos)
    return base::fail(base::ErrorCode::usage,
                      fmt::format("\"{}\" is no kind of history; name a file, or a server as "
                                  "postgresql://user@host/database",
                                  text.substr(0, scheme + 3)));
  const auto name = text.empty() ? std::string_view(".aurora/history.db") : text;
  return Location{sys::normalize_path(sys::join_path(root, name)), ""};
}

std::string to_string(const Location& location) {
  if (!location.path.empty())
    return location.path;
  const auto begin = location.url.find("://") + 3;
  const auto at = location.url.find('@', begin);
  const auto colon = location.url.find(':', begin);
  std::string shown = location.url;
  if (at != std::string::npos && colon < at)
    shown = location.url.substr(0, colon) + ":***" + location.url.substr(at);
  return shown.substr(0, shown.find('?')); // parameters may hold a password too
}

std::optional<std::string_view> network_file_system(std::uint64_t magic) {
  for (const auto& [number, name] : k_network_file_systems)
    if (number == magic)
      return name;
  return std::nullopt;
}

std::uint64_t file_system_of(const std::string& folder) {
  struct statfs facts {};
  for (auto path = folder; !path.empty(); path = sys::parent_path(path)) {
    if (::statfs(path.c_str(), &facts) == 0)
      return static_cast<std::uint64_t>(static_cast<unsigned long>(facts.f_type)) & 0xFFFFFFFFU;
    if (path == "/")
      break;
  }
  return 0;
}

} // namespace aurora::history
