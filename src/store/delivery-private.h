/* Inside of a delivery: how its rows lie in temporary tables. */
#pragma once

#include "store/registry-store.h"
#include "store/sql.h"

/* The rows are staged as they come. Once somebody asks about them they are
 * put in the order of their keys (unless they came so), in a second table, so
 * that a comparison walks both the rows and the stored records in one
 * direction: looking records up in random order costs several times as much.
 * In either table the order of rowids is then the order of keys. */
struct Delivery {
    ChaStore *store;
    Database *database;
    const Kind *kind;
    gboolean present[KIND_MAX_COLUMNS];
    Transaction *transaction; /* NULL once it is over */
    const char *table;        /* where the rows are now */
    guint64 n_rows;
    Statement *add;
    Statement *drop;
    GString *last_key[KIND_MAX_COLUMNS]; /* of the row added last */
    gboolean rising;                     /* each key was above the one before it */
    gboolean has_gaps;                   /* a row lacks a column that other rows have */
    gboolean sorted;
    gboolean commits_anyway; /* something else was written in the transaction */
    /* Once compared: whether everything is new; if not, the rows that are new
     * or changed are in temp.delivery_difference (position, fresh, watched). */
    gboolean compared;
    gboolean all_new;
    guint64 n_fresh;
    guint64 n_changed;
    /* (nullable) reports rows that are one with another but for the list in
     * merged_column. */
    DeliveryClashReport report_merge;
    gpointer merge_data;
    guint merged_column;
    guint watched_column; /* 0: none; changes of it are marked in temp.delivery_difference */
    /* Of a full delivery: the keys of wrong rows are in temp.delivery_spared, and
     * those of records that no row names in temp.delivery_missing. */
    gboolean is_full;
    Statement *spare;
    Statement *spare_row;
    guint64 n_missing;
};

/* Puts the rows in the order of their keys. */
gboolean delivery_sort(Delivery *delivery, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Finds out which rows are new and which change a record. */
gboolean delivery_compare(Delivery *delivery, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* " FROM … WHERE …" for the rows of new records, called d, in the order of
 * their keys; after delivery_compare(). */
char *delivery_sql_fresh(Delivery *delivery);
/* "a", "b": the columns that the files have, each with @prefix before it. */
char *delivery_sql_present(Delivery *delivery, const char *prefix);
/* Ends the missing records of a kind that has a status. */
gboolean delivery_end_missing(Delivery *delivery, gint64 change, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Notes the key of a row of a full delivery that is about to be dropped. Once
 * the rows are sorted they need an index on `row`. */
gboolean delivery_spare_row(Delivery *delivery, guint64 row, GError **error) G_GNUC_WARN_UNUSED_RESULT;
