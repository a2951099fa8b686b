#include "aurora/base/text.hpp"
#include "aurora/triage/explain.hpp"

// Failures that begin outside the program: databases and the network.
namespace aurora::triage {

model::Analysis explain_database(const model::Event& event) {
  model::Analysis analysis;
  set_suspect(analysis, event);
  const auto text = base::to_lower(event.message);
  analysis.confidence = 0.6;
  if (base::contains(text, "locked") || base::contains(text, "busy")) {
    analysis.root_cause = "Another connection holds the database's lock: a transaction is not ended.";
    analysis.suggestion = "Commit or roll back on every path; begin writing transactions as such.";
  } else if (base::contains(text, "no such table") || base::contains(text, "does not exist")) {
    analysis.root_cause =
        "The database lacks what the statement names: the schema was not set up or has changed.";
    analysis.suggestion = "Run the migrations in the test's fixture, or correct the name.";
  } else if (base::contains(text, "constraint") || base::contains(text, "duplicate key")) {
    analysis.root_cause = "The data breaks a constraint of the schema.";
    analysis.suggestion = "Check what is inserted, and that each test starts from an empty database.";
  } else {
    analysis.root_cause = "The database refused: " + event.message;
    analysis.suggestion = "Check the statement and the connection.";
    analysis.confidence = 0.4;
  }
  return analysis;
}

model::Analysis explain_network(const model::Event& event) {
  model::Analysis analysis;
  set_suspect(analysis, event);
  const auto text = base::to_lower(event.message);
  analysis.confidence = 0.5;
  if (base::contains(text, "refused")) {
    analysis.root_cause =
        "Nothing listens where the program connects: the service is not started, or the address is wrong.";
    analysis.suggestion = "Start the service in a fixture and wait for its health endpoint.";
  } else if (base::contains(text, "address already in use")) {
    analysis.root_cause = "The port is taken, perhaps by a test that runs at the same time.";
    analysis.suggestion = "Let the system choose the port (bind to 0), or serialize with RESOURCE_LOCK.";
  } else {
    analysis.root_cause = "Something outside the process did not answer as expected: " + event.message;
    analysis.suggestion = "Retry with backoff in the program, and use a local fake in the test.";
    analysis.confidence = 0.4;
  }
  return analysis;
}

} // namespace aurora::triage
