#include "exchange/workbook/sheet-survey.h"

#include <string.h>

enum { PIECE_BYTES = 65536 };

/* Without it, a sheet has no merged cells. */
static const char MERGE[] = "mergeCell";
/* What follows the rows. */
static const char ROWS_END[] = "sheetData>";

/* Marks that pieces may cut in two are found in the next one. */
enum { OVERLAP = sizeof ROWS_END };

/* Whether at @at an element ends that may hold the content of a cell: v or t,
 * with a prefix or without. */
static gboolean
ends_content(const char *at)
{
    return (at[0] == 'v' || at[0] == 't') && (at[-1] == '/' || at[-1] == ':') &&
           (at[1] == '>' || g_ascii_isspace(at[1]));
}

/* The last such place, or 0. Most pieces have one near their end. */
static gsize
find_last_content(const char *piece, gsize length)
{
    for (gsize i = length; i >= 3; i--) {
        if (ends_content(piece + i - 2))
            return i - 2;
    }
    return 0;
}

/* @offset is where @piece lies in the part. */
static void
look_at_piece(const char *piece, gsize length, guint64 offset, SheetSurvey *survey, gboolean *has_rows_end)
{
    gsize last = find_last_content(piece, length);

    survey->may_have_merges = survey->may_have_merges || memmem(piece, length, MERGE, strlen(MERGE)) != NULL;
    if (last > 0) {
        survey->content_end = offset + last;
        *has_rows_end = FALSE;
    }
    *has_rows_end = *has_rows_end || memmem(piece + last, length - last, ROWS_END, strlen(ROWS_END)) != NULL;
}

gboolean
sheet_survey(Package *package, const char *part, SheetSurvey *ret_survey, GError **error)
{
    g_autoptr(Part) reader = part_open(package, part, PACKAGE_MAX_TABLE, error);
    g_autofree char *piece = g_malloc(OVERLAP + PIECE_BYTES);
    SheetSurvey survey = {FALSE, 0};
    gboolean has_rows_end = FALSE;
    gboolean is_wide = FALSE;
    gsize kept = 0;
    gssize n;

    if (reader == NULL)
        return FALSE;
    while ((n = part_read(reader, piece + kept, PIECE_BYTES, error)) > 0) {
        gsize length = kept + (gsize)n;

        /* UTF-16, in which nothing is found. */
        is_wide = is_wide || (part_position(reader) == (guint64)n && memchr(piece, '\0', length) != NULL);
        look_at_piece(piece, length, part_position(reader) - length, &survey, &has_rows_end);
        kept = MIN(length, OVERLAP);
        memmove(piece, piece + length - kept, kept);
    }
    if (n < 0)
        return FALSE;
    /* Rows that have no end are damaged, which is found by reading them. */
    if (is_wide || !has_rows_end)
        survey.content_end = G_MAXUINT64;
    survey.may_have_merges = survey.may_have_merges || is_wide;
    *ret_survey = survey;
    return TRUE;
}
