#pragma once

#include <string>
#include <string_view>

#include "aurora/model/event.hpp"

namespace aurora::triage {

/// Sixteen hex digits: the same cause gives the same value (formats.md, "Signature"). Key: category, error
/// class, assertion macro and expression, top three frames of the project, masked message. Where these say
/// nothing about the cause (a timeout or a signal without a trace, an assertion on a mere variable), the test
/// or its file joins the key: rather two clusters than one with two causes.
std::string signature(const model::Event& event);

/// Whether a failure says more than that it failed: an assertion with its expression, or the words of an
/// exception. What a plain program printed first, or CTest says of it ("Required regular expression not
/// found"), is none: it is alike for every fault of every program.
bool gives_reason(const model::Event& event);

/// Numbers, addresses, absolute paths, UUIDs and times replaced by "N", "ADDR", "PATH", "UUID", "TIME".
std::string mask(std::string_view text);

/// A function's name without parameters, template arguments, ABI tags and lambda numbers.
std::string plain_function(std::string_view function);

} // namespace aurora::triage
