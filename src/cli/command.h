/* Commands as a table, and what each of them is given to work with. */
#pragma once

#include "cli/option.h"
#include "cli/session.h"

/* Exit statuses are part of the interface that scripts rely on. */
enum {
    STATUS_DONE = 0,
    STATUS_NOT_ALL_GOOD = 1,
    STATUS_USAGE = 2,
    STATUS_BAD_INPUT = 3,
    STATUS_CONFLICT = 4,
    STATUS_INTERNAL = 70,
};

typedef struct {
    const char *name;
    gboolean repeated; /* one or more; only the last operand can be */
    gboolean optional;
    gboolean path; /* bytes as the file system has them */
} Operand;

typedef enum {
    GROUP_QUARTER,
    GROUP_RECORDS,
    GROUP_CAMPAIGN,
    GROUP_CALENDAR,
    GROUP_REPORT,
    GROUP_HELP,
} CommandGroup;

typedef struct {
    const char *name;
    CommandGroup group;
    const char *summary;      /* one line; this and the next two are translated where they are shown */
    const char *description;  /* paragraphs */
    const char *not_all_good; /* what exit status 1 means; NULL when there is none */
    const char *example;      /* the arguments of one call */
    const Operand *operands;  /* ended by one without a name; NULL for none */
    const Option *options;    /* ended by one without a name; NULL for none */
    gsize values_size;        /* of the structure that the options are read into */
    Answer (*run)(Session *session, gconstpointer values, char **operands, GError **error);
} Command;

/* All commands, NULL-terminated, in the order in which people meet them. */
extern const Command *const COMMANDS[];
/* Options of every command. */
extern const Option GLOBAL_OPTIONS[];
/* The command of that name; a usage error names the nearest. */
const Command *command_find(const char *name, GError **error);
/* Runs a command line and returns its exit status. */
int command_main(char **argv);
