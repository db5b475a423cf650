/* The calendars of inspectors: no kind of records, but handled by the same
 * commands, import, list and remove, as "busy". */
#pragma once

#include "cli/session.h"

#include <choucha/day.h>
#include <choucha/enrolling.h>

gboolean busy_is_meant(char **operands);
/* --inspector goes with busy, and busy with --inspector. */
gboolean busy_check_operands(char **operands, const char *inspector,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for the days of a list. */
gboolean busy_check_days(char **operands, ChaDay from, ChaDay to, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The options are those of all imports; those about tables do not matter. */
Answer busy_import(Session *session, const char *inspector, const char *const *paths,
                   const ChaImportOptions *options, GError **error);
