#include "trace/tracer.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <set>

#include <elf.h>
#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

namespace aurora::trace {
namespace {

#if defined(__x86_64__)
using Instruction = std::array<unsigned char, 1>;
constexpr Instruction k_break = {0xCC};
constexpr std::uint64_t k_behind = 1; ///< how far the stopped counter is behind the breakpoint
std::uint64_t counter_of(const user_regs_struct& registers) {
  return registers.rip;
}
void set_counter(user_regs_struct& registers, std::uint64_t address) {
  registers.rip = address;
}
#elif defined(__aarch64__)
using Instruction = std::array<unsigned char, 4>;
constexpr Instruction k_break = {0x00, 0x00, 0x20, 0xD4};
constexpr std::uint64_t k_behind = 0;
std::uint64_t counter_of(const user_regs_struct& registers) {
  return registers.pc;
}
void set_counter(user_regs_struct& registers, std::uint64_t address) {
  registers.pc = address;
}
#endif

constexpr std::uint64_t k_block = 65536;
constexpr int k_most_crashes = 20; ///< each takes about as long as reading the tables did
constexpr int k_options =
    PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL;

class Memory {
public:
  explicit Memory(pid_t process)
      : m_file(::open(("/proc/" + std::to_string(process) + "/mem").c_str(), O_RDWR | O_CLOEXEC)) {}
  ~Memory() { ::close(m_file); }
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;

  bool read(std::uint64_t address, void* data, std::size_t size) const {
    return ::pread(m_file, data, size, static_cast<off_t>(address)) == static_cast<ssize_t>(size);
  }
  bool write(std::uint64_t address, const void* data, std::size_t size) const {
    return ::pwrite(m_file, data, size, static_cast<off_t>(address)) == static_cast<ssize_t>(size);
  }

private:
  int m_file;
};

bool get_registers(pid_t thread, user_regs_struct& registers) {
  iovec part{&registers, sizeof registers};
  return ::ptrace(PTRACE_GETREGSET, thread, NT_PRSTATUS, &part) == 0;
}

bool set_registers(pid_t thread, user_regs_struct& registers) {
  iovec part{&registers, sizeof registers};
  return ::ptrace(PTRACE_SETREGSET, thread, NT_PRSTATUS, &part) == 0;
}

/// Where the program begins once its libraries are loaded (AT_ENTRY of the auxiliary vector).
std::uint64_t entry_point(pid_t process) {
  const int file = ::open(("/proc/" + std::to_string(process) + "/auxv").c_str(), O_RDONLY | O_CLOEXEC);
  std::array<std::uint64_t, 2> entry{};
  std::uint64_t found = 0;
  while (found == 0 && ::read(file, entry.data(), sizeof entry) == sizeof entry && entry[0] != AT_NULL)
    if (entry[0] == AT_ENTRY)
      found = entry[1];
  ::close(file);
  return found;
}

bool is_fatal(int signal) {
  return signal == SIGSEGV || signal == SIGABRT || signal == SIGFPE || signal == SIGBUS || signal == SIGILL;
}

struct Family {
  pid_t process = 0;
  pid_t parent = 0;
};

Family family_of(pid_t thread) {
  std::ifstream status("/proc/" + std::to_string(thread) + "/status");
  Family family{thread, 0};
  for (std::string word; family.parent == 0 && status >> word;) {
    if (word == "Tgid:")
      status >> family.process;
    else if (word == "PPid:")
      status >> family.parent;
  }
  return family;
}

/// The file that it executes; empty when it cannot be told.
std::string program_of(pid_t process) {
  std::error_code problem;
  return std::filesystem::read_symlink("/proc/" + std::to_string(process) + "/exe", problem).string();
}

/// Not shells and other languages' runners.
bool is_wanted_program(const Wanted& wanted, const std::string& program) {
  if (program.starts_with(wanted.root))
    return true;
  if (!wanted.programs.empty())
    return program.starts_with(wanted.programs);
  for (const std::string_view folder :
       {"/bin/", "/sbin/", "/usr/bin/", "/usr/sbin/", "/usr/local/bin/", "/usr/lib"})
    if (program.starts_with(folder))
      return false;
  return !program.empty();
}

/// One program as it stands in the memory of a process, and in those that are forked from it.
class Image {
public:
  /// Stops the process again before the program's first own instruction, when its libraries are loaded.
  bool stop_at_entry(pid_t process) {
    m_entry = entry_point(process);
    const Memory memory(process);
    return m_entry != 0 && memory.read(m_entry, m_original.data(), m_original.size()) &&
           memory.write(m_entry, k_break.data(), k_break.size());
  }

  /// Where the process has come to its entry: breakpoints on all there is to see.
  bool enter(pid_t process, TableReader& reader, Run& run) {
    user_regs_struct registers{};
    if (m_entered || !get_registers(process, registers) || counter_of(registers) - k_behind != m_entry)
      return false;
    m_entered = true;
    set_counter(registers, m_entry);
    if (!Memory(process).write(m_entry, m_original.data(), m_original.size()) ||
        !set_registers(process, registers))
      return false;
    for (const auto& [tables, begin] : reader.read(process)) {
      for (const auto& [line, addresses] : tables->lines)
        mark(addresses, begin, run.lines[line]);
      for (const auto& [function, addresses] : tables->functions)
        mark(addresses, begin, run.functions[function]);
    }
    const Memory memory(process);
    for (auto entry = m_breakpoints.begin(); entry != m_breakpoints.end();)
      entry = set_block(memory, entry);
    return true;
  }

  /// Whether the thread was stopped by a breakpoint of this program, which is taken away.
  bool pass(pid_t thread) {
    user_regs_struct registers{};
    if (!get_registers(thread, registers))
      return false;
    const auto address = counter_of(registers) - k_behind;
    const auto found = m_breakpoints.find(address);
    if (found == m_breakpoints.end())
      return false;
    for (auto* reached : found->second.places)
      *reached = true;
    // A forked child has a copy of its own, so the bytes are put back by whoever comes by.
    const auto& original = found->second.original;
    set_counter(registers, address);
    return Memory(thread).write(address, original.data(), original.size()) &&
           set_registers(thread, registers);
  }

private:
  struct Breakpoint {
    Instruction original{};
    std::vector<bool*> places; ///< in the run
  };

  using Breakpoints = std::map<std::uint64_t, Breakpoint>;

  /// Not what another program has reached already.
  void mark(const Addresses& addresses, std::uint64_t begin, bool& place) {
    for (const auto address : addresses)
      if (!place)
        m_breakpoints[begin + address].places.push_back(&place);
  }

  /// Those within one block of memory: read and written at once.
  Breakpoints::iterator set_block(const Memory& memory, Breakpoints::iterator first) {
    const auto begin = first->first;
    auto end = first;
    while (end != m_breakpoints.end() && end->first < begin + k_block)
      ++end;
    std::vector<unsigned char> bytes(std::prev(end)->first - begin + k_break.size());
    if (!memory.read(begin, bytes.data(), bytes.size()))
      return m_breakpoints.erase(first, end);
    for (auto entry = first; entry != end; ++entry)
      std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(entry->first - begin), k_break.size(),
                  entry->second.original.begin());
    for (auto entry = first; entry != end; ++entry)
      std::ranges::copy(k_break, bytes.begin() + static_cast<std::ptrdiff_t>(entry->first - begin));
    return memory.write(begin, bytes.data(), bytes.size()) ? end : m_breakpoints.erase(first, end);
  }

  std::uint64_t m_entry = 0;
  Instruction m_original{};
  bool m_entered = false;
  Breakpoints m_breakpoints;
};

class Tracer {
public:
  Tracer(pid_t process, const Wanted& wanted) : m_process(process), m_wanted(wanted), m_reader(wanted) {}

  std::optional<Run> run() {
    int status = 0;
    if (::waitpid(m_process, &status, 0) != m_process || !WIFSTOPPED(status))
      return std::nullopt;
    ::ptrace(PTRACE_SETOPTIONS, m_process, 0, k_options);
    load(m_process);
    ::ptrace(PTRACE_CONT, m_process, 0, 0);
    follow();
    return std::move(m_run);
  }

private:
  /// A program that is about to begin.
  void load(pid_t process) {
    auto image = std::make_shared<Image>();
    if (!is_wanted_program(m_wanted, program_of(process)) || !image->stop_at_entry(process))
      image = nullptr;
    m_images[process] = std::move(image);
  }

  /// Threads and forked children have that of their process or parent; null: nothing of it is of interest.
  Image* image_of(pid_t thread) {
    if (const auto found = m_images.find(thread); found != m_images.end())
      return found->second.get();
    const auto family = family_of(thread);
    auto found = m_images.find(family.process);
    if (found == m_images.end())
      found = m_images.find(family.parent);
    auto image = found == m_images.end() ? nullptr : found->second;
    return (m_images[thread] = std::move(image)).get();
  }

  /// Until the first process has ended; its children are killed with this one.
  void follow() {
    int status = 0;
    for (;;) {
      const auto thread = ::waitpid(-1, &status, __WALL);
      if (thread < 0 && errno == EINTR)
        continue;
      if (thread < 0)
        return;
      if (WIFSTOPPED(status))
        go_on(thread, status);
      else if (thread == m_process) {
        m_run.status = m_trapped && status == 0 ? SIGTRAP : status; // others always end there
        return;
      } else {
        m_images.erase(thread); // its number may come again
        m_known.erase(thread);
      }
    }
  }

  void go_on(pid_t thread, int status) {
    const int signal = WSTOPSIG(status);
    const int event = status >> 16;
    if (event == PTRACE_EVENT_EXEC)
      note_start(thread);
    else if (event != 0)
      note_child(thread);
    auto* image = image_of(thread);
    const bool first_stop = signal == SIGSTOP && m_known.insert(thread).second && thread != m_process;
    bool ours = event != 0 || first_stop;
    if (!ours && signal == SIGTRAP) {
      // Some frameworks stop at a failed assertion when they see a debugger; without one they go on.
      ours = true;
      if (image == nullptr || !(image->pass(thread) || image->enter(thread, m_reader, m_run))) {
        m_trapped = true;
        pass_own_trap(thread);
      }
    }
    if (!ours && is_fatal(signal))
      note_crash(thread);
    ::ptrace(PTRACE_CONT, thread, 0, ours ? 0 : signal);
  }

  void note_start(pid_t process) {
    m_run.started.insert(program_of(process));
    load(process);
  }

  /// Before its parent may end: then nobody could tell whose child it was.
  void note_child(pid_t parent) {
    unsigned long child = 0;
    if (::ptrace(PTRACE_GETEVENTMSG, parent, 0, &child) == 0)
      if (const auto found = m_images.find(parent); found != m_images.end())
        m_images.try_emplace(static_cast<pid_t>(child), found->second);
  }

  /// The last one counts: some frameworks report a signal and then raise it again, others expect a few.
  void note_crash(pid_t thread) {
    const auto process = family_of(thread).process;
    const bool is_own = process == m_process;
    if (m_crashes++ >= k_most_crashes || (m_crashed && !is_own))
      return;
    m_crashed = is_own;
    m_run.crash = call_stack(process, thread, m_wanted.root);
  }

  /// Where the counter still stands at the program's own instruction, it is left behind.
  static void pass_own_trap(pid_t thread) {
    siginfo_t info{};
    user_regs_struct registers{};
    if (k_behind != 0 || ::ptrace(PTRACE_GETSIGINFO, thread, 0, &info) != 0 || info.si_code != TRAP_BRKPT ||
        !get_registers(thread, registers))
      return;
    set_counter(registers, counter_of(registers) + k_break.size());
    set_registers(thread, registers);
  }

  pid_t m_process;
  const Wanted& m_wanted;
  TableReader m_reader;
  Run m_run;
  std::map<pid_t, std::shared_ptr<Image>> m_images; ///< by thread
  std::set<pid_t> m_known;
  bool m_trapped = false; ///< by the program itself
  bool m_crashed = false; ///< not only a child
  int m_crashes = 0;
};

} // namespace

std::optional<Run> run_traced(char** command, const Wanted& wanted) {
  const auto child = ::fork();
  if (child == 0) {
    ::ptrace(PTRACE_TRACEME, 0, 0, 0);
    ::execvp(command[0], command);
    ::_exit(127);
  }
  return child < 0 ? std::nullopt : Tracer(child, wanted).run();
}

} // namespace aurora::trace
