/* The log, written as it stands. */
#include "office/log-text.h"

#include <choucha/log.h>

#include <string.h>

typedef struct {
    ChaWriter write;
    gpointer data;
    GError **error;
    gboolean is_written;
} LogWriting;

static gboolean
write_entry(const StoredEntry *entry, gpointer data)
{
    LogWriting *writing = data;
    g_autofree char *row = g_strconcat(entry->hash, ",", entry->line, "\n", NULL);

    writing->is_written = writing->write(row, strlen(row), writing->data, writing->error);
    return writing->is_written;
}

gboolean
log_text_write(ChaStore *store, guint64 last, ChaWriter write, gpointer data, GError **error)
{
    LogWriting writing = {.write = write, .data = data, .error = error, .is_written = TRUE};

    if (!write(LOG_HEADER, strlen(LOG_HEADER), data, error))
        return FALSE;
    return log_store_walk(store, last, write_entry, &writing, error) && writing.is_written;
}

gboolean
cha_log_export(ChaStore *store, ChaWriter write, gpointer data, GError **error)
{
    return log_text_write(store, G_MAXUINT64, write, data, error);
}

gboolean
cha_log_head(ChaStore *store, guint64 *ret_entry, char **ret_hash, GError **error)
{
    char hash[DIGEST_HEX_SIZE];

    if (!log_store_head(store, ret_entry, hash, error))
        return FALSE;
    *ret_hash = g_strdup(hash);
    return TRUE;
}
