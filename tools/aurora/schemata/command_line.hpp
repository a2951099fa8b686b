#pragma once

namespace aurora::schemata {

/// The program aurora-schemata. Returns its exit code: 0 done, 2 usage, 3 nothing could be parsed or written.
int run_command_line(int argc, char** argv);

} // namespace aurora::schemata
