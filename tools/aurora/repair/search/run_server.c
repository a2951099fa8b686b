/* aurora-run-server CONTROL: executes the commands that the search sends it. It exists so that thousands of
   short commands can be started inside a shadow without setting the shadow up for each. */
#include "server.h"

#include <stdlib.h>
#include <unistd.h>

int main(int argc, char** argv) {
  struct aurora_job job;
  if (argc != 2)
    return 2;
  if (aurora_serve(argv[1], &job) == aurora_serve_done)
    return 0;
  if (job.argc > 0)
    execvp(job.argv[0], job.argv);
  return 127;
}
