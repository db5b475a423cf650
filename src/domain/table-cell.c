#include "domain/table-cell.h"

#include "base/i18n.h"
#include "base/text.h"
#include "domain/canonical.h"

#include <choucha/day.h>
#include <inttypes.h>
#include <string.h>

typedef struct {
    const char *path;
    guint64 line_number;
} Place;

static gboolean
check_identifier(const Place *place, const char *text, gsize length, Trouble *trouble)
{
    g_autofree char *copy = NULL;
    g_autofree char *shown = NULL;

    if (text_is_identifier(text, length))
        return TRUE;
    copy = g_strndup(text, length);
    shown = canonical_shorten(copy);
    return trouble_add_fault(trouble, RULE_T6, place->path, place->line_number,
                             _("\"%s\" is not an identifier: 1 to 64 bytes without | , ; \" / \\ : * ? < > = "
                               "and invisible characters, without blanks at its ends, not beginning with . "
                               "or -"),
                             shown);
}

static gboolean
check_stratum(const Place *place, const TableCell *cell, Trouble *trouble)
{
    const char *slash = memchr(cell->text, '/', cell->length);
    gsize first = slash != NULL ? (gsize)(slash - cell->text) : cell->length;

    return check_identifier(place, cell->text, first, trouble) &&
           (slash == NULL || check_identifier(place, slash + 1, cell->length - first - 1, trouble));
}

static gboolean
check_day(const Place *place, const TableCell *cell, Trouble *trouble)
{
    ChaDay day;
    g_autofree char *shown = NULL;

    if (cha_day_from_text(cell->text, &day))
        return TRUE;
    shown = canonical_shorten(cell->text);
    return trouble_add_fault(trouble, RULE_T7, place->path, place->line_number,
                             _("\"%s\" is not a day such as 2027-03-20"), shown);
}

static gboolean
check_number(const Place *place, const TableCell *cell, Trouble *trouble)
{
    guint64 number;
    g_autofree char *shown = NULL;

    if (canonical_read_number(cell->text, cell->length, &number))
        return TRUE;
    shown = canonical_shorten(cell->text);
    return trouble_add_fault(trouble, RULE_T8, place->path, place->line_number,
                             _("\"%s\" is not a number: decimal digits without sign and leading zeros, at "
                               "most %" PRIu64),
                             shown, CANONICAL_NUMBER_MAX);
}

/* Byte order of texts that may hold no NUL but are not ended. */
static int
compare_bytes(const char *left, gsize left_length, const char *right, gsize right_length)
{
    int order = memcmp(left, right, MIN(left_length, right_length));

    return order != 0 ? order : (left_length > right_length) - (left_length < right_length);
}

static gboolean
check_list(const Place *place, const TableCell *cell, Trouble *trouble)
{
    const char *text = cell->text;
    const char *previous = NULL;
    gsize previous_length = 0;

    if (cell->length == 0)
        return TRUE;
    for (;;) {
        gsize length = strcspn(text, ";");

        if (length == 0)
            return trouble_add_fault(trouble, RULE_T9, place->path, place->line_number,
                                     _("a list holds an empty element; none may be empty"));
        if (!check_identifier(place, text, length, trouble))
            return FALSE;
        if (previous != NULL && compare_bytes(previous, previous_length, text, length) >= 0)
            return trouble_add_fault(trouble, RULE_T9, place->path, place->line_number,
                                     _("the elements of a list must be in byte order without repetition"));
        if (text[length] == '\0')
            return TRUE;
        previous = text;
        previous_length = length;
        text += length + 1;
    }
}

gboolean
table_cell_check(const TableCell *cell, CellType type, const char *path, guint64 line_number,
                 Trouble *trouble)
{
    const Place place = {path, line_number};

    switch (type) {
    case CELL_TEXT:
        return TRUE;
    case CELL_IDENTIFIER:
        return check_identifier(&place, cell->text, cell->length, trouble);
    case CELL_IDENTIFIER_OR_EMPTY:
        return cell->length == 0 || check_identifier(&place, cell->text, cell->length, trouble);
    case CELL_STRATUM:
        return check_stratum(&place, cell, trouble);
    case CELL_DAY:
        return check_day(&place, cell, trouble);
    case CELL_NUMBER:
        return check_number(&place, cell, trouble);
    case CELL_LIST:
        return check_list(&place, cell, trouble);
    default:
        g_assert_not_reached();
    }
}

/* Numbers have no leading zeros, so the longer one is the larger. */
int
table_cell_compare(const TableCell *cell, CellType type, const char *other, gsize other_length)
{
    if (type == CELL_NUMBER && cell->length != other_length)
        return cell->length < other_length ? -1 : 1;
    return compare_bytes(cell->text, cell->length, other, other_length);
}
