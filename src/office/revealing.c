#include <choucha/revealing.h>

#include "base/digest.h"
#include "base/i18n.h"
#include "base/random.h"
#include "domain/commitment.h"
#include "domain/source.h"
#include "exchange/table/table-writer.h"
#include "office/bundle-folder.h"
#include "office/input-file.h"
#include "office/naming.h"
#include "office/seeding.h"
#include "store/nonce-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

enum { NONCE_BYTES = 32, NONCE_DIGITS = 2 * NONCE_BYTES, PROMISE_DIGITS_IN_NAME = 8, NONCE_FILE_MOST = 4096 };

void
cha_reveal_report_free(ChaRevealReport *report)
{
    if (report == NULL)
        return;
    g_free(report->campaign);
    g_free(report->log_head);
    g_free(report);
}

gboolean
cha_is_promise(const char *description)
{
    return source_promise(description) != NULL;
}

/* All of it, and for good: the campaign is void without it. */
static gboolean
write_durably(int file, const char *text, gsize length)
{
    while (length > 0) {
        gssize written = write(file, text, length);

        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return FALSE;
        text += written;
        length -= (gsize)written;
    }
    return fsync(file) == 0;
}

/* A file for its owner alone, which is not there before. */
static gboolean
write_secret(const char *path, const char *text, gsize length, GError **error)
{
    int file = g_open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    gboolean is_written = FALSE;

    if (file < 0) {
        if (errno == EEXIST)
            g_set_error(error, CHA_ERROR, CHA_ERROR_CONFLICT,
                        _("%s is there already; a nonce never takes the place of a file"), path);
        else
            g_set_error(error, CHA_ERROR, CHA_ERROR_OUTPUT, _("%s cannot be written: %s"), path,
                        g_strerror(errno));
        return FALSE;
    }
    is_written = write_durably(file, text, length);
    is_written = close(file) == 0 && is_written;
    if (!is_written) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_OUTPUT, _("%s cannot be written: %s"), path,
                    g_strerror(errno));
        (void)g_unlink(path);
    }
    return is_written;
}

gboolean
cha_nonce_new(const char *path, char **ret_path, char **ret_promise, GError **error)
{
    char value[NONCE_DIGITS + 2]; /* with LF */
    char hash[DIGEST_HEX_SIZE];
    g_autofree char *place = NULL;
    gboolean is_written = FALSE;
    Digest digest;

    if (!random_hex(NONCE_BYTES, value)) {
        g_set_error_literal(error, CHA_ERROR, CHA_ERROR_OUTPUT, _("the system gives no random numbers"));
        return FALSE;
    }
    digest = digest_of(value, NONCE_DIGITS);
    digest_to_hex(&digest, hash);
    place = path != NULL ? g_strdup(path) : g_strdup_printf("nonce-%.*s.txt", PROMISE_DIGITS_IN_NAME, hash);
    value[NONCE_DIGITS] = '\n';
    is_written = write_secret(place, value, NONCE_DIGITS + 1, error);
    random_forget(value, sizeof value);
    if (!is_written)
        return FALSE;
    *ret_path = g_steal_pointer(&place);
    *ret_promise = g_strconcat("commit ", hash, NULL);
    return TRUE;
}

gboolean
cha_nonce_read(const char *path, char **ret_value, GError **error)
{
    g_autoptr(GBytes) bytes = input_file_read(path, NONCE_FILE_MOST, error);
    g_autofree char *text = NULL;
    gsize length = 0;

    if (bytes == NULL)
        return FALSE;
    /* An empty file has no data at all. */
    text = g_bytes_get_size(bytes) > 0 ? g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes))
                                       : g_strdup("");
    length = strlen(text);
    if (length > 0 && text[length - 1] == '\n')
        text[length - 1] = '\0';
    if (!source_is_nonce(text) || length < g_bytes_get_size(bytes)) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                    _("%s holds no nonce, which is 64 hexadecimal digits in one line"), path);
        return FALSE;
    }
    *ret_value = g_steal_pointer(&text);
    return TRUE;
}

/* The nonce that @source promises must be this one. */
static gboolean
check_value(const GArray *sources, const char *source, const char *value, GError **error)
{
    const char *promise = NULL;

    for (guint i = 0; i < sources->len; i++) {
        const SeedSource *candidate = &g_array_index(sources, SeedSource, i);

        if (strcmp(candidate->name, source) != 0)
            continue;
        promise = source_promise(candidate->description);
        if (promise == NULL)
            g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                        _("source \"%s\" is no nonce, its description is \"%s\"; its value is given to "
                          "`choucha draw`"),
                        source, candidate->description);
        else if (!source_is_nonce(value))
            g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                        _("the nonce of \"%s\" is not 64 hexadecimal digits"), source);
        else if (!source_keeps(promise, value))
            g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                        _("this is not the nonce that source \"%s\" promised: its SHA-256 is not %s"), source,
                        promise);
        else
            return TRUE;
        return FALSE;
    }
    g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                _("\"%s\" is no source of the commitment; the sources were fixed with it"), source);
    return FALSE;
}

/* Records it unless it is recorded; *ret_repeated says which. */
static gboolean
record(ChaStore *store, const Campaign *campaign, const char *source, const char *value,
       gboolean *ret_repeated, GError **error)
{
    g_autoptr(GPtrArray) nonces = nonce_store_load(store, campaign->campaign, error);

    if (nonces == NULL)
        return FALSE;
    *ret_repeated = nonce_of_source(nonces, source) != NULL;
    if (*ret_repeated)
        return TRUE;
    if (campaign->state == CAMPAIGN_DRAWN) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_CONFLICT,
                    _("campaign %s was drawn already, at %s; a nonce is revealed before the draw"),
                    campaign->campaign, campaign->drawn_at);
        return FALSE;
    }
    return nonce_store_record(store, campaign->campaign, source, value, error);
}

static gboolean
report_reveals(ChaStore *store, const GArray *sources, ChaRevealReport *report, GError **error)
{
    g_autoptr(GPtrArray) nonces = nonce_store_load(store, report->campaign, error);
    const RevealedNonce *last = NULL;

    if (nonces == NULL)
        return FALSE;
    last = g_ptr_array_index(nonces, nonces->len - 1);
    report->log_entry = last->entry;
    report->log_head = g_strdup(last->hash);
    report->revealed = nonces->len;
    report->promised = seed_sources_promises(sources);
    return TRUE;
}

gboolean
cha_nonce_reveal(ChaStore *store, const char *campaign, const char *source, const char *value,
                 const char *folder, ChaRevealReport **ret_report, GError **error)
{
    g_autoptr(Transaction) transaction = store_begin(store, error);
    g_autoptr(ChaRevealReport) report = g_new0(ChaRevealReport, 1);
    g_autoptr(Campaign) committed = NULL;
    g_autoptr(GArray) sources = NULL;

    if (transaction == NULL || !campaign_resolve_live(store, campaign, &committed, error))
        return FALSE;
    report->campaign = g_strdup(committed->campaign);
    report->drawn = committed->state == CAMPAIGN_DRAWN;
    sources = seed_sources_load(store, committed->campaign, error);
    if (sources == NULL || !check_value(sources, source, value, error) ||
        !record(store, committed, source, value, &report->repeated, error) ||
        !report_reveals(store, sources, report, error) ||
        (folder != NULL && !bundle_folder_check(folder, store, committed->campaign, error)) ||
        !transaction_commit(transaction, error))
        return FALSE;
    g_clear_pointer(&transaction, transaction_end);
    if (folder != NULL && !bundle_folder_complete(folder, store, committed->campaign, error))
        return FALSE;
    *ret_report = g_steal_pointer(&report);
    return TRUE;
}

static const OutputColumn NONCE_COLUMNS[] = {
    {"source", N_("source"), OUTPUT_TEXT},
    {"promise", N_("promise"), OUTPUT_TEXT},
    {"revealed", N_("revealed"), OUTPUT_TEXT},
    {"value", N_("value"), OUTPUT_TEXT},
    {"at", N_("revealed at"), OUTPUT_TEXT},
    {"by", N_("revealed by"), OUTPUT_TEXT},
    {"entry", N_("entry of the log"), OUTPUT_NUMBER},
};

static gboolean
list_nonce(TableWriter *writer, const char *source, const char *promise, const RevealedNonce *nonce,
           gboolean is_drawn, GError **error)
{
    g_autofree char *entry = nonce != NULL ? g_strdup_printf("%" PRIu64, nonce->entry) : NULL;
    const char *revealed = nonce != NULL ? "before" : is_drawn ? "with" : "no";
    const char *const texts[G_N_ELEMENTS(NONCE_COLUMNS)] = {
        source,
        promise,
        revealed,
        nonce != NULL ? nonce->value : NULL,
        nonce != NULL ? nonce->at : NULL,
        nonce != NULL ? nonce->by : NULL,
        entry,
    };

    return table_writer_add(writer, texts, error);
}

gboolean
cha_list_nonces(ChaStore *store, const char *campaign, ChaTableFormat format, ChaWriter write, gpointer data,
                GError **error)
{
    g_autoptr(Transaction) view = store_begin_reading(store, error);
    g_autoptr(Campaign) committed = NULL;
    g_autoptr(GArray) sources = NULL;
    g_autoptr(GPtrArray) nonces = NULL;
    g_autoptr(TableWriter) writer = NULL;

    if (view == NULL || !campaign_resolve(store, campaign, &committed, error))
        return FALSE;
    sources = seed_sources_load(store, committed->campaign, error);
    nonces = sources == NULL ? NULL : nonce_store_load(store, committed->campaign, error);
    if (nonces == NULL)
        return FALSE;
    writer = table_writer_new(format, NONCE_COLUMNS, G_N_ELEMENTS(NONCE_COLUMNS), write, data);
    table_writer_set_title(writer, _("Nonces"));
    for (guint i = 0; i < sources->len; i++) {
        const SeedSource *source = &g_array_index(sources, SeedSource, i);
        const char *promise = source_promise(source->description);

        if (promise != NULL &&
            !list_nonce(writer, source->name, promise, nonce_of_source(nonces, source->name),
                        committed->seed != NULL, error))
            return FALSE;
    }
    return table_writer_finish(writer, error);
}
