/* Help and shell completion, written from the table of commands to stdout. */
#pragma once

#include "cli/command.h"

gboolean help_show_overview(GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean help_show_command(const Command *command, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A script for bash that completes commands, options and their choices. */
gboolean help_show_completion(GError **error) G_GNUC_WARN_UNUSED_RESULT;
