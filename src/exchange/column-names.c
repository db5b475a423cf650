#include "exchange/column-names.h"

#include "base/i18n.h"
#include "base/text.h"
#include "base/words.h"

#include <string.h>

struct ColumnNames {
    const Kind *kind;
    GHashTable *columns; /* folded name → column + 1 */
    char *titles[N_FILE_COLUMNS];
};

/* data/columns.csv */
enum { WORD_KIND, WORD_COLUMN, WORD_ALIAS };

static char *
fold_title(const char *title)
{
    char *folded = text_fold(title);
    char *to = folded;

    for (const char *from = folded; *from != '\0'; from++) {
        if (*from != '*')
            *to++ = *from;
    }
    *to = '\0';
    return folded;
}

/* Takes the brackets and what is in them out, in place. */
static void
drop_brackets(char *folded)
{
    char *to = folded;
    guint depth = 0;

    for (const char *from = folded; *from != '\0'; from++) {
        if (*from == '(' || *from == '[')
            depth++;
        else if ((*from == ')' || *from == ']') && depth > 0)
            depth--;
        else if (depth == 0)
            *to++ = *from;
    }
    *to = '\0';
}

static int
column_of(const Kind *kind, const char *name)
{
    int column = kind_find_column(kind, name);

    if (column >= 0)
        return column;
    return strcmp(name, "start+end") == 0 ? FILE_COLUMN_PERIOD : FILE_COLUMN_SAMPLE_AND_TIMES;
}

static void
add(ColumnNames *names, const char *name, int column)
{
    gboolean is_new = g_hash_table_insert(names->columns, fold_title(name), GINT_TO_POINTER(column + 1));

    g_assert(is_new); /* a name means one column of a kind */
    if (names->titles[column] == NULL)
        names->titles[column] = g_strdup(name);
}

ColumnNames *
column_names_new(const Kind *kind)
{
    ColumnNames *names = g_new0(ColumnNames, 1);
    g_autoptr(GPtrArray) words = words_load("columns.csv");

    names->kind = kind;
    names->columns = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < words->len; i++) {
        char **word = g_ptr_array_index(words, i);

        if (strcmp(word[WORD_KIND], kind->name) == 0)
            add(names, word[WORD_ALIAS], column_of(kind, word[WORD_COLUMN]));
    }
    for (guint c = 0; c < kind->n_columns; c++)
        add(names, kind->columns[c].name, (int)c);
    return names;
}

void
column_names_free(ColumnNames *names)
{
    if (names == NULL)
        return;
    g_hash_table_unref(names->columns);
    for (guint c = 0; c < N_FILE_COLUMNS; c++)
        g_free(names->titles[c]);
    g_free(names);
}

int
column_names_find(const ColumnNames *names, const char *title)
{
    g_autofree char *folded = fold_title(title);
    int column = GPOINTER_TO_INT(g_hash_table_lookup(names->columns, folded)) - 1;

    if (column >= 0)
        return column;
    drop_brackets(folded);
    return GPOINTER_TO_INT(g_hash_table_lookup(names->columns, folded)) - 1;
}

const char *
column_names_title(const ColumnNames *names, guint column)
{
    return names->titles[column];
}

gboolean
column_names_are_chinese(void)
{
    /* Translators: write "titles:Chinese" if your language is Chinese. */
    return strcmp(_("titles:English"), "titles:Chinese") == 0;
}

/* The tables of words have Chinese titles; other languages see the names that
 * files have. */
const char *
column_names_shown(const ColumnNames *names, guint column)
{
    return column_names_are_chinese() ? column_names_title(names, column) : names->kind->columns[column].name;
}

const char *
column_names_kind(const Kind *kind)
{
    static const char *const TITLES[CHA_N_KINDS] = {
        [CHA_KIND_DEPARTMENTS] = N_("Departments"),
        [CHA_KIND_ITEMS] = N_("Items"),
        [CHA_KIND_JOINT_ITEMS] = N_("Joint items"),
        [CHA_KIND_TARGETS] = N_("Targets"),
        [CHA_KIND_INSPECTORS] = N_("Inspectors"),
        [CHA_KIND_RECUSALS] = N_("Recusals"),
        [CHA_KIND_ABSENCES] = N_("Absences"),
        [CHA_KIND_HOLIDAYS] = N_("Holidays"),
        [CHA_KIND_PLANS] = N_("Plans"),
        [CHA_KIND_RESULTS] = N_("Results"),
    };

    return _(TITLES[kind->kind]);
}
