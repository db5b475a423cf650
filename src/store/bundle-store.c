/* Files of bundles, in pieces. */
#include "store/campaign-store.h"
#include "store/sql.h"

#include "base/i18n.h"

#include <string.h>

enum { PIECE_BYTES = 256 * 1024 };

struct FileWriter {
    Database *database;
    char *campaign;
    char *path;
    Statement *insert_piece;
    Digester *digester;
    guint8 *piece;
    gsize piece_length;
    gint64 n_pieces;
    guint64 size;
};

FileWriter *
file_writer_new(ChaStore *store, const char *campaign, const char *path, GError **error)
{
    g_autoptr(FileWriter) writer = g_new0(FileWriter, 1);

    writer->database = store_database(store);
    g_assert(database_in_transaction(writer->database));
    writer->insert_piece = statement_new(writer->database,
                                         "INSERT INTO bundle_piece (campaign, path, piece, content)"
                                         " VALUES (?1, ?2, ?3, ?4)",
                                         error);
    if (writer->insert_piece == NULL)
        return NULL;
    writer->campaign = g_strdup(campaign);
    writer->path = g_strdup(path);
    writer->digester = digester_new();
    writer->piece = g_malloc(PIECE_BYTES);
    return g_steal_pointer(&writer);
}

void
file_writer_free(FileWriter *writer)
{
    if (writer == NULL)
        return;
    statement_free(writer->insert_piece);
    g_clear_pointer(&writer->digester, digester_free);
    g_free(writer->campaign);
    g_free(writer->path);
    g_free(writer->piece);
    g_free(writer);
}

static gboolean
write_piece(FileWriter *writer, gconstpointer bytes, gsize length, GError **error)
{
    statement_bind_text(writer->insert_piece, 1, writer->campaign);
    statement_bind_text(writer->insert_piece, 2, writer->path);
    statement_bind_int(writer->insert_piece, 3, writer->n_pieces);
    statement_bind_blob(writer->insert_piece, 4, bytes, length);
    writer->n_pieces++;
    return statement_run(writer->insert_piece, error);
}

gboolean
file_writer_add(FileWriter *writer, gconstpointer bytes, gsize length, GError **error)
{
    const guint8 *next = bytes;

    digester_add(writer->digester, bytes, length);
    writer->size += length;
    while (length > 0) {
        gsize part = MIN(length, PIECE_BYTES - writer->piece_length);

        memcpy(writer->piece + writer->piece_length, next, part);
        writer->piece_length += part;
        next += part;
        length -= part;
        if (writer->piece_length < PIECE_BYTES)
            break;
        if (!write_piece(writer, writer->piece, PIECE_BYTES, error))
            return FALSE;
        writer->piece_length = 0;
    }
    return TRUE;
}

gboolean
file_writer_finish(FileWriter *writer, char ret_hex[DIGEST_HEX_SIZE], GError **error)
{
    g_autoptr(Statement) insert_file = statement_new(
        writer->database, "INSERT INTO bundle_file (campaign, path, size, digest) VALUES (?1, ?2, ?3, ?4)",
        error);
    Digest digest;
    char hex[DIGEST_HEX_SIZE];

    if (insert_file == NULL)
        return FALSE;
    if (writer->piece_length > 0 && !write_piece(writer, writer->piece, writer->piece_length, error))
        return FALSE;
    writer->piece_length = 0;
    digest = digester_finish(writer->digester);
    digest_to_hex(&digest, hex);
    statement_bind_text(insert_file, 1, writer->campaign);
    statement_bind_text(insert_file, 2, writer->path);
    statement_bind_int(insert_file, 3, (gint64)writer->size);
    statement_bind_text(insert_file, 4, hex);
    if (!statement_run(insert_file, error))
        return FALSE;
    memcpy(ret_hex, hex, DIGEST_HEX_SIZE);
    return TRUE;
}

void
bundle_file_free(BundleFile *file)
{
    if (file == NULL)
        return;
    g_free(file->path);
    g_free(file->digest);
    g_free(file);
}

GPtrArray *
campaign_store_list_files(ChaStore *store, const char *campaign, GError **error)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func((GDestroyNotify)bundle_file_free);
    g_autoptr(Statement) query =
        statement_new(store_database(store),
                      "SELECT path, size, digest FROM bundle_file WHERE campaign = ?1 ORDER BY path", error);

    if (query == NULL)
        return NULL;
    statement_bind_text(query, 1, campaign);
    while (statement_next(query)) {
        BundleFile *file = g_new0(BundleFile, 1);

        file->path = g_strdup(statement_text(query, 0));
        file->size = (guint64)statement_int(query, 1);
        file->digest = g_strdup(statement_text(query, 2));
        g_ptr_array_add(files, file);
    }
    if (!statement_finish(query, error))
        return NULL;
    return g_steal_pointer(&files);
}

typedef struct {
    BundleSource source;
    ChaStore *store;
    char *campaign;
    Statement *find_piece; /* NULL until first used */
} CampaignSource;

static GPtrArray *
list_files(BundleSource *source, const char *folder, GError **error)
{
    CampaignSource *self = (CampaignSource *)source;
    g_autoptr(GPtrArray) files = campaign_store_list_files(self->store, self->campaign, error);
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    gsize length = strlen(folder);

    if (files == NULL)
        return NULL;
    for (guint i = 0; i < files->len; i++) {
        BundleFile *file = g_ptr_array_index(files, i);

        if (length == 0 || (strncmp(file->path, folder, length) == 0 && file->path[length] == '/'))
            g_ptr_array_add(paths, g_steal_pointer(&file->path));
    }
    return g_steal_pointer(&paths);
}

/* The row of a piece; 0 when there is none, as after the end of the file. */
static gboolean
find_piece(CampaignSource *self, const char *path, guint64 piece, gint64 *ret_id, GError **error)
{
    gint64 id = 0;

    if (self->find_piece == NULL)
        self->find_piece = statement_new(store_database(self->store),
                                         "SELECT p.id FROM bundle_file AS f LEFT JOIN bundle_piece AS p"
                                         " ON p.campaign = f.campaign AND p.path = f.path AND p.piece = ?3"
                                         " WHERE f.campaign = ?1 AND f.path = ?2",
                                         error);
    if (self->find_piece == NULL)
        return FALSE;
    statement_bind_text(self->find_piece, 1, self->campaign);
    statement_bind_text(self->find_piece, 2, path);
    statement_bind_int(self->find_piece, 3, (gint64)piece);
    if (statement_next(self->find_piece)) {
        id = statement_int(self->find_piece, 0);
        if (!statement_finish(self->find_piece, error))
            return FALSE;
        *ret_id = id;
        return TRUE;
    }
    if (statement_finish(self->find_piece, error))
        g_set_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND, _("campaign %s: its bundle has no file %s"),
                    self->campaign, path);
    return FALSE;
}

static gssize
read_file(BundleSource *source, const char *path, guint64 offset, guint8 *buffer, gsize size, GError **error)
{
    CampaignSource *self = (CampaignSource *)source;
    gint64 id;

    if (!find_piece(self, path, offset / PIECE_BYTES, &id, error))
        return -1;
    if (id == 0)
        return 0;
    return database_read_blob(store_database(self->store), "bundle_piece", "content", id,
                              offset % PIECE_BYTES, buffer, size, error);
}

BundleSource *
campaign_source_new(ChaStore *store, const char *campaign)
{
    CampaignSource *self = g_new0(CampaignSource, 1);

    self->source.list = list_files;
    self->source.read = read_file;
    self->store = store;
    self->campaign = g_strdup(campaign);
    return &self->source;
}

void
campaign_source_free(BundleSource *source)
{
    CampaignSource *self = (CampaignSource *)source;

    if (self == NULL)
        return;
    statement_free(self->find_piece);
    g_free(self->campaign);
    g_free(self);
}
