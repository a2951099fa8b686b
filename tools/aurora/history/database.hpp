#pragma once

#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "aurora/base/error.hpp"

namespace aurora::history {

/// Nothing is SQL's NULL.
using Value = std::variant<std::monostate, long long, double, std::string>;
using Row = std::vector<Value>;

enum class Column { integer, real, text };
enum class Dialect { sqlite, postgresql };

/// A connection to one database. Values are always bound, never pasted into a statement. Texts are made
/// printable (valid UTF-8, no NUL) on their way in, since PostgreSQL refuses what SQLite keeps. conflict:
/// locked by somebody else for too long; invalid_input: the file is damaged; environment: no server.
class Database {
public:
  virtual ~Database() = default;
  virtual Dialect dialect() const = 0;
  /// A statement that returns nothing, with "?" for each parameter.
  virtual base::Result<void> execute(const std::string& sql, Row parameters) = 0;
  /// The same statement once for each row of parameters; all rows have the same types, or null.
  virtual base::Result<void> execute_each(const std::string& sql, const std::vector<Row>& rows) = 0;
  /// Columns as the statement selects them.
  virtual base::Result<std::vector<Row>> query(const std::string& sql, Row parameters,
                                               const std::vector<Column>& columns) = 0;
  /// All of it or nothing; takes the write lock at once, so that two writers wait for each other instead of
  /// failing.
  virtual base::Result<void> transaction(const std::function<base::Result<void>()>& work) = 0;
};

struct DatabaseOptions {
  std::string sqlite_path;  ///< a file; empty: PostgreSQL
  std::string postgres_url; ///< "postgresql://user@host/database"
  int wait_seconds = 15;    ///< for a lock that somebody else holds, and for a server to answer
};

/// unsupported when this build has no database library; the message says how to get one.
base::Result<std::unique_ptr<Database>> connect(const DatabaseOptions& options);

// Reading a row that was queried with the right columns; nothing reads as zero or empty.
long long integer_at(const Row& row, std::size_t index);
double real_at(const Row& row, std::size_t index);
std::string text_at(const Row& row, std::size_t index);
bool is_null(const Row& row, std::size_t index);

} // namespace aurora::history
