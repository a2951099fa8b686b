#pragma once
/* Whether a run may be forked in its middle, so that the children are as if each had come there alone. */

/* Before main: what is open then was so for all runs. */
void aurora_note_files(void);

/* 0 when this process has no second thread, no child, and no file that it can change or whose position cannot
   be set again. The positions are kept. */
int aurora_can_stand(void);

/* Sets the positions that aurora_can_stand() kept: the children share them. */
void aurora_rewind(void);
