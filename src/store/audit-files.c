/* The recorded files of bundles, and the rows that were made of them. */
#include "store/audit.h"

#include "base/i18n.h"
#include "domain/bundle-table.h"
#include "store/campaign-store.h"
#include "store/sql.h"

#include <inttypes.h>
#include <string.h>

enum { PIECE = 256 * 1024 };

/* Reads a whole recorded file: into a digest and, if wanted, into a text. */
static gboolean
read_file(BundleSource *source, const char *path, Digester *digester, GString *text, GError **error)
{
    g_autofree guint8 *buffer = g_malloc(PIECE);
    guint64 offset = 0;
    gssize length;

    while ((length = source->read(source, path, offset, buffer, PIECE, error)) > 0) {
        digester_add(digester, buffer, (gsize)length);
        if (text != NULL)
            g_string_append_len(text, (const char *)buffer, length);
        offset += (guint64)length;
    }
    return length == 0;
}

/* A file that is not recorded has been reported already: nothing is read. */
static gboolean
read_recorded(Audit *audit, const char *campaign, const char *path, Digester *digester, GString *text,
              GError **error)
{
    BundleSource *source = campaign_source_new(audit->store, campaign);
    g_autoptr(GError) failure = NULL;
    gboolean was_read = read_file(source, path, digester, text, &failure);

    campaign_source_free(source);
    if (was_read || g_error_matches(failure, CHA_ERROR, CHA_ERROR_NOT_FOUND))
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&failure));
    return FALSE;
}

/* The first line in which the two lists differ names the file that is wrong. */
static void
compare_lists(Audit *audit, const char *campaign, const char *folder, const char *recorded, const char *found)
{
    g_auto(GStrv) listed = g_strsplit(recorded, "\n", -1);
    g_auto(GStrv) present = g_strsplit(found, "\n", -1);
    guint i = 0;

    while (listed[i] != NULL && present[i] != NULL && strcmp(listed[i], present[i]) == 0)
        i++;
    if (listed[i] != NULL || present[i] != NULL) {
        const char *line = listed[i] != NULL && *listed[i] != '\0' ? listed[i] : present[i];
        const char *name =
            line != NULL && strlen(line) > DIGEST_HEX_SIZE + 1 ? line + DIGEST_HEX_SIZE + 1 : "SHA256SUMS";
        g_autofree char *place = g_strdup_printf("bundle_file %s/%s", folder, name);

        audit_add(audit, "L9", place, _("campaign %s: the file is not the one that %s/SHA256SUMS lists"),
                  campaign, folder);
    }
}

/* What the row of a file says is what its content is. */
static gboolean
check_file(Audit *audit, BundleSource *source, const char *campaign, const BundleFile *file,
           char ret_hex[DIGEST_HEX_SIZE], GError **error)
{
    g_autoptr(Digester) digester = digester_new();
    g_autofree char *place = g_strconcat("bundle_file ", file->path, NULL);
    Digest digest;

    if (!read_file(source, file->path, digester, NULL, error))
        return FALSE;
    digest = digester_finish(digester);
    digest_to_hex(&digest, ret_hex);
    if (strcmp(ret_hex, file->digest) != 0)
        audit_add(audit, "L9", place, _("campaign %s: the content does not have the recorded digest"),
                  campaign);
    audit->files++;
    return TRUE;
}

static gboolean
check_pieces(Audit *audit, const char *campaign, const char *folder, GError **error)
{
    g_autoptr(Statement) query =
        statement_new(store_database(audit->store),
                      "SELECT f.path FROM bundle_file AS f LEFT JOIN bundle_piece AS p"
                      " ON p.campaign = f.campaign AND p.path = f.path"
                      " WHERE f.campaign = ?1 AND f.path LIKE ?2 || '/%' GROUP BY f.path"
                      " HAVING count(p.id) <> coalesce(max(p.piece) + 1, 0)"
                      "   OR coalesce(sum(length(p.content)), 0) <> f.size",
                      error);

    if (query == NULL)
        return FALSE;
    statement_bind_text(query, 1, campaign);
    statement_bind_text(query, 2, folder);
    while (statement_next(query)) {
        g_autofree char *place = g_strconcat("bundle_piece ", statement_text(query, 0), NULL);

        audit_add(audit, "L9", place, _("campaign %s: the pieces do not make up the file"), campaign);
    }
    return statement_finish(query, error);
}

static gboolean
check_files(Audit *audit, BundleSource *source, const char *campaign, const char *folder, GString *list,
            GError **error)
{
    g_autoptr(GPtrArray) files = campaign_store_list_files(audit->store, campaign, error);
    g_autofree char *prefix = g_strconcat(folder, "/", NULL);
    char hex[DIGEST_HEX_SIZE];

    for (guint i = 0; files != NULL && i < files->len; i++) {
        const BundleFile *file = g_ptr_array_index(files, i);
        const char *name = file->path + strlen(prefix);

        if (!g_str_has_prefix(file->path, prefix))
            continue;
        if (!check_file(audit, source, campaign, file, hex, error))
            return FALSE;
        if (strcmp(name, "SHA256SUMS") != 0)
            g_string_append_printf(list, "%s  %s\n", hex, name);
    }
    return files != NULL;
}

gboolean
audit_folder(Audit *audit, const char *campaign, const char *folder, const char *sums, GError **error)
{
    BundleSource *source = campaign_source_new(audit->store, campaign);
    g_autofree char *path = g_strconcat(folder, "/SHA256SUMS", NULL);
    g_autofree char *place = g_strconcat("bundle_file ", path, NULL);
    g_autoptr(Digester) digester = digester_new();
    g_autoptr(GString) recorded = g_string_new(NULL);
    g_autoptr(GString) list = g_string_new(NULL);
    gboolean checked = check_files(audit, source, campaign, folder, list, error) &&
                       check_pieces(audit, campaign, folder, error) &&
                       read_recorded(audit, campaign, path, digester, recorded, error);
    Digest digest = digester_finish(digester);
    char hex[DIGEST_HEX_SIZE];

    campaign_source_free(source);
    if (!checked)
        return FALSE;
    digest_to_hex(&digest, hex);
    if (g_strcmp0(hex, sums) != 0)
        audit_add(audit, "L9", place, _("campaign %s: the file is not the one that the entry binds"),
                  campaign);
    compare_lists(audit, campaign, folder, recorded->str, list->str);
    return TRUE;
}

gboolean
audit_seed(Audit *audit, const char *campaign, const char *seed_text, const char *seed, GError **error)
{
    g_autoptr(Digester) text = digester_new();
    g_autoptr(Digester) all = digester_new();
    char hex[DIGEST_HEX_SIZE];
    Digest digest;

    if (!read_recorded(audit, campaign, "seed.txt", text, NULL, error) ||
        !read_recorded(audit, campaign, "commit/SHA256SUMS", all, NULL, error) ||
        !read_recorded(audit, campaign, "seed.txt", all, NULL, error))
        return FALSE;
    audit->files++;
    digest = digester_finish(text);
    digest_to_hex(&digest, hex);
    if (g_strcmp0(hex, seed_text) != 0)
        audit_add(audit, "L9", "bundle_file seed.txt",
                  _("campaign %s: the file is not the one that the entry binds"), campaign);
    digest = digester_finish(all);
    digest_to_hex(&digest, hex);
    if (g_strcmp0(hex, seed) != 0)
        audit_add(audit, "L9", "bundle_file seed.txt",
                  _("campaign %s: commitment and values do not make the seed that the entry binds"),
                  campaign);
    return TRUE;
}

/* A table and the file that its rows were made from; the query gives the first
 * columns of the file, in its order. */
typedef struct {
    const char *table;
    const char *path;
    BundleTable form;
    const char *sql;
} Made;

static const Made MADE[] = {
    {"selection", "draw/selection.csv", BUNDLE_SELECTION,
     "SELECT drawing, stratum, rank, role, target FROM selection WHERE campaign = ?1"
     " ORDER BY drawing, stratum, rank"},
    {"visit", "draw/visits.csv", BUNDLE_VISITS,
     "SELECT visit, target, start, \"end\" FROM visit WHERE campaign = ?1 ORDER BY visit"},
    {"visit_drawing", "draw/visits.csv", BUNDLE_VISITS,
     "SELECT v.visit, v.target, v.start, v.\"end\", (SELECT group_concat(d.drawing, ';') FROM"
     "  (SELECT drawing FROM visit_drawing WHERE campaign = v.campaign AND visit = v.visit"
     "   ORDER BY drawing) AS d) FROM visit AS v WHERE v.campaign = ?1 ORDER BY v.visit"},
    {"seat", "draw/teams.csv", BUNDLE_TEAMS,
     "SELECT visit, department || iif(level = 'own', '', '@' || level) AS staff, seat, inspector"
     " FROM seat WHERE campaign = ?1 ORDER BY visit, staff, seat"},
};

static gboolean
is_same_row(const TableReader *reader, Statement *query)
{
    const TableCell *cells = table_reader_cells(reader);

    for (int i = 0; i < statement_columns(query); i++) {
        const char *text = statement_text(query, i);

        if (strcmp(text != NULL ? text : "", cells[i].text) != 0)
            return FALSE;
    }
    return TRUE;
}

/* Goes along both; TRUE when they end together without a difference. */
static gboolean
walk_both(Audit *audit, TableReader *reader, Statement *query, Trouble *trouble)
{
    for (;;) {
        gboolean has_line = table_reader_next(reader, trouble);
        gboolean has_row = statement_next(query);

        if (!has_line || !has_row)
            return has_line == has_row && !trouble_is_set(trouble);
        if (!is_same_row(reader, query))
            return FALSE;
        audit->rows++;
    }
}

static gboolean
compare_with_file(Audit *audit, const char *campaign, const Made *made, GError **error)
{
    enum { BUFFER = 64 * 1024 };
    g_autoptr(Statement) query = statement_new(store_database(audit->store), made->sql, error);
    BundleSource *source = NULL;
    TableReader *reader = NULL;
    g_auto(Trouble) trouble = {NULL, NULL};

    if (query == NULL)
        return FALSE;
    source = campaign_source_new(audit->store, campaign);
    reader = table_reader_new(source, made->path, bundle_table(made->form), BUFFER);
    statement_bind_text(query, 1, campaign);
    if (!walk_both(audit, reader, query, &trouble))
        audit_add(audit, "L11", made->table,
                  _("campaign %s: the rows are not those of %s from line %" PRIu64 " on"), campaign,
                  made->path, table_reader_line_number(reader));
    table_reader_free(reader);
    campaign_source_free(source);
    if (trouble.error != NULL && !g_error_matches(trouble.error, CHA_ERROR, CHA_ERROR_NOT_FOUND)) {
        g_propagate_error(error, g_steal_pointer(&trouble.error));
        return FALSE;
    }
    return statement_finish(query, error);
}

gboolean
audit_drawn(Audit *audit, const char *campaign, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(MADE); i++) {
        if (!compare_with_file(audit, campaign, &MADE[i], error))
            return FALSE;
    }
    return TRUE;
}
