#include "aurora/crashlog/frame.hpp"

#include <gtest/gtest.h>

namespace aurora::crashlog {

const base::ProjectDirs k_dirs{"/home/dev/app", "/home/dev/build"};

model::Frame frame_of(std::string_view line) {
  const auto read = read_frame(line, k_dirs);
  return read ? read->frame : model::Frame{"not a frame", "", 0, "", false};
}

TEST(FrameLine, of_the_sanitizers) {
  EXPECT_EQ(frame_of("    #0 0x556d6b in app::read(unsigned long) const /home/dev/app/src/a.cpp:6:10"),
            (model::Frame{"app::read(unsigned long) const", "src/a.cpp", 6, "", true}));
  EXPECT_EQ(frame_of("    #5 0x55c5 in _start (/bin/prog+0x23470) (BuildId: d7c1)"),
            (model::Frame{"_start", "", 0, "/bin/prog", false}));
  EXPECT_EQ(frame_of("    #1 bump() /home/dev/app/src/a.cpp:11 (prog+0x24)"),
            (model::Frame{"bump()", "src/a.cpp", 11, "prog", true}));
  EXPECT_EQ(frame_of("    #6 <null> <null> (libstdc++.so.6+0xd44a2)"),
            (model::Frame{"", "", 0, "libstdc++.so.6", false}));
  EXPECT_EQ(frame_of("    #0 0x1 in f() /home/dev/app/a b/c.cpp:7"),
            (model::Frame{"f()", "a b/c.cpp", 7, "", true}));
}

TEST(FrameLine, of_gdb) {
  EXPECT_EQ(frame_of("#0  0x0000555 in pool::deref (place=0x0) at /home/dev/app/src/p.cpp:24"),
            (model::Frame{"pool::deref", "src/p.cpp", 24, "", true}));
  EXPECT_EQ(frame_of("#6  0x00007ff in std::terminate() () from /lib/libstdc++.so.6"),
            (model::Frame{"std::terminate()", "", 0, "/lib/libstdc++.so.6", false}));
  EXPECT_EQ(frame_of("#4  0x00007ff in ?? () from /lib/libstdc++.so.6"),
            (model::Frame{"", "", 0, "/lib/libstdc++.so.6", false}));
}

TEST(FrameLine, of_stacktrace_libraries) {
  EXPECT_EQ(frame_of(" 1# store::Ledger::post(int) at /home/dev/app/t.cpp:25"),
            (model::Frame{"store::Ledger::post(int)", "t.cpp", 25, "", true}));
  EXPECT_EQ(frame_of("   2# main at /home/dev/app/src/t.cpp:27 [0x55d1]"),
            (model::Frame{"main", "src/t.cpp", 27, "", true}));
  EXPECT_EQ(frame_of("    @     0x56208c41f2c2  store::Ledger::post()"),
            (model::Frame{"store::Ledger::post()", "", 0, "", false}));
  EXPECT_EQ(frame_of("PC: @           0x4011a8  (unknown)  show()"),
            (model::Frame{"show()", "", 0, "", false}));
  EXPECT_EQ(frame_of("/bin/t(_ZN5store4postEPi+0xc)[0x559d]"),
            (model::Frame{"store::post(int*)", "", 0, "/bin/t", false}));
  EXPECT_EQ(frame_of("==77==    by 0x10A4C6: pool::sum(int) (pool.cpp:16)"),
            (model::Frame{"pool::sum(int)", "pool.cpp", 16, "", true}));
  EXPECT_EQ(frame_of("==77==    at 0x484: malloc (in /usr/lib/vg.so)"),
            (model::Frame{"malloc", "", 0, "/usr/lib/vg.so", false}));
}

TEST(FrameLine, is_not_made_of_ordinary_text) {
  for (const auto* line : {"by now it works", "# heading", "#1 priority: ship", "12 tests", "at last", "[0x]",
                           "@ home", "3# ", "#99999999999999 x", "total 5 (five)"})
    if (const auto read = read_frame(line, k_dirs)) {
      EXPECT_FALSE(read->frame.in_project) << line;
    }
  EXPECT_FALSE(read_frame("by now it works", k_dirs));
  EXPECT_FALSE(read_frame("12 tests", k_dirs));
}

} // namespace aurora::crashlog
