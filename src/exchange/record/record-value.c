/* Cells with one value. */
#include "base/i18n.h"
#include "base/text.h"
#include "domain/credit-code.h"
#include "domain/level.h"
#include "domain/quarter.h"
#include "domain/seat-demand.h"
#include "exchange/record/cell.h"
#include "exchange/record/record-private.h"

#include <string.h>

enum {
    MOST = 1000000, /* of times, visits a year */
    REGISTRATION_DIGITS = 15,
    VISIT_MAX = TEXT_IDENTIFIER_MAX + 11 /* a target, '-' and a number */
};

/* Lower-case phrase, nothing more than what it says. */
static const char *
fail(RecordReader *reader, const char *rule, const char *remedy)
{
    return record_cell_fail(reader, g_strdup(rule), g_strdup(remedy));
}

static const char *
fail_as_number(RecordReader *reader)
{
    return fail(reader, _("stored as a number, its last digits are lost"),
                _("format the column as text and enter it again"));
}

/* Whether the digits of a column stand for something, and not for a quantity. */
static gboolean
holds_codes(ValueType type)
{
    static const gboolean HOLD_CODES[] = {
        [VALUE_IDENTIFIER] = TRUE,    [VALUE_PLAN_NAME] = TRUE,  [VALUE_TARGET] = TRUE,
        [VALUE_DISTRICT] = TRUE,      [VALUE_DEPARTMENT] = TRUE, [VALUE_DEPARTMENTS] = TRUE,
        [VALUE_ITEMS] = TRUE,         [VALUE_TERMS] = TRUE,      [VALUE_OBJECT_TYPES] = TRUE,
        [VALUE_DISTRICTS] = TRUE,     [VALUE_INDUSTRIES] = TRUE, [VALUE_QUALIFICATIONS] = TRUE,
        [VALUE_PARENT] = TRUE,        [VALUE_VISIT] = TRUE,      [VALUE_INSPECTOR] = TRUE,
        [VALUE_RESULT_CODES] = FALSE,
    };

    return HOLD_CODES[type];
}

gboolean
record_check_mark(RecordReader *reader, const Column *column, CellMark mark)
{
    switch (mark) {
    case CELL_ROUNDED:
        return !holds_codes(column->type) || fail_as_number(reader) != NULL;
    case CELL_ERROR:
        return fail(reader, _("an error of the spreadsheet instead of a value"),
                    _("mend the formula, or type the value")) != NULL;
    case CELL_TOO_LONG:
        return fail(reader, _("more than 32767 characters, which no cell can hold"), _("make it shorter")) !=
               NULL;
    case CELL_UNCALCULATED:
        return fail(reader, _("a formula whose result is not in the file"),
                    _("open the file in a spreadsheet program and save it again")) != NULL;
    case CELL_FINE:
    default:
        return TRUE;
    }
}

static const char *
read_identifier(RecordReader *reader, const char *text)
{
    if (cell_is_scientific(text))
        return fail_as_number(reader);
    if (text_is_identifier(text, strlen(text)))
        return text;
    return fail(reader, _("not an identifier"),
                _("use 1 to 64 bytes, none of | , ; \" / \\ : * ? < > =, and no . or - in front"));
}

static const char *
read_plan_name(RecordReader *reader, const char *text)
{
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        if (g_unichar_isspace(g_utf8_get_char(at)))
            return fail(reader, _("a plan's name holds no blanks"), _("take them out"));
    }
    return read_identifier(reader, text);
}

static gboolean
is_alphanumeric(const char *text)
{
    while (g_ascii_isalnum(*text))
        text++;
    return *text == '\0';
}

/* Takes the blanks out of what is a credit code without them, and makes its
 * letters capitals. */
static void
tidy_credit_code(char *text)
{
    gsize length = 0;
    char *to = text;

    for (const char *from = text; *from != '\0'; from++) {
        if (*from == ' ')
            continue;
        if (!g_ascii_isalnum(*from))
            return;
        length++;
    }
    if (length != CREDIT_CODE_LENGTH)
        return;
    for (const char *from = text; *from != '\0'; from++) {
        if (*from != ' ')
            *to++ = g_ascii_toupper(*from);
    }
    *to = '\0';
}

/* Spreadsheets keep 15 digits of a number and write zeros for the others. */
static gboolean
is_rounded(const char *code)
{
    return strspn(code, "0123456789") == CREDIT_CODE_LENGTH && strcmp(code + REGISTRATION_DIGITS, "000") == 0;
}

static const char *
read_other_target(RecordReader *reader, const char *text)
{
    const char *identifier = read_identifier(reader, text);

    if (identifier == NULL || reader->setup.kind->kind != CHA_KIND_TARGETS)
        return identifier;
    if (strlen(text) == REGISTRATION_DIGITS && strspn(text, "0123456789") == REGISTRATION_DIGITS)
        record_cell_note(reader, _("an older registration number of 15 digits"),
                         _("use the unified social credit code where there is one"));
    else
        record_cell_note(reader, _("not a unified social credit code"),
                         _("check it, if the target has such a code"));
    return identifier;
}

static const char *
read_target(RecordReader *reader, char *text)
{
    if (strlen(text) != CREDIT_CODE_LENGTH || !is_alphanumeric(text))
        tidy_credit_code(text);
    for (char *at = text; strlen(text) == CREDIT_CODE_LENGTH && *at != '\0'; at++)
        *at = g_ascii_toupper(*at);
    switch (credit_code_examine(text, strlen(text))) {
    case CREDIT_CODE_RIGHT:
        return text;
    case CREDIT_CODE_WRONG_LETTER:
        return fail(reader, _("a credit code has no letter I, O, S, V or Z"),
                    _("look for 1, 0, 5, U or 2 there; compare it with the licence"));
    case CREDIT_CODE_WRONG_CHECK:
        if (is_rounded(text))
            return fail_as_number(reader);
        return fail(
            reader,
            _("the credit code's check character does not fit: a character is wrong, or two are exchanged"),
            _("compare it with the licence"));
    case CREDIT_CODE_OTHER:
        return read_other_target(reader, text);
    default:
        g_assert_not_reached();
    }
}

static const char *
read_day(RecordReader *reader, const Column *column, const char *text)
{
    char canonical[CHA_DAY_TEXT_SIZE];
    ChaDay day = 0;
    gboolean is_read = cell_read_day(text, &day);

    /* A plan may run from one month to another. */
    if (!is_read && reader->setup.kind->kind == CHA_KIND_PLANS)
        return record_read_plan_day(reader, column, text);
    if (!is_read)
        return fail(reader, _("not a day"), _("write it like 2027-03-20"));
    cha_day_to_text(day, canonical);
    return strcmp(text, canonical) == 0 ? text : record_reader_keep(reader, canonical);
}

/* "yes", "no", "是", "否" */
static char *
words_of(const Choice *choices)
{
    GString *words = g_string_new(NULL);

    for (const Choice *choice = choices; choice->word != NULL; choice++)
        g_string_append_printf(words, "%s\"%s\"", words->len > 0 ? ", " : "", choice->word);
    return g_string_free(words, FALSE);
}

static const char *
read_choice(RecordReader *reader, const Column *column, const char *text)
{
    const char *value = choice_find(column->choices, text, strlen(text));
    g_autofree char *words = NULL;

    if (value != NULL)
        return value;
    words = words_of(column->choices);
    return record_cell_fail(reader, g_strdup(_("none of the words that this column takes")),
                            g_strdup_printf(_("write one of %s"), words));
}

static const char *
read_level(RecordReader *reader, const Column *column, const char *text)
{
    const char *value = choice_find(column->choices, text, strlen(text));

    if (value != NULL)
        return value;
    switch (cell_read_level(text)) {
    case LEVEL_IS_OWN:
        return level_name(LEVEL_OWN);
    case LEVEL_IS_SUBORDINATES:
        return level_name(LEVEL_SUBORDINATES);
    case LEVEL_BOTH:
        record_cell_judge(reader, g_strdup(_("either level may inspect")));
        return level_name(LEVEL_OWN);
    case LEVEL_UNREADABLE:
    default:
        break;
    }
    if (!reader->is_published)
        return record_cell_fail(
            reader, g_strdup(_("does not say who draws and who inspects")),
            g_strdup_printf(_("write \"own\" or \"subordinates\", or words like %s or %s; or leave "
                              "the column out with --map TITLE=-"),
                            "市抽市查", "市抽县查"));
    record_cell_judge(reader, g_strdup(_("does not say who draws and who inspects")));
    return level_name(LEVEL_OWN);
}

static const char *
read_count(RecordReader *reader, const Column *column, const char *text)
{
    const char *word = column->choices != NULL ? choice_find(column->choices, text, strlen(text)) : NULL;
    g_autofree char *canonical = NULL;
    guint count = 0;

    if (word != NULL)
        return word;
    if (!cell_read_count(text, MOST, &count))
        return fail(reader, _("not a whole number of at least 1"), _("write it in digits"));
    canonical = g_strdup_printf("%u", count);
    return record_reader_keep(reader, canonical);
}

static const char *
read_team(RecordReader *reader, const char *text)
{
    g_autofree char *canonical = NULL;
    guint count = 0;

    if (!cell_read_count(text, SEAT_DEMAND_MAX, &count))
        return record_cell_fail(reader,
                                g_strdup_printf(_("not a whole number from 1 to %d"), SEAT_DEMAND_MAX),
                                g_strdup(_("write it in digits")));
    canonical = g_strdup_printf("%u", count);
    return record_reader_keep(reader, canonical);
}

static const char *
read_percent(RecordReader *reader, const char *text)
{
    g_autofree char *canonical = NULL;
    guint percent = 0;

    if (!cell_read_percent(text, &percent))
        return fail(reader, _("not a whole percentage from 0% to 100%"), _("write it like 20%"));
    canonical = g_strdup_printf("%u%%", percent);
    return record_reader_keep(reader, canonical);
}

static const char *
read_coordinate(RecordReader *reader, const Column *column, const char *text)
{
    gboolean is_longitude = strcmp(column->name, "longitude") == 0;

    switch (is_longitude ? cell_read_longitude(text) : cell_read_latitude(text)) {
    case COORDINATE_READ:
        return text;
    case COORDINATE_OUTSIDE_CHINA:
        record_cell_note(reader, _("a place outside China"),
                         _("check it; are longitude and latitude exchanged?"));
        return text;
    case COORDINATE_OUTSIDE_WORLD:
        return fail(reader, _("there is no such place on Earth"), _("are longitude and latitude exchanged?"));
    case COORDINATE_UNREADABLE:
        return fail(reader, _("not in decimal degrees"), _("write it like 113.88644 (WGS-84)"));
    default:
        g_assert_not_reached();
    }
}

static const char *
read_district(RecordReader *reader, const char *text)
{
    if (cell_is_district(text))
        return text;
    if (cell_is_scientific(text))
        return fail_as_number(reader);
    return fail(reader, _("not a district of six digits"),
                _("use the code of GB/T 2260, such as 410702; of a longer code the first six digits"));
}

static const char *
read_department(RecordReader *reader, const char *text)
{
    KnownLists *lists = reader->setup.lists;
    const char *code = NULL;
    const char *nearest;

    if (record_departments_are_free(reader))
        return record_read_initiator(reader, text);
    switch (known_lists_find_department(lists, text, &code)) {
    case MATCH_ONE:
        return code;
    case MATCH_SEVERAL:
        return fail(reader, _("several departments bear this name"), _("write the code instead"));
    case MATCH_NONE:
    default:
        nearest = known_lists_nearest_department(lists, text);
        return record_cell_fail(reader, g_strdup(_("no such department")),
                                nearest != NULL ? g_strdup_printf(_("did you mean %s?"), nearest)
                                                : g_strdup(_("write its code or name as on the list; import "
                                                             "departments first")));
    }
}

static const char *
read_campaign(RecordReader *reader, char *text)
{
    Quarter quarter;
    guint attempt;

    for (char *at = text; *at != '\0'; at++)
        *at = g_ascii_toupper(*at);
    if (campaign_name_parse(text, &quarter, &attempt))
        return text;
    return fail(reader, _("not the name of a campaign"), _("write it like 2027Q1 or 2027Q1.2"));
}

static const char *
read_visit(RecordReader *reader, const char *text)
{
    const char *dash = strrchr(text, '-');

    if (dash == NULL || strlen(text) > VISIT_MAX || dash[1] == '\0' ||
        dash[1 + strspn(dash + 1, "0123456789")] != '\0' || !text_is_identifier(text, (gsize)(dash - text)))
        return fail(reader, _("not the name of a visit"),
                    _("write it like the visits of the draw, TARGET-1"));
    return text;
}

const char *
record_read_value(RecordReader *reader, const Column *column, char *text)
{
    switch (column->type) {
    case VALUE_NAME:
    case VALUE_TEXT:
    case VALUE_PARENT: /* found when all rows are there */
        return text;
    case VALUE_IDENTIFIER:
    case VALUE_INSPECTOR:
        return read_identifier(reader, text);
    case VALUE_PLAN_NAME:
        return read_plan_name(reader, text);
    case VALUE_TARGET:
        return read_target(reader, text);
    case VALUE_DISTRICT:
        return read_district(reader, text);
    case VALUE_DAY:
        return read_day(reader, column, text);
    case VALUE_CHOICE:
        return read_choice(reader, column, text);
    case VALUE_LEVEL:
        return read_level(reader, column, text);
    case VALUE_COUNT:
        return read_count(reader, column, text);
    case VALUE_TEAM:
        return read_team(reader, text);
    case VALUE_PERCENT:
        return read_percent(reader, text);
    case VALUE_COORDINATE:
        return read_coordinate(reader, column, text);
    case VALUE_DEPARTMENT:
        return read_department(reader, text);
    case VALUE_CAMPAIGN:
        return read_campaign(reader, text);
    case VALUE_VISIT:
        return read_visit(reader, text);
    case VALUE_DEPARTMENTS:
    case VALUE_ITEMS:
    case VALUE_TERMS:
    case VALUE_OBJECT_TYPES:
    case VALUE_DISTRICTS:
    case VALUE_INDUSTRIES:
    case VALUE_RISKS:
    case VALUE_QUALIFICATIONS:
    case VALUE_QUARTERS:
    case VALUE_RESULT_CODES:
    case VALUE_SAMPLE:
    default:
        g_assert_not_reached(); /* lists, and what is read together with other columns */
    }
}
