/* The options of commands that write a table, and where they lead. */
#pragma once

#include "cli/option.h"
#include "cli/output.h"

#include <choucha/output.h>

typedef struct {
    guint format; /* index in TABLE_FORMATS */
    guint encoding;
    char *path;
} TableOptions;

/* "auto", then the words for ChaTableFormat in its order. */
extern const char *const TABLE_FORMATS[];
extern const char *const TABLE_ENCODINGS[];

/* Rows of a table of options; @field is the TableOptions in the structure of
 * values. */
/* NOLINTBEGIN(bugprone-macro-parentheses): @field is the name of a member */
#define TABLE_FORMAT_OPTION(Values, field)                                                                   \
    {                                                                                                        \
        "format", '\0', OPTION_CHOICE, offsetof(Values, field.format), FALSE,                                \
            "auto|table|csv|json|excel-csv|xlsx",                                                            \
            N_("how to write it; auto: as the name of FILE ends, else a table for people"), TABLE_FORMATS    \
    }
#define TABLE_ENCODING_OPTION(Values, field)                                                                 \
    {                                                                                                        \
        "encoding", '\0', OPTION_CHOICE, offsetof(Values, field.encoding), FALSE, "utf-8|gb18030",           \
            N_("of CSV; utf-8 when not given"), TABLE_ENCODINGS                                              \
    }
#define TABLE_PATH_OPTION(Values, field)                                                                     \
    {                                                                                                        \
        "output", 'o', OPTION_PATH, offsetof(Values, field.path), FALSE, "FILE",                             \
            N_("write to a file, which is replaced in one step"), NULL                                       \
    }
/* NOLINTEND(bugprone-macro-parentheses) */

/* The format that the options mean. Usage errors: an ending that no table is
 * written for, an encoding of what is no CSV, a workbook for a terminal. */
gboolean table_options_read(const TableOptions *options, ChaTableFormat *ret_format,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The output for such a table. */
Output *table_options_open(const TableOptions *options, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @path says that a workbook is to be written; else a usage error. */
gboolean table_check_workbook(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
