/* What became of bringing calendars in step. */
#pragma once

#include <choucha/syncing.h>

ChaSyncReport *sync_report_new(void);
/* @text becomes the finding's; @object may be NULL. */
void sync_report_add(ChaSyncReport *report, const char *inspector, const char *object, char *text);
