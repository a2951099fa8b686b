#include "aurora/mcp/revision.hpp"

#include <algorithm>
#include <array>

namespace aurora::mcp {
namespace {

constexpr auto k_revision_key = "io.modelcontextprotocol/protocolVersion";
constexpr auto k_capabilities_key = "io.modelcontextprotocol/clientCapabilities";
constexpr std::string_view k_stateless = "2026-07-28";
/// Newest first. 2025-03-26 is not among them: it asks for batches, which came and went with it.
constexpr std::array<std::string_view, 3> k_with_initialize{"2025-11-25", "2025-06-18", "2024-11-05"};

RpcError unsupported(const Request& request, const std::string& revision) {
  Json::Value data;
  data["supported"] = all_revisions();
  data["requested"] = json_text(revision.substr(0, 80));
  return {RpcCode::unsupported_revision, "this server does not speak that revision of the protocol",
          request.id, data};
}

} // namespace

Era era_of(const Request& request) {
  const Json::Value meta = request.params.get("_meta", Json::Value());
  const bool tells = meta.isObject() && meta.isMember(k_revision_key);
  if (!tells && request.method != "server/discover")
    return Era::session;
  if (!tells || !meta[k_revision_key].isString() || !meta[k_capabilities_key].isObject())
    throw RpcError{RpcCode::invalid_params,
                   std::string("\"_meta\" must hold ") + k_revision_key + " and " + k_capabilities_key,
                   request.id, Json::Value()};
  const auto revision = meta[k_revision_key].asString();
  if (revision != k_stateless)
    throw unsupported(request, revision);
  return Era::stateless;
}

std::string agreed_revision(const std::string& wanted) {
  const auto* found = std::ranges::find(k_with_initialize, wanted);
  return std::string(found == k_with_initialize.end() ? k_with_initialize.front() : *found);
}

bool gives_wrong_arguments_to_the_model(const std::string& revision) {
  return revision >= "2025-11-25";
}

Json::Value all_revisions() {
  Json::Value out(Json::arrayValue);
  out.append(std::string(k_stateless));
  for (const auto revision : k_with_initialize)
    out.append(std::string(revision));
  return out;
}

} // namespace aurora::mcp
