#include "office/seeding.h"

#include "base/i18n.h"
#include "domain/bundle-table.h"
#include "domain/seed.h"
#include "domain/source.h"
#include "store/campaign-store.h"
#include "store/nonce-store.h"

#include <string.h>

enum { SOURCES_BUFFER = 64 * 1024 };

static void
source_clear(gpointer data)
{
    SeedSource *source = data;

    g_free((gpointer)source->name);
    g_free((gpointer)source->description);
}

GArray *
seed_sources_add(GArray *sources, const char *name, const char *description)
{
    SeedSource source = {.name = g_strdup(name), .description = g_strdup(description)};

    if (sources == NULL) {
        sources = g_array_new(FALSE, FALSE, sizeof(SeedSource));
        g_array_set_clear_func(sources, source_clear);
    }
    g_array_append_val(sources, source);
    return sources;
}

GArray *
seed_sources_load(ChaStore *store, const char *campaign, GError **error)
{
    BundleSource *recorded = campaign_source_new(store, campaign);
    TableReader *reader =
        table_reader_new(recorded, "commit/sources.csv", bundle_table(BUNDLE_SOURCES), SOURCES_BUFFER);
    g_auto(Trouble) trouble = {NULL, NULL};
    GArray *sources = NULL;

    while (table_reader_next(reader, &trouble)) {
        const TableCell *cells = table_reader_cells(reader);

        sources = seed_sources_add(sources, cells[0].text, cells[1].text);
    }
    table_reader_free(reader);
    campaign_source_free(recorded);
    if (!trouble_is_set(&trouble))
        return sources;
    if (trouble.error != NULL)
        g_propagate_error(error, g_steal_pointer(&trouble.error));
    else
        g_set_error(error, CHA_ERROR, CHA_ERROR_STORE, _("the recorded commitment is damaged: %s"),
                    trouble.fault->text);
    g_clear_pointer(&sources, g_array_unref);
    return NULL;
}

static const char *
value_for(const char *source, const ChaSeedValue *values, gsize n_values)
{
    for (gsize i = 0; i < n_values; i++) {
        if (strcmp(values[i].source, source) == 0)
            return values[i].value;
    }
    return NULL;
}

static gboolean
is_source(const GArray *sources, const char *name)
{
    for (guint i = 0; i < sources->len; i++) {
        if (strcmp(g_array_index(sources, SeedSource, i).name, name) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Every value belongs to a source, and no source has two. */
static gboolean
check_values(const GArray *sources, const ChaSeedValue *values, gsize n_values, GError **error)
{
    for (gsize i = 0; i < n_values; i++) {
        if (!is_source(sources, values[i].source)) {
            g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                        _("\"%s\" is no source of the commitment; the sources were fixed with it"),
                        values[i].source);
            return FALSE;
        }
        if (value_for(values[i].source, values, i) != NULL) {
            g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("source \"%s\" is given two values"),
                        values[i].source);
            return FALSE;
        }
    }
    return TRUE;
}

guint
seed_sources_promises(const GArray *sources)
{
    guint promises = 0;

    for (guint i = 0; i < sources->len; i++)
        promises += source_promise(g_array_index(sources, SeedSource, i).description) != NULL ? 1 : 0;
    return promises;
}

GArray *
seed_values_with(const ChaSeedValue *values, gsize n_values, const GPtrArray *nonces)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(ChaSeedValue));

    if (n_values > 0)
        g_array_append_vals(all, values, (guint)n_values);
    for (guint i = 0; i < nonces->len; i++) {
        const RevealedNonce *nonce = g_ptr_array_index(nonces, i);
        ChaSeedValue value = {.source = nonce->source, .value = nonce->value};

        if (value_for(nonce->source, values, n_values) == NULL)
            g_array_append_val(all, value);
    }
    return all;
}

/* Names all sources that have no value, and what to do about each. */
static gboolean
check_complete(const GArray *sources, const ChaSeedValue *values, gsize n_values, GError **error)
{
    g_autoptr(GString) missing = g_string_new(NULL);

    for (guint i = 0; i < sources->len; i++) {
        const SeedSource *source = &g_array_index(sources, SeedSource, i);

        if (value_for(source->name, values, n_values) != NULL)
            continue;
        g_string_append(missing, "\n  ");
        g_string_append_printf(missing,
                               source_promise(source->description) != NULL
                                   ? _("%s: a nonce that is not revealed; `choucha nonce reveal` takes it")
                                   : _("%s: what was read there; give it with --seed %s=VALUE"),
                               source->name, source->name);
    }
    if (missing->len == 0)
        return TRUE;
    g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("values of the seed are missing:%s"), missing->str);
    return FALSE;
}

/* One line of seed.txt. */
static gboolean
append_line(GString *text, const char *source, const char *value, GError **error)
{
    if (strchr(value, '\n') != NULL) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                    _("the value of source \"%s\" has several lines; write it in one"), source);
        return FALSE;
    }
    g_string_append_printf(text, "%s=%s\n", source, value);
    return TRUE;
}

GBytes *
seed_text_make(const GArray *sources, const ChaSeedValue *values, gsize n_values, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GBytes) bytes = NULL;
    g_auto(Trouble) trouble = {NULL, NULL};

    if (!check_values(sources, values, n_values, error) || !check_complete(sources, values, n_values, error))
        return NULL;
    for (guint i = 0; i < sources->len; i++) {
        const char *source = g_array_index(sources, SeedSource, i).name;

        if (!append_line(text, source, value_for(source, values, n_values), error))
            return NULL;
    }
    bytes = g_string_free_to_bytes(g_steal_pointer(&text));
    if (seed_check_text(sources, bytes, &trouble))
        return g_steal_pointer(&bytes);
    g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("the seed breaks rule %s: %s"), trouble.fault->rule,
                trouble.fault->text);
    return NULL;
}
