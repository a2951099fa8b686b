#pragma once
/* Whether anything of a build folder runs in a test: every process that watches leaves a file PID.mark in
   `record` unless it ended in an orderly way, without a program or library of `build` loaded and without
   having started one, however that is linked. Does nothing when one of them is NULL. */
void aurora_watch_use(const char* record, const char* build);
