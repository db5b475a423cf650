/* The command line as a table: one row says all there is to say about one
 * option. Parsing, help and shell completion read the same rows. */
#pragma once

#include <glib.h>

/* What is wrong with a command line; ends with exit status 2. */
#define USAGE_ERROR (usage_error_quark())
GQuark usage_error_quark(void);

typedef enum {
    USAGE_ERROR_FAILED,
} UsageError;

typedef enum {
    OPTION_FLAG,   /* gboolean; takes no value */
    OPTION_TEXT,   /* char *, owned; UTF-8 */
    OPTION_PATH,   /* char *, owned; bytes as the file system has them */
    OPTION_PAIRS,  /* GPtrArray * of Pair, owned; NAME=VALUE, may be repeated */
    OPTION_YEAR,   /* gint; 0 when not given */
    OPTION_DAY,    /* ChaDay; CHA_DAY_NONE when not given */
    OPTION_CHOICE, /* guint; index of the word in `choices`, 0 when not given */
} OptionKind;

typedef struct {
    char *name;
    char *value;
} Pair;

typedef struct {
    const char *name;
    char letter; /* the short form, or '\0' */
    OptionKind kind;
    gsize offset; /* of the field in the structure of values */
    gboolean required;
    const char *value_name;
    const char *help;           /* translated where it is shown */
    const char *const *choices; /* of OPTION_CHOICE; NULL-terminated */
} Option;

/* Options, ended by one without a name, and the structure they are read into. */
typedef struct {
    const Option *options;
    gpointer values;
} OptionSet;

/* A structure of @size bytes with every option as if not given. */
gpointer option_values_new(const Option *options, gsize size) G_GNUC_WARN_UNUSED_RESULT;
void option_values_free(const Option *options, gpointer values);

/* Where the reading of a command line stands. */
typedef struct {
    char **next;            /* the arguments that are left, NULL-terminated */
    gboolean only_operands; /* `--` was met */
} Arguments;

/* Reads options up to the end or, with @one_operand, up to and with the first
 * operand; operands are added to @operands, borrowed. */
gboolean option_parse(Arguments *arguments, const OptionSet *sets, gsize n_sets, gboolean one_operand,
                      GPtrArray *operands, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether all required options were given. */
gboolean option_check_required(const OptionSet *set, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* "-o, --output FILE", as help writes an option; without letter "--dry-run". */
char *option_synopsis(const Option *option) G_GNUC_WARN_UNUSED_RESULT;

/* The word of a NULL-terminated list that @text was probably meant to be, or
 * NULL when none is near. */
const char *option_nearest(const char *text, const char *const *words);
