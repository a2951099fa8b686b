#pragma once

#include <string>

#include "aurora/mcp/era.hpp"
#include "aurora/mcp/json_value.hpp"
#include "aurora/mcp/request.hpp"

namespace aurora::mcp {

// Keys of _meta in the stateless protocol.
constexpr auto k_server_info_key = "io.modelcontextprotocol/serverInfo";
constexpr auto k_subscription_key = "io.modelcontextprotocol/subscriptionId";

/// By the request's own words. Throws an RpcError for a stateless request that is incomplete or in a revision
/// that this server does not speak.
Era era_of(const Request& request);

/// The client's revision when this server speaks it, else the newest with "initialize"; then the client
/// decides.
std::string agreed_revision(const std::string& wanted);

/// Whether wrong arguments of a tool are its result (since 2025-11-25), rather than the protocol's error.
bool gives_wrong_arguments_to_the_model(const std::string& revision);

/// Everything that this server speaks, newest first.
Json::Value all_revisions();

} // namespace aurora::mcp
