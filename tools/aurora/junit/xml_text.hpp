#pragma once

#include <string>
#include <string_view>

namespace aurora::junit {

/// An attribute's or element's raw text with the five predefined entities and character references decoded.
/// Any other entity stays as it is written: nothing is ever looked up or expanded.
std::string decode(std::string_view raw);

/// The decoded text of an element's content: CDATA sections included, tags and comments left out.
std::string inner_text(std::string_view raw);

/// What a person should read: CTest's [NON-XML-CHAR-0x..] and pytest's #x1B marks decoded, terminal colours
/// removed, carriage returns dropped, invalid UTF-8 and control characters made printable.
std::string clean(std::string text);

/// decode and clean in one, without work for plain ASCII; reuses the capacity of out.
void assign_clean(std::string& out, std::string_view raw);

/// Terminal escape sequences (ECMA-48 CSI and OSC) removed.
std::string strip_ansi(std::string_view text);

} // namespace aurora::junit
