#include "support/plain-bundle.h"

#include "domain/bundle-table.h"
#include "domain/declined-set.h"
#include "domain/frame-walk.h"
#include "domain/size.h"
#include "domain/visit.h"

#include <inttypes.h>
#include <string.h>

static char *
table_path(BundleTable table)
{
    return g_strconcat("commit/", bundle_table(table)->name, NULL);
}

void
plain_bundle_put(MemorySource *source, BundleTable table, const char *rows)
{
    g_autofree char *path = table_path(table);
    g_autoptr(GString) text = g_string_new(NULL);

    bundle_table_append_header(text, table);
    g_string_append(text, rows);
    memory_source_put(source, path, text->str, text->len);
}

void
plain_bundle_put_frame(MemorySource *source, const char *plan, const char *rows)
{
    g_autofree char *path = g_strdup_printf("commit/frames/%s.csv", plan);
    g_autoptr(GString) text = g_string_new(NULL);

    bundle_table_append_header(text, BUNDLE_FRAME);
    g_string_append(text, rows);
    memory_source_put(source, path, text->str, text->len);
}

void
plain_bundle_add(MemorySource *source, BundleTable table, const char *rows)
{
    g_autofree char *path = table_path(table);
    GBytes *bytes = memory_source_get(source, path);
    g_autoptr(GString) text =
        g_string_new_len(g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes));

    g_string_append(text, rows);
    memory_source_put(source, path, text->str, text->len);
}

MemorySource *
plain_bundle_new(void)
{
    static const BundleTable TABLES[] = {BUNDLE_PLANS,      BUNDLE_POOLS,    BUNDLE_STRATA,    BUNDLE_SEATS,
                                         BUNDLE_INSPECTORS, BUNDLE_RECUSALS, BUNDLE_EXCLUSIONS};
    MemorySource *source = memory_source_new();

    for (gsize i = 0; i < G_N_ELEMENTS(TABLES); i++)
        plain_bundle_put(source, TABLES[i], "");
    plain_bundle_put(source, BUNDLE_PARAMS, "campaign,2027Q1\nmax_visits,\nprotocol,1\n");
    plain_bundle_put(source, BUNDLE_SOURCES, "dice,ten throws\n");
    return source;
}

void
plain_bundle_add_plan(MemorySource *source, const char *plan, guint n_targets, guint sample,
                      const char *tickets)
{
    g_autofree char *plans = g_strdup_printf("%s,title,2027-01-01,2027-03-31,yes,%s\n", plan, tickets);
    g_autofree char *pools = g_strdup_printf("%s,all,%u,%u,0\n", plan, n_targets, sample);
    g_autofree char *strata = g_strdup_printf("%s,all,all,%u\n", plan, n_targets);
    g_autofree char *seats = g_strdup_printf("%s,D,1,\n", plan);
    g_autoptr(GString) frame = g_string_new(NULL);

    for (guint i = 0; i < n_targets; i++)
        g_string_append_printf(frame, "T%03u,all,1\n", i);
    plain_bundle_add(source, BUNDLE_PLANS, plans);
    plain_bundle_add(source, BUNDLE_POOLS, pools);
    if (n_targets > 0)
        plain_bundle_add(source, BUNDLE_STRATA, strata);
    plain_bundle_add(source, BUNDLE_SEATS, seats);
    plain_bundle_put_frame(source, plan, frame->str);
}

static void
abort_in_trouble(const Trouble *trouble)
{
    g_assert_no_error(trouble->error);
    if (trouble->fault != NULL)
        g_error("%s:%" PRIu64 " %s: %s", trouble->fault->path, trouble->fault->line, trouble->fault->rule,
                trouble->fault->text);
}

Commitment *
plain_bundle_load(MemorySource *source)
{
    g_auto(Trouble) trouble = {NULL, NULL};
    SealedFolder *folder = NULL;
    Commitment *commitment = NULL;

    memory_source_seal(source, "commit");
    folder = sealed_folder_open_commit(&source->source, &trouble);
    abort_in_trouble(&trouble);
    commitment = commitment_load(folder, &trouble);
    abort_in_trouble(&trouble);
    return commitment;
}

Seed *
plain_seed(guint64 number)
{
    g_autoptr(GString) label = g_string_new("test|");
    g_autofree char *text = g_strdup_printf("%" PRIu64, number);
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));

    return seed_new(label, bytes);
}

GPtrArray *
plain_bundle_draw(MemorySource *source, Commitment *commitment, const Seed *seed, GStringChunk *texts)
{
    GPtrArray *targets = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Selection) selection = NULL;
    g_auto(Trouble) trouble = {NULL, NULL};

    size_compute(commitment, seed);
    selection = selection_new(commitment);
    frame_walk(&source->source, commitment, seed, selection, &trouble);
    abort_in_trouble(&trouble);
    for (guint i = 0; i < commitment->plans->len; i++)
        selection_take(selection, commitment_plan(commitment, i), texts, targets);
    return targets;
}

GPtrArray *
plain_bundle_visits(Commitment *commitment, GPtrArray *targets, GStringChunk *texts)
{
    g_auto(Trouble) trouble = {NULL, NULL};
    g_autoptr(GHashTable) declined = declined_set_new(commitment, targets, &trouble);
    GPtrArray *visits = NULL;

    g_assert_nonnull(declined);
    visits = visit_merge(commitment, targets, declined, texts, &trouble);
    g_assert_nonnull(visits);
    return visits;
}
