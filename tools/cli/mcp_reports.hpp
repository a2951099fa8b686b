#pragma once

#include <string>

#include "aurora/mcp/resources.hpp"
#include "aurora/mcp/tool.hpp"
#include "session.hpp"

namespace aurora::cli {

/// The address of a report by its path in the reports folder.
std::string report_uri(const std::string& name);

/// The reports folder, for reading. Only what it lists can be read, so that no address leads elsewhere.
class ReportResources final : public mcp::Resources {
public:
  /// The file system outlives this.
  ReportResources(std::string reports, sys::FileSystem& files)
      : m_reports(std::move(reports)), m_files(files) {}
  std::vector<mcp::Resource> list() override;
  base::Result<mcp::ResourceText> read(const std::string& uri) override;

private:
  void add_folder(const std::string& folder, std::vector<mcp::Resource>& resources);

  std::string m_reports;
  sys::FileSystem& m_files;
};

/// The tools that read reports and run nothing. An error says what is missing.
base::Result<std::string> list_failures(const mcp::Call& call, Session& session);
base::Result<std::string> explain_failure(const mcp::Call& call, Session& session);

} // namespace aurora::cli
