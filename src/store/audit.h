/* Holding the tables of the store against what the log binds, row by row and
 * in constant memory (data/doc/log.md). Nothing that is found is an error; an
 * @error is a store that cannot be read. */
#pragma once

#include "base/digest.h"
#include "store/store.h"

/* Takes what is wrong: the rule, the table or the file, and a sentence. */
typedef void (*AuditReport)(const char *rule, const char *place, const char *text, gpointer data);

typedef struct {
    ChaStore *store;
    AuditReport report;
    gpointer data;
    guint64 files; /* counted on the way */
    guint64 rows;
} Audit;

/* Reports, in the words of printf(). */
void audit_add(const Audit *audit, const char *rule, const char *place, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* L1: tables, indexes and triggers are those that the steps of the schema make.
 * *ret_readable: all tables are as they must be, so that the rest can be read. */
gboolean audit_schema(Audit *audit, gboolean *ret_readable, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* L7: no change that the log keeps is without an entry, no campaign, draw, end,
 * setting or appointment without one of its kind, and no row without the row of
 * the campaign, the draw, the visit or the file that it belongs to. */
gboolean audit_belonging(Audit *audit, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* L9: the files of commit/ or draw/ are, byte for byte, those that @sums, the
 * SHA-256 of its SHA256SUMS, stands for. */
gboolean audit_folder(Audit *audit, const char *campaign, const char *folder, const char *sums,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* L9: seed.txt has this SHA-256, and makes this seed with commit/SHA256SUMS. */
gboolean audit_seed(Audit *audit, const char *campaign, const char *seed_text, const char *seed,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* L11: what the tables hold of a draw is what its files hold. */
gboolean audit_drawn(Audit *audit, const char *campaign, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The rows of a query (log_store_digest()) have this digest; else @place breaks
 * @rule. A digest of NULL, which no entry gives, is broken as well. */
gboolean audit_rows(Audit *audit, const char *campaign, const char *sql, const char *header,
                    const char *digest, const char *rule, const char *place,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
