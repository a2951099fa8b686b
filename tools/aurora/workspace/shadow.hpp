#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/model/patch.hpp"
#include "aurora/sys/environment.hpp"
#include "aurora/sys/file_system.hpp"
#include "aurora/sys/process.hpp"

namespace aurora::workspace {

enum class ShadowKind { overlay, copy };
std::string_view to_string(ShadowKind kind);

/// A place that looks like the user's source and build folders and can be edited, built and tested freely:
/// nothing done in it reaches the user's folders. Removed with all its scratch files by the destructor.
class Shadow {
public:
  virtual ~Shadow() = default;
  virtual ShadowKind kind() const = 0;
  /// The folders as processes in the shadow see them; for an overlay the user's own absolute paths.
  virtual const std::string& source_dir() const = 0;
  virtual const std::string& build_dir() const = 0;
  /// A folder outside both that processes in the shadow may write to and that is seen under the same path by
  /// us.
  virtual const std::string& exchange_dir() const = 0;
  /// Puts the patch's `after` texts in place with a new mtime. conflict when `before` is not what is there.
  virtual base::Result<void> apply(const model::Patch& patch) = 0;
  /// The current text of a source file, relative to the source root.
  virtual base::Result<std::string> read(const std::string& relative_path) = 0;
  /// Where we can read what processes in the shadow wrote under an absolute path; where they wrote nothing,
  /// the path itself.
  virtual std::string outside_path(const std::string& path) const { return path; }
  /// Back to the user's state (plus nothing): every change, build result and new file in the shadow is
  /// forgotten.
  virtual base::Result<void> reset() = 0;
  /// Fills in the overlays (or moves cwd and argv to the copy) and runs it.
  virtual base::Result<sys::ProcessResult> run(sys::ProcessSpec spec) = 0;
  /// As run(), beside others of its kind, each with a view of its own: what one writes into the two folders
  /// no other sees, and it is forgotten afterwards. Nothing else may be done with the shadow before it ends.
  /// A copy has no such views: there it is as run().
  virtual base::Result<sys::ProcessResult> run_apart(sys::ProcessSpec spec) { return run(std::move(spec)); }
  /// As run(), inside bubblewrap where that is installed: with a process table of its own. A signal that ends
  /// the command itself then shows as exit code 128 + number.
  virtual base::Result<sys::ProcessResult> run_contained(sys::ProcessSpec spec) {
    return run(std::move(spec));
  }
  /// Whether what runs in it can write nowhere else but to temporary folders.
  virtual bool is_sandboxed() const { return false; }
  /// In words, for the report: "overlay (user namespace), everything else read-only", "copy in …".
  virtual std::string description() const = 0;
};

struct ShadowOptions {
  std::string source_dir; ///< absolute, canonical
  std::string build_dir;  ///< absolute, canonical
  std::string scratch;    ///< preferred parent of scratch folders; empty: chosen by trying
  bool force_copy = false;
  bool build_is_red = false; ///< a copy need not be configured at once: what is to be healed may forbid it
  std::vector<std::string> writable = {}; ///< besides temporary folders; filled in by make_shadow()
  std::string bubblewrap = {};            ///< the program; empty: not installed
};

/// Tries overlays first, then the copy. environment error when neither works, with both reasons.
base::Result<std::unique_ptr<Shadow>> make_shadow(const ShadowOptions& options, sys::FileSystem& files,
                                                  sys::ProcessRunner& processes,
                                                  const sys::Environment& environment);

} // namespace aurora::workspace
