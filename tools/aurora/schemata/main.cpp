#include "aurora/schemata/command_line.hpp"

int main(int argc, char** argv) {
  return aurora::schemata::run_command_line(argc, argv);
}
