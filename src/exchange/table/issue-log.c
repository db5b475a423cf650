#include "exchange/table/issue-log.h"

#include "base/i18n.h"

#include <inttypes.h>
#include <string.h>

typedef struct {
    guint file;
    guint64 row;
    guint position;
    guint64 number;  /* how many came before it */
    guint64 n_rows;  /* a note: the rows it stands for */
    ChaIssue *issue; /* owned */
} Entry;

struct IssueLog {
    GPtrArray *entries;
    GHashTable *notes; /* "file|column|rule" → its entry */
    guint64 n_errors;
};

static void
entry_free(gpointer data)
{
    Entry *entry = data;

    cha_issue_free(entry->issue);
    g_free(entry);
}

IssueLog *
issue_log_new(void)
{
    IssueLog *log = g_new0(IssueLog, 1);

    log->entries = g_ptr_array_new_with_free_func(entry_free);
    log->notes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return log;
}

void
issue_log_free(IssueLog *log)
{
    if (log == NULL)
        return;
    g_ptr_array_unref(log->entries);
    g_hash_table_unref(log->notes);
    g_free(log);
}

static Entry *
add_entry(IssueLog *log, ChaSeverity severity, const Place *place, char *rule, char *remedy)
{
    Entry *entry = g_new0(Entry, 1);

    entry->file = place->file;
    entry->row = place->row;
    entry->position = place->position;
    entry->number = log->entries->len;
    entry->n_rows = 1;
    entry->issue = issue_new(severity, place->path, rule, remedy);
    entry->issue->sheet = g_strdup(place->sheet);
    entry->issue->row = place->row;
    entry->issue->column = g_strdup(place->title);
    entry->issue->value = g_strdup(place->value);
    g_ptr_array_add(log->entries, entry);
    return entry;
}

void
issue_log_add(IssueLog *log, ChaSeverity severity, const Place *place, char *rule, char *remedy)
{
    (void)add_entry(log, severity, place, rule, remedy);
    if (severity == CHA_SEVERITY_ERROR)
        log->n_errors++;
}

void
issue_log_note(IssueLog *log, const Place *place, const char *rule, const char *remedy)
{
    g_autofree char *key =
        g_strdup_printf("%u|%s|%s", place->file, place->title != NULL ? place->title : "", rule);
    Entry *entry = g_hash_table_lookup(log->notes, key);

    if (entry != NULL) {
        entry->n_rows++;
        return;
    }
    entry = add_entry(log, CHA_SEVERITY_NOTE, place, g_strdup(rule), g_strdup(remedy));
    g_hash_table_insert(log->notes, g_steal_pointer(&key), entry);
}

guint64
issue_log_errors(const IssueLog *log)
{
    return log->n_errors;
}

static int
compare_numbers(guint64 left, guint64 right)
{
    return left < right ? -1 : left > right;
}

static gint
compare_entries(gconstpointer a, gconstpointer b)
{
    const Entry *left = *(const Entry *const *)a;
    const Entry *right = *(const Entry *const *)b;
    int order = compare_numbers(left->file, right->file);

    if (order == 0)
        order = compare_numbers(left->row, right->row);
    if (order == 0)
        order = compare_numbers(left->position, right->position);
    return order != 0 ? order : compare_numbers(left->number, right->number);
}

GPtrArray *
issue_log_steal(IssueLog *log)
{
    GPtrArray *issues = issues_new();

    g_ptr_array_sort(log->entries, compare_entries);
    for (guint i = 0; i < log->entries->len; i++) {
        Entry *entry = g_ptr_array_index(log->entries, i);
        ChaIssue *issue = g_steal_pointer(&entry->issue);

        if (entry->n_rows > 1) {
            char *rule = g_strdup_printf(_("%s (%" PRIu64 " rows like this)"), issue->rule, entry->n_rows);

            g_free(issue->rule);
            issue->rule = rule;
        }
        g_ptr_array_add(issues, issue);
    }
    g_ptr_array_set_size(log->entries, 0);
    g_hash_table_remove_all(log->notes);
    return issues;
}
