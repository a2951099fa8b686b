#pragma once

#include <string>
#include <string_view>

#include "aurora/base/error.hpp"
#include "aurora/model/cluster.hpp"
#include "aurora/model/event.hpp"

namespace aurora::model {

/// One line of events.ndjson, without the newline; keys sorted, schema "aurora.event/1".
std::string to_json_line(const Event& event);

/// invalid_input for malformed text, unsupported for a newer schema (the message names it).
base::Result<Event> event_from_json(std::string_view line);

} // namespace aurora::model
