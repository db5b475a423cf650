/* Targets that a delivery has several times, a row a licence, and targets that it
 * calls otherwise than the store does. */
#include "base/i18n.h"
#include "base/text.h"
#include "office/enrolling-private.h"

#include <inttypes.h>
#include <string.h>

enum { MOST_NOTES = 10 }; /* of one sort; the report has their number */

static void
note(Import *import, guint64 row, guint column, const char *value, char *rule, const char *remedy)
{
    Place place = import_place(import, row, (int)column, value);

    issue_log_add(import->log, CHA_SEVERITY_NOTE, &place, rule, g_strdup(remedy));
}

static void
note_merged(const DeliveryClash *clash, gpointer data)
{
    Import *import = data;
    Place first = import_place(import, clash->first_row, -1, NULL);
    Place other = import_place(import, clash->row, -1, NULL);
    char *rule;

    if (import->report->merged++ >= MOST_NOTES)
        return;
    if (first.file == other.file)
        rule = g_strdup_printf(
            _("the same target as row %" PRIu64 ", which differs in nothing else: its types are added there"),
            first.row);
    else
        rule = g_strdup_printf(_("the same target as row %" PRIu64
                                 " of %s, which differs in nothing else: its types are added there"),
                               first.row, first.path);
    note(import, clash->row, clash->column, clash->text, rule, NULL);
}

void
import_watch_duplicates(Import *import)
{
    if (import->kind->kind != CHA_KIND_TARGETS)
        return;
    delivery_merge_lists(import->delivery, (guint)kind_find_column(import->kind, "object_types"), note_merged,
                         import);
    delivery_watch(import->delivery, (guint)kind_find_column(import->kind, "name"));
}

/* Blanks and widths make no other name. */
static void
note_renamed(guint64 row, const char *before, const char *after, gpointer data)
{
    Import *import = data;
    g_autofree char *old = text_fold(before);
    g_autofree char *new = text_fold(after);

    if (strcmp(old, new) == 0 || import->report->renamed++ >= MOST_NOTES)
        return;
    note(import, row, (guint)kind_find_column(import->kind, "name"), NULL,
         g_strdup_printf(_("renamed: \"%s\" → \"%s\""), before, after),
         _("if this is another target, correct its code"));
}

gboolean
import_note_renamed(Import *import, GError **error)
{
    return import->kind->kind != CHA_KIND_TARGETS ||
           delivery_walk_watched(import->delivery, note_renamed, import, error);
}
