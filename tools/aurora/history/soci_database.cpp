#include <chrono>
#include <exception>
#include <list>
#include <span>
#include <thread>

#include <soci/soci.h>

#include "aurora/base/text.hpp"
#include "aurora/history/database.hpp"

namespace aurora::history {
namespace {

/// Storage whose address a statement keeps while it runs.
struct Cell {
  long long integer = 0;
  double real = 0;
  std::string text;
  soci::indicator state = soci::i_null;
};

/// "?" becomes ":p1", ":p2", …: the one spelling that both back ends read.
std::string with_names(const std::string& sql) {
  std::string out;
  int count = 0;
  for (const char c : sql)
    out += c == '?' ? ":p" + std::to_string(++count) : std::string(1, c);
  return out;
}

void assign(Cell& cell, const Value& value) {
  cell.state = soci::i_ok;
  if (const auto* integer = std::get_if<long long>(&value))
    cell.integer = *integer;
  else if (const auto* real = std::get_if<double>(&value))
    cell.real = *real;
  else if (const auto* text = std::get_if<std::string>(&value))
    cell.text = base::to_printable(*text);
  else
    cell.state = soci::i_null;
}

void bind(soci::statement& statement, Cell& cell, std::size_t type) {
  if (type == 1)
    statement.exchange(soci::use(cell.integer, cell.state));
  else if (type == 2)
    statement.exchange(soci::use(cell.real, cell.state));
  else
    statement.exchange(soci::use(cell.text, cell.state));
}

void bind(soci::statement& statement, Cell& cell, Column column) {
  if (column == Column::integer)
    statement.exchange(soci::into(cell.integer, cell.state));
  else if (column == Column::real)
    statement.exchange(soci::into(cell.real, cell.state));
  else
    statement.exchange(soci::into(cell.text, cell.state));
}

Value value_of(const Cell& cell, Column column) {
  if (cell.state == soci::i_null)
    return {};
  if (column == Column::integer)
    return cell.integer;
  if (column == Column::real)
    return cell.real;
  return cell.text;
}

/// The type of each parameter: that of the first row that has one there, else text.
std::vector<std::size_t> types_of(const std::vector<Row>& rows) {
  std::vector<std::size_t> types(rows.empty() ? 0 : rows.front().size(), 0);
  for (const auto& row : rows)
    for (std::size_t i = 0; i < types.size() && i < row.size(); ++i)
      if (types[i] == 0)
        types[i] = row[i].index();
  return types;
}

/// A server answers every statement: a row at a time, a million of them take a quarter of an hour.
constexpr std::size_t k_rows_at_once = 100;

bool ends_with_tuple(const std::string& sql) {
  return base::contains(sql, " VALUES (") && sql.ends_with(')');
}

std::string with_tuples(const std::string& sql, std::size_t count) {
  const auto tuple = sql.substr(sql.rfind(" VALUES (") + 8);
  std::string out = sql;
  for (std::size_t i = 1; i < count; ++i)
    out += ", " + tuple;
  return out;
}

std::vector<std::size_t> repeated(const std::vector<std::size_t>& types, std::size_t count) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < count; ++i)
    out.insert(out.end(), types.begin(), types.end());
  return out;
}

/// Back ends differ in their exceptions' types; their words are stable.
base::ErrorCode code_of(const std::string& message) {
  const auto has = [&](std::string_view part) { return base::contains(message, part); };
  if (has("malformed") || has("not a database") || has("corrupt") || has("disk image"))
    return base::ErrorCode::invalid_input;
  if (has("locked") || has("lock timeout") || has("busy"))
    return base::ErrorCode::conflict;
  if (has("readonly") || has("permission denied") || has("unable to open"))
    return base::ErrorCode::permission;
  if (has("connection") || has("could not connect") || has("could not translate"))
    return base::ErrorCode::environment;
  return base::ErrorCode::io;
}

class SociDatabase final : public Database {
public:
  SociDatabase(const std::string& backend, const std::string& target, int wait_seconds)
      : m_session(backend, target), m_dialect(backend == "sqlite3" ? Dialect::sqlite : Dialect::postgresql),
        m_wait(wait_seconds) {}

  Dialect dialect() const override { return m_dialect; }

  base::Result<void> execute(const std::string& sql, Row parameters) override {
    return execute_each(sql, {std::move(parameters)});
  }

  base::Result<void> execute_each(const std::string& sql, const std::vector<Row>& rows) override {
    return guarded([&] {
      const auto types = types_of(rows);
      const std::span<const Row> all(rows);
      if (!ends_with_tuple(sql)) {
        execute_rows({sql, types, {}, rows.size() > 1 ? Use::repeated : Use::once}, all);
        return;
      }
      const auto whole = rows.size() / k_rows_at_once * k_rows_at_once;
      if (whole > 0)
        execute_rows({with_tuples(sql, k_rows_at_once), repeated(types, k_rows_at_once), {}, Use::repeated},
                     all.first(whole));
      if (const auto rest = rows.size() - whole; rest > 0)
        execute_rows({with_tuples(sql, rest), repeated(types, rest), {}, Use::once}, all.subspan(whole));
    });
  }

  base::Result<std::vector<Row>> query(const std::string& sql, Row parameters,
                                       const std::vector<Column>& columns) override {
    std::vector<Row> rows;
    auto done = guarded([&] {
      std::list<Cell> cells;
      soci::statement statement(m_session);
      prepare(statement, {sql, types_of({parameters}), columns, Use::once}, cells);
      auto cell = cells.begin();
      for (const auto& value : parameters)
        assign(*cell++, value);
      const auto first = cell;
      for (bool more = statement.execute(true); more; more = statement.fetch())
        rows.push_back(row_of(first, columns));
    });
    return done ? base::Result<std::vector<Row>>(std::move(rows)) : base::forward(done);
  }

  base::Result<void> transaction(const std::function<base::Result<void>()>& work) override {
    if (auto begun = begin(); !begun)
      return begun;
    auto done = work();
    if (done)
      done = execute("COMMIT", {});
    if (!done)
      (void)execute("ROLLBACK", {}); // what failed is what is told
    return done;
  }

private:
  /// SOCI's own transaction is a deferred one: two that read and then write lose each other's work. SQLite's
  /// own way of waiting sleeps for up to 100 ms at a time, thirty times as long as a writer takes.
  base::Result<void> begin() {
    if (m_dialect == Dialect::postgresql)
      return execute("BEGIN", {});
    if (auto set = execute("PRAGMA busy_timeout = 1", {}); !set)
      return set;
    const auto until = std::chrono::steady_clock::now() + m_wait;
    auto begun = execute("BEGIN IMMEDIATE", {});
    while (!begun && begun.error().code == base::ErrorCode::conflict &&
           std::chrono::steady_clock::now() < until) {
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
      begun = execute("BEGIN IMMEDIATE", {});
    }
    const auto wait = std::chrono::milliseconds(m_wait).count();
    if (auto set = execute("PRAGMA busy_timeout = " + std::to_string(wait), {}); begun && !set)
      return set;
    return begun;
  }

  enum class Use { once, repeated };

  struct Plan {
    std::string sql;
    std::vector<std::size_t> types;
    std::vector<Column> columns;
    Use use;
  };

  static void prepare(soci::statement& statement, const Plan& plan, std::list<Cell>& cells) {
    statement.alloc();
    for (const auto type : plan.types)
      bind(statement, cells.emplace_back(), type);
    for (const auto column : plan.columns)
      bind(statement, cells.emplace_back(), column);
    // A named statement cannot be given back after an error in a transaction of PostgreSQL.
    statement.prepare(with_names(plan.sql), plan.use == Use::once ? soci::details::st_one_time_query
                                                                  : soci::details::st_repeatable_query);
    statement.define_and_bind();
  }

  /// As many rows at a time as the plan has parameters for.
  void execute_rows(const Plan& plan, std::span<const Row> rows) {
    std::list<Cell> cells;
    soci::statement statement(m_session);
    prepare(statement, plan, cells);
    auto cell = cells.begin();
    for (const auto& row : rows) {
      for (const auto& value : row)
        assign(*cell++, value);
      if (cell != cells.end())
        continue; // its statement takes more rows
      statement.execute(true);
      cell = cells.begin();
    }
  }

  static Row row_of(std::list<Cell>::const_iterator cell, const std::vector<Column>& columns) {
    Row row;
    for (const auto column : columns)
      row.push_back(value_of(*cell++, column));
    return row;
  }

  template <class Work>
  base::Result<void> guarded(Work work) {
    try {
      work();
      return {};
    } catch (const soci::soci_error& error) {
      const auto message = error.get_error_message();
      return base::fail(code_of(message), std::string(base::trim(message)));
    } catch (const std::exception& error) {
      return base::fail(base::ErrorCode::io, error.what());
    }
  }

  soci::session m_session;
  Dialect m_dialect;
  std::chrono::seconds m_wait;
};

base::Result<std::string> sqlite_target(const DatabaseOptions& options) {
  if (base::contains(options.sqlite_path, "\""))
    return base::fail(base::ErrorCode::unsupported, "a path with a double quote cannot hold a history",
                      options.sqlite_path);
  return "dbname=\"" + options.sqlite_path + "\" timeout=" + std::to_string(options.wait_seconds);
}

std::string postgres_target(const DatabaseOptions& options) {
  const auto& url = options.postgres_url;
  if (base::contains(url, "connect_timeout"))
    return url;
  return url + (base::contains(url, "?") ? "&" : "?") +
         "connect_timeout=" + std::to_string(options.wait_seconds);
}

base::Result<std::unique_ptr<Database>> opened(const std::string& backend, const std::string& target,
                                               int wait_seconds) {
  try {
    return std::make_unique<SociDatabase>(backend, target, wait_seconds);
  } catch (const std::exception& error) {
    const std::string message(base::trim(error.what()));
    const auto code = code_of(message);
    return base::fail(backend == "postgresql" ? base::ErrorCode::environment : code, message);
  }
}

/// What every connection begins with. NORMAL with a write-ahead log: a process that dies loses nothing that
/// was committed, a power failure may lose the last runs; neither damages the file.
std::vector<std::string> preparations(const DatabaseOptions& options) {
  const auto milliseconds = std::to_string(options.wait_seconds * 1000);
  if (options.sqlite_path.empty())
    return {"SET lock_timeout = " + milliseconds, "SET client_min_messages = warning"};
  return {"PRAGMA foreign_keys = ON", "PRAGMA synchronous = NORMAL", "PRAGMA trusted_schema = OFF"};
}

} // namespace

base::Result<std::unique_ptr<Database>> connect(const DatabaseOptions& options) {
  const bool sqlite = !options.sqlite_path.empty();
  const auto target = sqlite ? sqlite_target(options) : base::Result<std::string>(postgres_target(options));
  if (!target)
    return base::forward(target);
  auto database = opened(sqlite ? "sqlite3" : "postgresql", *target, options.wait_seconds);
  if (!database)
    return database;
  for (const auto& sql : preparations(options))
    if (auto done = (*database)->execute(sql, {}); !done)
      return base::forward(done);
  return database;
}

} // namespace aurora::history
