/* With which records a campaign was committed: for each kind the last change,
 * how many records there were, and their digest. */
#include "store/registry-state.h"

#include "base/digest.h"
#include "base/i18n.h"
#include "exchange/table/table-writer.h"
#include "office/naming.h"

#include <choucha/enrolling.h>
#include <inttypes.h>

/* The kinds that a commitment is made of; the others matter after it. */
static const ChaKind KINDS[] = {
    CHA_KIND_DEPARTMENTS, CHA_KIND_ITEMS,    CHA_KIND_JOINT_ITEMS, CHA_KIND_TARGETS,
    CHA_KIND_INSPECTORS,  CHA_KIND_RECUSALS, CHA_KIND_PLANS,
};

static const OutputColumn COLUMNS[] = {
    {"kind", N_("kind"), OUTPUT_TEXT},
    {"records", N_("records"), OUTPUT_NUMBER},
    {"change", N_("number of change"), OUTPUT_NUMBER},
    {"at", N_("recorded at"), OUTPUT_TEXT},
    {"by", N_("recorded by"), OUTPUT_TEXT},
    {"source", N_("files"), OUTPUT_TEXT},
    {"digest", N_("SHA-256 of the list"), OUTPUT_TEXT},
};

typedef struct {
    TableWriter *writer;
    guint64 n_records;
    GError **error;
    gboolean is_written;
} Count;

static gboolean
digest_bytes(const char *bytes, gsize length, gpointer data, GError **error)
{
    (void)error;
    digester_add(data, bytes, length);
    return TRUE;
}

static gboolean
count_record(const char *const *texts, gpointer data)
{
    Count *count = data;

    count->n_records++;
    count->is_written = table_writer_add(count->writer, texts, count->error);
    return count->is_written;
}

/* The digest of the bytes that cha_list() writes as %CHA_TABLE_CSV. */
static gboolean
digest_records(ChaStore *store, const Kind *kind, gint64 change, guint64 *ret_records,
               char ret_hex[DIGEST_HEX_SIZE], GError **error)
{
    g_autoptr(Digester) digester = digester_new();
    OutputColumn columns[KIND_MAX_COLUMNS] = {{NULL, NULL, OUTPUT_TEXT}};
    g_autoptr(TableWriter) writer = NULL;
    Count count = {.error = error, .is_written = TRUE};
    Digest digest;

    for (guint c = 0; c < kind->n_columns; c++)
        columns[c].name = kind->columns[c].name;
    writer = table_writer_new(CHA_TABLE_CSV, columns, kind->n_columns, digest_bytes, digester);
    count.writer = writer;
    if (!registry_state_walk(store, kind, change, count_record, &count, error) || !count.is_written ||
        !table_writer_finish(writer, error))
        return FALSE;
    digest = digester_finish(digester);
    digest_to_hex(&digest, ret_hex);
    *ret_records = count.n_records;
    return TRUE;
}

static gboolean
write_state(TableWriter *writer, const Kind *kind, const RecordedChange *last, guint64 n_records,
            const char *hex, GError **error)
{
    g_autofree char *records = g_strdup_printf("%" PRIu64, n_records);
    g_autofree char *number = last != NULL ? g_strdup_printf("%" PRId64, last->change) : NULL;
    const char *const texts[G_N_ELEMENTS(COLUMNS)] = {
        kind->name,
        records,
        number,
        last != NULL ? last->at : NULL,
        last != NULL ? last->by : NULL,
        last != NULL ? last->source : NULL,
        hex,
    };

    return table_writer_add(writer, texts, error);
}

static gboolean
list_kind(ChaStore *store, TableWriter *writer, const Kind *kind, gint64 change, GError **error)
{
    g_autoptr(RecordedChange) last = NULL;
    char hex[DIGEST_HEX_SIZE];
    guint64 n_records = 0;

    return registry_state_last_change(store, kind, change, &last, error) &&
           digest_records(store, kind, change, &n_records, hex, error) &&
           write_state(writer, kind, last, n_records, hex, error);
}

gboolean
cha_list_state(ChaStore *store, const char *campaign, ChaTableFormat format, ChaWriter write, gpointer data,
               GError **error)
{
    g_autoptr(Transaction) transaction = NULL;
    g_autoptr(Campaign) found = NULL;
    g_autoptr(TableWriter) writer = NULL;
    gint64 change;

    g_return_val_if_fail(store != NULL, FALSE);
    g_return_val_if_fail(write != NULL, FALSE);
    g_return_val_if_fail(error == NULL || *error == NULL, FALSE);

    transaction = store_begin_reading(store, error);
    if (transaction == NULL || (campaign != NULL && !campaign_resolve(store, campaign, &found, error)) ||
        !registry_state_of_campaign(store, found != NULL ? found->campaign : NULL, &change, error))
        return FALSE;
    writer = table_writer_new(format, COLUMNS, G_N_ELEMENTS(COLUMNS), write, data);
    table_writer_set_title(writer, _("Records"));
    for (gsize i = 0; i < G_N_ELEMENTS(KINDS); i++) {
        if (!list_kind(store, writer, kind_get(KINDS[i]), change, error))
            return FALSE;
    }
    return table_writer_finish(writer, error);
}
