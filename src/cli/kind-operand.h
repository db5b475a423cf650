/* The first words of the commands about records. They are words of the command
 * line, so wrong ones are wrong usage. */
#pragma once

#include <choucha/registry.h>

gboolean kind_operand_read(const char *name, ChaKind *ret_kind, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The list of targets of a plan: no kind of records, but handled by the same
 * commands, with the plan as the next word. */
#define FRAME_OPERAND "frame"

gboolean frame_operand_is_meant(char **operands);
/* Whether there are as many operands as needed, "frame" among them. */
gboolean frame_operand_check(char **operands, guint n_needed, GError **error) G_GNUC_WARN_UNUSED_RESULT;
