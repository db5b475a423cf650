#include "cli/import-talk.h"

#include "cli/language.h"
#include "cli/talk.h"

#include <choucha/comparing.h>
#include <inttypes.h>
#include <string.h>

static void
tell_counts(Console *console, const char *kind, const ChaImportReport *report)
{
    if (report->stored)
        console_say(console,
                    _("%s: %" PRIu64 " read; %" PRIu64 " added, %" PRIu64 " changed, %" PRIu64
                      " unchanged, %" PRIu64 " left out"),
                    kind, report->rows, report->added, report->changed, report->unchanged, report->left_out);
    else
        console_say(console,
                    _("%s: %" PRIu64 " read; would be: %" PRIu64 " added, %" PRIu64 " changed, %" PRIu64
                      " unchanged, %" PRIu64 " left out; nothing was stored"),
                    kind, report->rows, report->added, report->changed, report->unchanged, report->left_out);
}

/* How the titles of one file were understood, in one line. */
static void
tell_file_titles(Console *console, GPtrArray *titles, guint begin, guint end)
{
    const ChaTitleUse *first = g_ptr_array_index(titles, begin);
    g_autoptr(GString) understood = g_string_new(NULL);
    g_autoptr(GString) left_out = g_string_new(NULL);

    for (guint i = begin; i < end; i++) {
        const ChaTitleUse *use = g_ptr_array_index(titles, i);
        GString *list = use->column != NULL ? understood : left_out;

        g_string_append_printf(list, "%s%s", list->len > 0 ? ", " : "", use->title);
        if (use->column != NULL && strcmp(use->title, use->column) != 0)
            g_string_append_printf(list, " → %s", use->column);
    }
    if (left_out->len == 0)
        console_say(console, _("columns of %s: %s"), first->path, understood->str);
    else
        console_say(console, _("columns of %s: %s; left out: %s"), first->path, understood->str,
                    left_out->str);
}

static void
tell_titles(Console *console, GPtrArray *titles)
{
    guint begin = 0;

    for (guint i = 0; i < titles->len; i++) {
        const ChaTitleUse *use = g_ptr_array_index(titles, i);
        const ChaTitleUse *next = i + 1 < titles->len ? g_ptr_array_index(titles, i + 1) : NULL;

        if (next != NULL && strcmp(use->path, next->path) == 0 && g_strcmp0(use->sheet, next->sheet) == 0)
            continue;
        tell_file_titles(console, titles, begin, i + 1);
        begin = i + 1;
    }
}

void
talk_import_issues(Console *console, const ChaImportReport *report, gboolean with_titles)
{
    if (with_titles || console->verbose)
        tell_titles(console, report->titles);
    talk_issues(console, report->issues, CHA_SEVERITY_ERROR);
    talk_issues(console, report->issues, CHA_SEVERITY_QUESTION);
    talk_issues(console, report->issues, CHA_SEVERITY_NOTE);
}

static const char *
change_title(ChaRecordChange change)
{
    switch (change) {
    case CHA_RECORD_NEW:
        return _("new");
    case CHA_RECORD_CHANGED:
        return _("changed");
    case CHA_RECORD_UNCHANGED:
        return _("unchanged");
    case CHA_RECORD_MISSING:
    default:
        return _("ending");
    }
}

/* The first records of each change, a line a difference. */
void
talk_differences(Console *console, const ChaImportReport *report)
{
    const GPtrArray *differences = report->differences;
    g_autoptr(GPtrArray) fields = fields_new();

    for (guint i = 0; i < differences->len; i++) {
        const ChaDifference *difference = g_ptr_array_index(differences, i);
        const ChaDifference *last = i > 0 ? g_ptr_array_index(differences, i - 1) : NULL;
        g_autofree char *record = difference->name != NULL
                                      ? g_strdup_printf("%s %s", difference->key, difference->name)
                                      : g_strdup(difference->key);
        const char *title =
            last != NULL && last->change == difference->change ? "" : change_title(difference->change);

        if (difference->column != NULL)
            fields_add(fields, title, "%s: %s \"%s\" → \"%s\"", record, difference->column,
                       difference->before, difference->after);
        else
            fields_add(fields, title, "%s", record);
    }
    console_say_fields(console, fields);
}

static void
tell_questions(Console *console, const ChaImportReport *report)
{
    console_warn(console,
                 P_("%" PRIu64 " question is open; the plan is not committed before it is accepted",
                    "%" PRIu64 " questions are open; their plans are not committed before they are accepted",
                    report->questions),
                 report->questions);
}

static void
tell_twins(Console *console, const ChaImportReport *report)
{
    if (report->merged > 0)
        console_say(console,
                    P_("%" PRIu64 " row differs from another row of its target in the object types alone; "
                       "they are merged",
                       "%" PRIu64 " rows differ from another row of their target in the object types alone; "
                       "they are merged",
                       report->merged),
                    report->merged);
    if (report->renamed > 0)
        console_say(console,
                    P_("%" PRIu64 " target gets another name", "%" PRIu64 " targets get another name",
                       report->renamed),
                    report->renamed);
}

static void
tell_ends(Console *console, const ChaImportReport *report)
{
    if (report->stored)
        console_say(console,
                    P_("%" PRIu64 " record that no file names is ended",
                       "%" PRIu64 " records that no file names are ended", report->missing),
                    report->missing);
    else
        console_say(console,
                    P_("%" PRIu64 " record that no file names would be ended",
                       "%" PRIu64 " records that no file names would be ended", report->missing),
                    report->missing);
}

void
talk_import(Console *console, const char *kind, const ChaImportReport *report)
{
    tell_counts(console, kind, report);
    if (report->questions > 0)
        tell_questions(console, report);
    if (report->missing > 0)
        tell_ends(console, report);
    tell_twins(console, report);
    talk_differences(console, report);
}

ChaTitle *
titles_from_pairs(ChaKind kind, GPtrArray *pairs, GError **error)
{
    g_autofree ChaTitle *titles = g_new0(ChaTitle, pairs->len + 1);

    for (guint i = 0; i < pairs->len; i++) {
        const Pair *pair = g_ptr_array_index(pairs, i);
        g_autoptr(GString) columns = g_string_new(NULL);

        titles[i] = (ChaTitle){pair->name, pair->value};
        if (cha_column_name(kind, pair->value) != NULL)
            continue;
        for (guint c = 0; cha_kind_column(kind, c) != NULL; c++)
            g_string_append_printf(columns, "%s%s", c > 0 ? ", " : "", cha_kind_column(kind, c));
        g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED,
                    _("--map: %s has no column \"%s\"; there are %s, and - for none"), cha_kind_name(kind),
                    pair->value, columns->str);
        return NULL;
    }
    return g_steal_pointer(&titles);
}
