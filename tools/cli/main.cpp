#include "commands.hpp"

int main(int argc, char** argv) {
  return aurora::cli::run(argc, argv);
}
