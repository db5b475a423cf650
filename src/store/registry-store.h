/* Records of every kind in the store, one table a kind (domain/kind.h).
 * A record's texts are in the order of the kind's columns. */
#pragma once

#include "domain/kind.h"
#include "store/store.h"

#include <choucha/comparing.h>

/* Each record in key order (byte order); FALSE from @visit ends the walk. The
 * texts are valid during the call only. */
typedef gboolean (*RecordVisitor)(const char *const *texts, gpointer data);
gboolean registry_store_walk(ChaStore *store, const Kind *kind, RecordVisitor visit, gpointer data,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* All of a kind, each a GStrv of kind->n_columns texts; for small kinds. */
GPtrArray *registry_store_load(ChaStore *store, const Kind *kind, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether there is a record with this key (kind->n_keys texts). */
gboolean registry_store_has(ChaStore *store, const Kind *kind, const char *const *key, gboolean *ret_has,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Adds records that are not there yet (each a GStrv), inside an open
 * transaction, as a change of its own. */
gboolean registry_store_add(ChaStore *store, const Kind *kind, GPtrArray *records, const char *source,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A delivery: rows of one import, staged in a temporary table, compared with
 * what is stored as sets, and applied in one transaction. Constant memory. */
typedef struct Delivery Delivery;

/* @present tells which columns any of the files has; the others keep what is
 * stored. Begins the transaction; freeing an unapplied delivery rolls back. */
Delivery *delivery_begin(ChaStore *store, const Kind *kind, const gboolean *present,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for looking only: it takes no lock, and cannot be applied. */
Delivery *delivery_begin_reading(ChaStore *store, const Kind *kind, const gboolean *present,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void delivery_free(Delivery *delivery);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Delivery, delivery_free)

/* @row is a number of the caller's that finds the row again, rising. A NULL in
 * a present column says that this row's file does not have it: the record
 * keeps what is stored, and a required column counts as absent. */
gboolean delivery_add(Delivery *delivery, guint64 row, const char *const *texts,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes a row out again. */
gboolean delivery_drop(Delivery *delivery, guint64 row, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Gives a row another text in a column that is present. Before anybody asks
 * about the rows as a whole. */
gboolean delivery_set(Delivery *delivery, guint64 row, guint column, const char *text,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Two rows of one key, the first of them and another one, and the first column
 * in which they differ. A text is NULL where the row's file does not have the
 * column; texts are valid during the call only. */
typedef struct {
    guint64 first_row;
    guint64 row;
    guint column;
    const char *first_text;
    const char *text;
} DeliveryClash;
/* The same key twice: identical rows are reduced to the first; of others each
 * is reported together with the first row of the same key. */
typedef void (*DeliveryClashReport)(const DeliveryClash *clash, gpointer data);
gboolean delivery_find_clashes(Delivery *delivery, DeliveryClashReport report, gpointer data,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Rows of one key that differ in nothing but the list in @column are one for
 * delivery_find_clashes(): the first gets the elements of all, and each of the
 * others is reported. A blank list has no elements; one that the file does not
 * have is no list. */
void delivery_merge_lists(Delivery *delivery, guint column, DeliveryClashReport report, gpointer data);
/* Rows whose @column names no record of @referred (by its only key column). */
typedef void (*DeliveryOrphan)(guint64 row, const char *value, gpointer data);
gboolean delivery_find_orphans(Delivery *delivery, guint column, const Kind *referred, DeliveryOrphan report,
                               gpointer data, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Rows of new records for which a required column is absent from the files. */
typedef void (*DeliveryIncomplete)(guint64 row, guint column, gpointer data);
gboolean delivery_find_incomplete(Delivery *delivery, DeliveryIncomplete report, gpointer data,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Every staged row with absent columns filled from what is stored, and the
 * stored record itself (NULL when new). In the order of @row. */
typedef void (*DeliveryVisitor)(guint64 row, const char *const *texts, const char *const *stored,
                                gpointer data);
gboolean delivery_walk(Delivery *delivery, DeliveryVisitor visit, gpointer data,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
    guint64 added;
    guint64 changed;
    guint64 unchanged;
    guint64 returned; /* of the added: withdrawn before, now back */
} DeliveryCounts;
/* Reports each row that brings a withdrawn record back. */
typedef void (*DeliveryReturn)(guint64 row, gpointer data);
gboolean delivery_count(Delivery *delivery, DeliveryReturn report, gpointer data, DeliveryCounts *ret_counts,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A delivery that has all there is: what is stored, not ended, and named by no
 * row is missing, and ended by delivery_apply(), which then is only for kinds
 * that have ends. Before the first row. */
gboolean delivery_begin_full(Delivery *delivery, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The record with this key is named by a row that is wrong: it is not missing.
 * Rows that are dropped count likewise. */
gboolean delivery_spare(Delivery *delivery, const char *const *key, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* How many records of a full delivery are missing, and how many are stored and
 * not ended. After the last row was added or dropped. */
gboolean delivery_find_missing(Delivery *delivery, guint64 *ret_missing, guint64 *ret_active,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @texts: as they would be stored, NULL for a missing record; @stored: as they
 * are, NULL for a new one. FALSE ends the walk. */
typedef gboolean (*DeliveryChangeVisitor)(const char *const *texts, const char *const *stored, gpointer data);
/* The records of one @change in the order of their keys, @most of them (0: all);
 * missing ones after delivery_find_missing(). */
gboolean delivery_walk_changes(Delivery *delivery, ChaRecordChange change, guint64 most,
                               DeliveryChangeVisitor visit, gpointer data,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Asks for the rows that give a stored record another text in @column, which is
 * none of the key; before any question about the rows as a whole. */
void delivery_watch(Delivery *delivery, guint column);
/* These rows, in their order; after delivery_count(). */
typedef void (*DeliveryWatched)(guint64 row, const char *before, const char *after, gpointer data);
gboolean delivery_walk_watched(Delivery *delivery, DeliveryWatched visit, gpointer data,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How many rows say nothing of the status of a record that has ended. */
gboolean delivery_count_still_ended(Delivery *delivery, guint64 *ret_count,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Commits even when no row is new or changed, for what else was written. */
void delivery_commit_anyway(Delivery *delivery);
/* Writes and commits. Without new, changed or missing records nothing is written, not
 * even a change. @source names the files. */
gboolean delivery_apply(Delivery *delivery, const char *source, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Withdraws records; all or none. CHA_ERROR_NOT_FOUND names a key that is not
 * there, CHA_ERROR_CONFLICT one that is still referred to, and by what: by
 * foreign keys and by the lists in other records' cells. Keys are GStrv. */
gboolean registry_store_remove(ChaStore *store, const Kind *kind, GPtrArray *keys, const char *reason,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Settings: NULL in *ret_value when never set. */
gboolean setting_store_get(ChaStore *store, const char *name, char **ret_value,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean setting_store_set(ChaStore *store, const char *name, const char *value,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
