#include "exchange/table/column-names.h"

#include "base/i18n.h"
#include "base/text.h"
#include "base/words.h"
#include "exchange/record/likeness.h"

#include <string.h>

struct ColumnNames {
    const Kind *kind;
    GHashTable *columns; /* folded name → column + 1, negative for a loose one */
    char *titles[N_FILE_COLUMNS];
};

/* data/columns.csv */
enum { WORD_KIND, WORD_COLUMN, WORD_ALIAS };

/* The columns of files that are none of a record, from FILE_COLUMN_PERIOD on. */
static const char *const PLAN_COLUMNS[] = {"start+end", "sample+times", "number", "serial",
                                           "area",      "year",         "accept"};

/* What may enclose a remark; half-width where there is such a form. */
static const char *const BRACKETS[][2] = {
    {"(", ")"}, {"[", "]"}, {"{", "}"}, {"<", ">"}, {"【", "】"}, {"〔", "〕"}, {"「", "」"}, {"《", "》"},
};
/* What may stand after a number before a title, and at either end of it. */
static const char *const NUMBERINGS[] = {"、", ".", ")", NULL};
static const char *const SIGNS[] = {":", "%", "‰", "#", "-", "_", ".", ",", "、", "。", "★",
                                    "☆", "※", "●", "◆", "■", "▲", "!", "?", "/",  NULL};
/* What a title may count in, after a slash. */
static const char *const UNITS[] = {"户", "家", "个", "人", "次", "项", "件",   "元",
                                    "%",  "月", "年", "天", "日", "岁", "万元", NULL};

char *
column_title_fold(const char *title)
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

/* The length of the bracket at @text, and by how much it changes the depth. */
static gsize
bracket_at(const char *text, int *ret_step)
{
    for (gsize i = 0; i < G_N_ELEMENTS(BRACKETS); i++) {
        for (guint closing = 0; closing < 2; closing++) {
            if (g_str_has_prefix(text, BRACKETS[i][closing])) {
                *ret_step = closing == 0 ? 1 : -1;
                return strlen(BRACKETS[i][closing]);
            }
        }
    }
    return 0;
}

/* Takes the brackets and what is in them out, in place. */
static void
drop_brackets(char *folded)
{
    const char *from = folded;
    char *to = folded;
    int depth = 0;

    while (*from != '\0') {
        int step = 0;
        gsize length = bracket_at(from, &step);

        if (length == 0) {
            if (depth == 0)
                *to++ = *from;
            from++;
            continue;
        }
        depth = MAX(depth + step, 0);
        from += length;
    }
    *to = '\0';
}

static gboolean
drop_start(char *text, const char *const *signs)
{
    for (; *signs != NULL; signs++) {
        if (g_str_has_prefix(text, *signs)) {
            memmove(text, text + strlen(*signs), strlen(text + strlen(*signs)) + 1);
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
drop_end(char *text, const char *const *signs)
{
    for (; *signs != NULL; signs++) {
        if (g_str_has_suffix(text, *signs)) {
            text[strlen(text) - strlen(*signs)] = '\0';
            return TRUE;
        }
    }
    return FALSE;
}

/* Takes "3、" from the beginning, and signs from both ends, in place. */
static void
drop_marks(char *folded)
{
    gsize digits = strspn(folded, "0123456789");

    while (drop_end(folded, SIGNS))
        continue;
    if (digits > 0 && drop_start(folded + digits, NUMBERINGS))
        memmove(folded, folded + digits, strlen(folded + digits) + 1);
    while (drop_start(folded, SIGNS))
        continue;
}

const char *
file_column_name(const Kind *kind, int column)
{
    if (column >= FILE_COLUMN_PERIOD && column < N_FILE_COLUMNS)
        return PLAN_COLUMNS[column - FILE_COLUMN_PERIOD];
    return column >= 0 && (guint)column < kind->n_columns ? kind->columns[column].name : NULL;
}

int
file_column_find(const Kind *kind, const char *name)
{
    for (int i = 0; kind->kind == CHA_KIND_PLANS && i < (int)G_N_ELEMENTS(PLAN_COLUMNS); i++) {
        if (strcmp(name, PLAN_COLUMNS[i]) == 0)
            return FILE_COLUMN_PERIOD + i;
    }
    return kind_find_column(kind, name);
}

static void
add(ColumnNames *names, const char *name, int column)
{
    g_autofree char *folded = column_title_fold(name);
    gboolean is_loose = g_str_has_suffix(folded, "?");
    gboolean is_new;

    if (is_loose)
        folded[strlen(folded) - 1] = '\0';
    is_new = g_hash_table_insert(names->columns, g_steal_pointer(&folded),
                                 GINT_TO_POINTER(is_loose ? -(column + 1) : column + 1));
    g_assert(is_new); /* a name means one column of a kind */
    if (names->titles[column] == NULL && !is_loose)
        names->titles[column] = g_strdup(name);
}

/* "object types" is `object_types`, too. */
static void
add_english(ColumnNames *names, guint column)
{
    const char *name = names->kind->columns[column].name;
    g_auto(GStrv) words = g_strsplit(name, "_", -1);
    g_autofree char *joined = g_strjoinv("", words);

    add(names, name, (int)column);
    if (!g_hash_table_contains(names->columns, joined))
        add(names, joined, (int)column);
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
            add(names, word[WORD_ALIAS], file_column_find(kind, word[WORD_COLUMN]));
    }
    for (guint c = 0; c < kind->n_columns; c++)
        add_english(names, c);
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

static int
look_up(const ColumnNames *names, const char *folded)
{
    return ABS(GPOINTER_TO_INT(g_hash_table_lookup(names->columns, folded))) - 1;
}

/* The column that all pieces of "A/B" name; those that are units are no names. */
static int
find_by_pieces(const ColumnNames *names, const char *folded)
{
    g_auto(GStrv) pieces = g_strsplit(folded, "/", -1);
    int found = -1;

    for (guint i = 0; pieces[i] != NULL; i++) {
        int column = look_up(names, pieces[i]);

        if (i > 0 && column < 0 && g_strv_contains(UNITS, pieces[i]))
            continue;
        if (column < 0 || (found >= 0 && column != found))
            return -1;
        found = column;
    }
    return found;
}

int
column_names_fit(const ColumnNames *names, const char *title, TitleFit *ret_fit)
{
    g_autofree char *folded = column_title_fold(title);
    int column = look_up(names, folded);

    *ret_fit = GPOINTER_TO_INT(g_hash_table_lookup(names->columns, folded)) > 0 ? TITLE_EXACT : TITLE_LOOSE;
    if (column >= 0)
        return column;
    drop_brackets(folded);
    column = look_up(names, folded);
    if (column >= 0)
        return column;
    drop_marks(folded);
    column = look_up(names, folded);
    if (column < 0 && strchr(folded, '/') != NULL)
        column = find_by_pieces(names, folded);
    if (column < 0)
        *ret_fit = TITLE_UNKNOWN;
    return column;
}

int
column_names_find(const ColumnNames *names, const char *title)
{
    TitleFit fit;

    return column_names_fit(names, title, &fit);
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

gboolean
column_names_resemble(const ColumnNames *names, const char *title, guint column)
{
    g_autoptr(Likeness) likeness = likeness_new(title);
    GHashTableIter all;
    gpointer name;
    gpointer value;

    g_hash_table_iter_init(&all, names->columns);
    while (g_hash_table_iter_next(&all, &name, &value)) {
        if (ABS(GPOINTER_TO_INT(value)) - 1 == (int)column && likeness_improves(likeness, name))
            return TRUE;
    }
    return FALSE;
}
