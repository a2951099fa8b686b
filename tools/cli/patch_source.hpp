#pragma once

#include <string>

#include "aurora/gate/patch_reader.hpp"
#include "session.hpp"

namespace aurora::cli {

/// Texts as a commit has them.
gate::TextReader at_commit(Session& session, const std::string& commit);
gate::TextReader on_disk(Session& session);

/// A patch file ("-": standard input), read against the working tree.
base::Result<model::Patch> read_patch_file(Session& session, const std::string& path);

} // namespace aurora::cli
