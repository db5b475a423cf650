/* The commands, each defined in the file of its group. */
#pragma once

#include "cli/command.h"

/* registry-commands.c */
extern const Command import_command;
extern const Command remove_command;
extern const Command set_command;
/* list-command.c */
extern const Command list_command;
/* template-command.c */
extern const Command template_command;
/* diff-command.c */
extern const Command diff_command;
/* campaign-commands.c */
extern const Command check_command;
extern const Command commit_command;
extern const Command draw_command;
extern const Command bundle_command;
extern const Command void_command;
extern const Command verify_command;
/* signing-commands.c */
extern const Command sign_command;
extern const Command signatures_command;
extern const Command keys_command;
/* publish-command.c */
extern const Command publish_command;
/* log-command.c */
extern const Command log_command;
/* nonce-command.c */
extern const Command nonce_command;
/* stamp-command.c */
extern const Command stamp_command;
/* state-command.c */
extern const Command feed_command;
extern const Command joint_command;
extern const Command caldav_command;
extern const Command state_command;
/* calendar-commands.c */
extern const Command schedule_command;
extern const Command calendar_command;
/* report-commands.c */
extern const Command coverage_command;
/* quarter-command.c */
extern const Command quarter_command;
/* help-commands.c */
extern const Command help_command;
extern const Command version_command;
