/* What several commands tell in the same words. */
#pragma once

#include "cli/console.h"

#include <choucha/committing.h>
#include <choucha/drawing.h>
#include <choucha/issue.h>
#include <choucha/scheduling.h>
#include <choucha/stamping.h>

/* Counts and findings of a commitment, at most once. */
void talk_commit(Console *console, const ChaCommitReport *report);
/* The head of the log at this entry, among other fields. */
void talk_add_head(GPtrArray *fields, guint64 entry, const char *head);
/* Where the announcement of a commitment is. */
void talk_add_announcement(GPtrArray *fields, const char *folder);
/* How few visits there could be without limits, when there are any. */
void talk_add_limits(GPtrArray *fields, const ChaDrawReport *report);
/* Seats that nobody can take; told even when quiet. */
void talk_empty_seats(Console *console, const ChaDrawReport *report);
/* Visits without a day and why; told even when quiet. */
void talk_unplaced(Console *console, const ChaScheduleReport *report);
/* That nonces came together with the other values; told even when quiet. */
void talk_late_nonces(Console *console, const ChaDrawReport *report);
/* That the commitment was not public before the seed. */
void talk_rehearsal(Console *console);

/* What time stamps (element-type ChaStamp) prove, and that there are none; those that
 * are not good are told even when quiet, the others with @good_ones alone. FALSE unless
 * there are some, and all are good. */
gboolean talk_stamps(Console *console, const GPtrArray *stamps, gboolean good_ones);

/* The issues of one severity, one a line. */
void talk_issues(Console *console, GPtrArray *issues, ChaSeverity severity);
