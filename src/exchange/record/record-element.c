/* The elements of lists: how each kind is found, and what becomes of one that
 * is not. */
#include "base/digest.h"
#include "base/i18n.h"
#include "base/text.h"
#include "domain/industry.h"
#include "domain/result-code.h"
#include "exchange/record/cell.h"
#include "exchange/record/list-split.h"
#include "exchange/record/record-private.h"

#include <string.h>

static Match
find_department(RecordReader *reader, const char *piece, GHashTable *departments, const char **ret_element)
{
    const Choice *choices = reader->setup.kind->columns[reader->column].choices;

    (void)departments;
    *ret_element = choices != NULL ? choice_find(choices, piece, strlen(piece)) : NULL;
    return *ret_element != NULL ? MATCH_ONE
                                : known_lists_find_department(reader->setup.lists, piece, ret_element);
}

static const char *
unknown_department(RecordReader *reader, const char *piece, const char *const *texts)
{
    const char *nearest = known_lists_nearest_department(reader->setup.lists, piece);

    (void)texts;
    return record_cell_fail(reader, g_strdup_printf(_("\"%s\" is no department of the list"), piece),
                            nearest != NULL
                                ? g_strdup_printf(_("did you mean %s?"), nearest)
                                : g_strdup(_("write codes or names as on the list, with ; between them")));
}

static Match
find_item(RecordReader *reader, const char *piece, GHashTable *departments, const char **ret_element)
{
    return known_lists_find_item(reader->setup.lists, piece, departments, ret_element);
}

/* A code that the department and the name alone decide, so that the same plan
 * imported elsewhere makes the same item. */
static char *
make_item_code(const KnownLists *lists, const char *department, const char *name)
{
    g_autofree char *basis = g_strdup_printf("%s|%s", department, name);
    Digest digest = digest_of(basis, strlen(basis));
    char hex[DIGEST_HEX_SIZE];

    digest_to_hex(&digest, hex);
    for (gsize n_digits = 8;; n_digits += 4) {
        char *code = g_strdup_printf("%s-%.*s", department, (int)n_digits, hex);

        if (strlen(code) > TEXT_IDENTIFIER_MAX) { /* a very long department: without it */
            g_free(code);
            return g_strndup(hex, TEXT_IDENTIFIER_MAX);
        }
        if (known_lists_item_department(lists, code) == NULL)
            return code;
        g_free(code);
    }
}

static const char *
add_item(RecordReader *reader, const char *name, const char *department)
{
    NewItem *item = g_new0(NewItem, 1);

    item->code = make_item_code(reader->setup.lists, department, name);
    item->name = g_strdup(name);
    item->department = g_strdup(department);
    g_ptr_array_add(reader->new_items, item);
    known_lists_add_item(reader->setup.lists, item->code, item->name, item->department, "");
    return item->code;
}

/* @piece without the bracket at its end: 明码标价检查（市场监管）; NULL when there is none. */
static char *
without_bracket(const char *piece)
{
    static const char *const BRACKETS[][2] = {{"(", ")"}, {"（", "）"}};

    for (gsize i = 0; i < G_N_ELEMENTS(BRACKETS); i++) {
        const char *open = g_strrstr(piece, BRACKETS[i][0]);

        if (open != NULL && open > piece && g_str_has_suffix(piece, BRACKETS[i][1]))
            return g_strndup(piece, (gsize)(open - piece));
    }
    return NULL;
}

/* An item that is written nearly so, which somebody has to agree with. */
static const char *
find_like(RecordReader *reader, const char *piece, const char *const *texts)
{
    KnownLists *lists = reader->setup.lists;
    g_autoptr(GHashTable) departments = record_departments_of(reader, texts);
    const char *code = known_lists_like_item(lists, piece, departments);
    g_autofree char *rest = code == NULL ? without_bracket(piece) : NULL;

    if (rest != NULL && known_lists_find_item(lists, rest, departments, &code) != MATCH_ONE)
        code = known_lists_like_item(lists, rest, departments);
    if (code != NULL)
        record_cell_judge(reader, g_strdup_printf(_("\"%s\" is written nearly like item %s"), piece, code));
    return code;
}

/* Of a cell with several lines the one that it is about. */
static void
note_new_item(RecordReader *reader, const char *piece, const char *rule)
{
    gboolean has_lines = strpbrk(reader->raw, "\r\n") != NULL;

    record_reader_note(reader, (int)reader->column, has_lines ? piece : reader->raw, rule, NULL);
}

static const char *
unknown_item(RecordReader *reader, const char *piece, const char *const *texts)
{
    const Kind *kind = reader->setup.kind;
    const char *nearest;
    const char *like = kind->kind == CHA_KIND_PLANS ? find_like(reader, piece, texts) : NULL;

    if (like != NULL)
        return like;
    if (reader->setup.add_items && kind->kind == CHA_KIND_PLANS) {
        const char *initiator =
            record_reader_value(reader, texts, (guint)kind_find_column(kind, "initiator"));
        const char *code = *initiator != '\0' ? add_item(reader, list_skip_number(piece), initiator) : NULL;
        g_autofree char *rule = NULL;

        if (code != NULL) {
            rule = g_strdup_printf(_("\"%s\" is added to the items as %s"), list_skip_number(piece), code);
            note_new_item(reader, piece, rule);
            return code;
        }
    }
    nearest = known_lists_nearest_item(reader->setup.lists, piece);
    return record_cell_fail(reader, g_strdup_printf(_("\"%s\" is no item of the list"), piece),
                            nearest != NULL
                                ? g_strdup_printf(_("did you mean %s?"), nearest)
                                : g_strdup(_("write codes or names as on the list, with ; between them")));
}

static Match
find_object_type(RecordReader *reader, const char *piece, GHashTable *departments, const char **ret_element)
{
    (void)departments;
    *ret_element = known_lists_find_object_type(reader->setup.lists, piece);
    return *ret_element != NULL ? MATCH_ONE : MATCH_NONE;
}

static Match
find_district(RecordReader *reader, const char *piece, GHashTable *departments, const char **ret_element)
{
    g_autofree char *half_width = text_half_width(piece);

    (void)departments;
    if (!cell_is_district(half_width))
        return MATCH_NONE;
    *ret_element = record_reader_keep(reader, half_width);
    return MATCH_ONE;
}

static const char *
unknown_district(RecordReader *reader, const char *piece, const char *const *texts)
{
    (void)texts;
    return record_cell_fail(reader, g_strdup_printf(_("\"%s\" is not a district of six digits"), piece),
                            g_strdup(_("use codes of GB/T 2260, such as 410702, with ; between them")));
}

static Match
find_result_code(RecordReader *reader, const char *piece, GHashTable *departments, const char **ret_element)
{
    (void)reader;
    (void)departments;
    *ret_element = result_code_find(piece);
    return *ret_element != NULL ? MATCH_ONE : MATCH_NONE;
}

static const char *
unknown_result_code(RecordReader *reader, const char *piece, const char *const *texts)
{
    (void)texts;
    return record_cell_fail(
        reader, g_strdup_printf(_("\"%s\" is no known result"), piece),
        g_strdup(_("write a wording such as \"未发现问题\" or a code such as ZJ2017:A, with ; "
                   "between several")));
}

static Match
find_industry(RecordReader *reader, const char *piece, GHashTable *departments, const char **ret_element)
{
    g_autofree char *half_width = text_half_width(piece);
    char industry[INDUSTRY_TEXT_SIZE];

    (void)departments;
    if (industry_from_text(half_width, industry) != INDUSTRY_READ)
        return MATCH_NONE;
    *ret_element = record_reader_keep(reader, industry);
    return MATCH_ONE;
}

static const char *
unknown_industry(RecordReader *reader, const char *piece, const char *const *texts)
{
    g_autofree char *half_width = text_half_width(piece);
    char industry[INDUSTRY_TEXT_SIZE];

    (void)texts;
    if (industry_from_text(half_width, industry) == INDUSTRY_OTHER_SECTION)
        return record_cell_fail(reader, g_strdup_printf(_("\"%s\" is in another section"), piece),
                                g_strdup_printf(_("did you mean %s?"), industry));
    return record_cell_fail(
        reader, g_strdup_printf(_("\"%s\" is no industry of GB/T 4754"), piece),
        g_strdup(_("write the letter of a section, or a code such as F52 or F5213, with ; between several")));
}

/* Classes are written here as they are in the registry. */
static Match
find_risk(RecordReader *reader, const char *piece, GHashTable *departments, const char **ret_element)
{
    const Kind *targets = kind_get(CHA_KIND_TARGETS);
    const Column *column = &targets->columns[kind_find_column(targets, "risk")];
    g_autofree char *half_width = text_half_width(piece);

    (void)reader;
    (void)departments;
    *ret_element = choice_find(column->choices, half_width, strlen(half_width));
    return *ret_element != NULL ? MATCH_ONE : MATCH_NONE;
}

static const char *
unknown_risk(RecordReader *reader, const char *piece, const char *const *texts)
{
    (void)texts;
    return record_cell_fail(reader, g_strdup_printf(_("\"%s\" is no risk class"), piece),
                            g_strdup(_("write A, B, C or D, with ; between several")));
}

static const ElementType DEPARTMENTS = {find_department, unknown_department, FALSE};
static const ElementType ITEMS = {find_item, unknown_item, FALSE};
static const ElementType OBJECT_TYPES = {find_object_type, record_unknown_object, TRUE};
static const ElementType DISTRICTS = {find_district, unknown_district, FALSE};
static const ElementType INDUSTRIES = {find_industry, unknown_industry, FALSE};
static const ElementType RISKS = {find_risk, unknown_risk, FALSE};
static const ElementType RESULT_CODES = {find_result_code, unknown_result_code, FALSE};

const ElementType *
record_element_type(ValueType type)
{
    static const ElementType *const TYPES[] = {
        [VALUE_DEPARTMENTS] = &DEPARTMENTS,   [VALUE_ITEMS] = &ITEMS,
        [VALUE_OBJECT_TYPES] = &OBJECT_TYPES, [VALUE_DISTRICTS] = &DISTRICTS,
        [VALUE_INDUSTRIES] = &INDUSTRIES,     [VALUE_RISKS] = &RISKS,
        [VALUE_RESULT_CODES] = &RESULT_CODES,
    };

    return (gsize)type < G_N_ELEMENTS(TYPES) ? TYPES[type] : NULL;
}
