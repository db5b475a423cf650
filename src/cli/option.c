#include "cli/option.h"

#include "cli/language.h"

#include <choucha/day.h>
#include <string.h>

/* clang-format off: it takes the hyphen for a minus sign */
G_DEFINE_QUARK(usage - error, usage_error)
/* clang-format on */

static void
pair_free(gpointer data)
{
    Pair *pair = data;

    g_free(pair->name);
    g_free(pair->value);
    g_free(pair);
}

gpointer
option_values_new(const Option *options, gsize size)
{
    char *values = g_malloc0(MAX(size, 1));

    for (const Option *option = options; option != NULL && option->name != NULL; option++) {
        if (option->kind == OPTION_DAY)
            *(ChaDay *)(gpointer)(values + option->offset) = CHA_DAY_NONE;
        else if (option->kind == OPTION_PAIRS)
            *(GPtrArray **)(gpointer)(values + option->offset) = g_ptr_array_new_with_free_func(pair_free);
    }
    return values;
}

void
option_values_free(const Option *options, gpointer values)
{
    if (values == NULL)
        return;
    for (const Option *option = options; option != NULL && option->name != NULL; option++) {
        gpointer field = (char *)values + option->offset;

        if (option->kind == OPTION_TEXT || option->kind == OPTION_PATH)
            g_free(*(char **)field);
        else if (option->kind == OPTION_PAIRS)
            g_ptr_array_unref(*(GPtrArray **)field);
    }
    g_free(values);
}

/* @format takes the name of the option, the text given and, if it likes, what
 * that should be. */
static gboolean
fail(GError **error, const Option *option, const char *text, const char *format)
{
    g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED, format, option->name, text, option->value_name);
    return FALSE;
}

static gboolean
set_pair(const Option *option, const char *text, GPtrArray *pairs, GError **error)
{
    const char *equals = strchr(text, '=');
    Pair *pair = NULL;

    if (equals == NULL || equals == text)
        return fail(error, option, text, _("--%s: \"%s\" is not of the form %s"));
    pair = g_new0(Pair, 1);
    pair->name = g_strndup(text, (gsize)(equals - text));
    pair->value = g_strdup(equals + 1);
    g_ptr_array_add(pairs, pair);
    return TRUE;
}

/* Whatever days can be of this year, so that a year has no limits of its own. */
static gboolean
set_year(const Option *option, const char *text, gint *field, GError **error)
{
    guint64 year = 0;
    ChaDay day = 0;

    if (strlen(text) != 4 || !g_ascii_string_to_unsigned(text, 10, 0, G_MAXINT, &year, NULL) ||
        !cha_day_from_parts((gint)year, 1, 1, &day))
        return fail(error, option, text, _("--%s: \"%s\" is not a year such as 2027"));
    *field = (gint)year;
    return TRUE;
}

static gboolean
set_choice(const Option *option, const char *text, guint *field, GError **error)
{
    for (guint i = 0; option->choices[i] != NULL; i++) {
        if (strcmp(text, option->choices[i]) == 0) {
            *field = i;
            return TRUE;
        }
    }
    return fail(error, option, text, _("--%s: \"%s\" is none of %s"));
}

static gboolean
set_value(const Option *option, gpointer values, const char *text, GError **error)
{
    gpointer field = (char *)values + option->offset;

    if (option->kind != OPTION_PATH && option->kind != OPTION_FLAG && !g_utf8_validate(text, -1, NULL)) {
        g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED, _("--%s: the value is not UTF-8 text"),
                    option->name);
        return FALSE;
    }
    switch (option->kind) {
    case OPTION_FLAG:
        *(gboolean *)field = TRUE;
        return TRUE;
    case OPTION_PATH:
        if (*text == '\0')
            return fail(error, option, text, _("--%s: \"%s\" is not the name of a file"));
        g_free(*(char **)field);
        *(char **)field = g_strdup(text);
        return TRUE;
    case OPTION_TEXT:
        g_free(*(char **)field);
        *(char **)field = g_strdup(text);
        return TRUE;
    case OPTION_PAIRS:
        return set_pair(option, text, *(GPtrArray **)field, error);
    case OPTION_YEAR:
        return set_year(option, text, field, error);
    case OPTION_DAY:
        return cha_day_from_text(text, field) ||
               fail(error, option, text, _("--%s: \"%s\" is not a day such as 2027-03-20"));
    case OPTION_CHOICE:
        return set_choice(option, text, field, error);
    default:
        g_assert_not_reached();
    }
}

/* Levenshtein's distance, in bytes: names of options and commands are ASCII. */
static guint
distance(const char *left, const char *right)
{
    gsize length = strlen(right);
    g_autofree guint *row = g_new(guint, length + 1);

    for (guint i = 0; i <= length; i++)
        row[i] = i;
    for (const char *at = left; *at != '\0'; at++) {
        guint diagonal = row[0]++;

        for (gsize i = 1; i <= length; i++) {
            guint changed = diagonal + (*at == right[i - 1] ? 0 : 1);

            diagonal = row[i];
            row[i] = MIN(changed, MIN(row[i - 1], row[i]) + 1);
        }
    }
    return row[length];
}

const char *
option_nearest(const char *text, const char *const *words)
{
    const char *nearest = NULL;
    guint least = MAX(2, (guint)strlen(text) / 2);

    for (gsize i = 0; words[i] != NULL; i++) {
        guint away = g_str_has_prefix(words[i], text) && *text != '\0' ? 0 : distance(text, words[i]);

        if (away <= least && away < strlen(words[i])) {
            nearest = words[i];
            least = away == 0 ? 0 : away - 1;
            if (away == 0)
                break;
        }
    }
    return nearest;
}

static gboolean
fail_unknown(GError **error, const char *name, const OptionSet *sets, gsize n_sets)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    const char *nearest = NULL;

    for (gsize s = 0; s < n_sets; s++) {
        for (const Option *option = sets[s].options; option != NULL && option->name != NULL; option++)
            g_ptr_array_add(names, (gpointer)option->name);
    }
    g_ptr_array_add(names, NULL);
    nearest = option_nearest(name, (const char *const *)names->pdata);
    if (nearest != NULL)
        g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED, _("unknown option --%s; the nearest one is --%s"),
                    name, nearest);
    else
        g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED, _("unknown option --%s"), name);
    return FALSE;
}

/* Finds by name or, when that is NULL, by letter; says in which set. */
static const Option *
find(const OptionSet *sets, gsize n_sets, const char *name, char letter, gpointer *ret_values)
{
    for (gsize s = 0; s < n_sets; s++) {
        for (const Option *option = sets[s].options; option != NULL && option->name != NULL; option++) {
            if (name != NULL ? strcmp(option->name, name) == 0 : option->letter == letter) {
                *ret_values = sets[s].values;
                return option;
            }
        }
    }
    return NULL;
}

/* @attached is the value after `=`, or NULL. */
static gboolean
read_value(Arguments *arguments, const Option *option, gpointer values, const char *attached, GError **error)
{
    if (option->kind == OPTION_FLAG) {
        if (attached == NULL)
            return set_value(option, values, "", error);
        g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED, _("--%s takes no value"), option->name);
        return FALSE;
    }
    if (attached == NULL && *arguments->next == NULL) {
        g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED, _("--%s needs a value: %s"), option->name,
                    option->value_name);
        return FALSE;
    }
    return set_value(option, values, attached != NULL ? attached : *arguments->next++, error);
}

static gboolean
read_long(Arguments *arguments, const char *text, const OptionSet *sets, gsize n_sets, GError **error)
{
    const char *equals = strchr(text, '=');
    g_autofree char *name = equals != NULL ? g_strndup(text, (gsize)(equals - text)) : g_strdup(text);
    gpointer values = NULL;
    const Option *option = find(sets, n_sets, name, '\0', &values);

    if (option == NULL)
        return fail_unknown(error, name, sets, n_sets);
    return read_value(arguments, option, values, equals != NULL ? equals + 1 : NULL, error);
}

/* Letters may stand together; what follows one that takes a value is that. */
static gboolean
read_letters(Arguments *arguments, const char *text, const OptionSet *sets, gsize n_sets, GError **error)
{
    for (const char *at = text; *at != '\0'; at++) {
        gpointer values = NULL;
        const Option *option = find(sets, n_sets, NULL, *at, &values);

        if (option == NULL) {
            g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED, _("unknown option -%s"), at);
            return FALSE;
        }
        if (option->kind != OPTION_FLAG)
            return read_value(arguments, option, values, at[1] != '\0' ? at + 1 : NULL, error);
        if (!read_value(arguments, option, values, NULL, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
option_parse(Arguments *arguments, const OptionSet *sets, gsize n_sets, gboolean one_operand,
             GPtrArray *operands, GError **error)
{
    while (*arguments->next != NULL) {
        char *argument = *arguments->next++;
        gboolean read = TRUE;

        if (arguments->only_operands || argument[0] != '-' || argument[1] == '\0') {
            g_ptr_array_add(operands, argument);
            if (one_operand)
                return TRUE;
        } else if (strcmp(argument, "--") == 0) {
            arguments->only_operands = TRUE;
        } else if (argument[1] == '-') {
            read = read_long(arguments, argument + 2, sets, n_sets, error);
        } else {
            read = read_letters(arguments, argument + 1, sets, n_sets, error);
        }
        if (!read)
            return FALSE;
    }
    return TRUE;
}

gboolean
option_check_required(const OptionSet *set, GError **error)
{
    for (const Option *option = set->options; option != NULL && option->name != NULL; option++) {
        gconstpointer field = (const char *)set->values + option->offset;
        gboolean given = TRUE;

        if (!option->required)
            continue;
        if (option->kind == OPTION_TEXT || option->kind == OPTION_PATH)
            given = *(char *const *)field != NULL;
        else if (option->kind == OPTION_PAIRS)
            given = (*(GPtrArray *const *)field)->len > 0;
        if (!given) {
            g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED, _("--%s %s is missing"), option->name,
                        option->value_name);
            return FALSE;
        }
    }
    return TRUE;
}

char *
option_synopsis(const Option *option)
{
    g_autoptr(GString) text = g_string_new(NULL);

    if (option->letter != '\0')
        g_string_append_printf(text, "-%c, ", option->letter);
    g_string_append_printf(text, "--%s", option->name);
    if (option->value_name != NULL)
        g_string_append_printf(text, " %s", option->value_name);
    return g_string_free(g_steal_pointer(&text), FALSE);
}
