/* Stores for tests, and what is commonly in them. */
#pragma once

#include "domain/draw.h"
#include "domain/kind.h"
#include "store/campaign-store.h"
#include "store/registry-store.h"
#include "store/sql.h"

/* A new folder for a test, with the path of a store that is not there yet. */
typedef struct {
    char *folder;
    char *path;
} StorePlace;

StorePlace *store_place_new(void);
/* Removes the folder and all in it. */
void store_place_free(StorePlace *place);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StorePlace, store_place_free)

/* The store at the place; made when missing, and never failing. */
ChaStore *store_open(const StorePlace *place);
/* An empty store that is nowhere. */
ChaStore *store_in_memory(void);

/* Adds or changes one record from pairs of column and text that end with
 * NULL; what is not named is blank. */
void store_put(ChaStore *store, ChaKind kind, ...) G_GNUC_NULL_TERMINATED;
/* Withdraws the record with this key, which ends with NULL. */
void store_take(ChaStore *store, ChaKind kind, ...) G_GNUC_NULL_TERMINATED;
/* All records of a kind: texts joined by '|', records by a line end. */
char *store_dump(ChaStore *store, ChaKind kind);
/* What a query gives: columns joined by '|', each row with a line end. */
char *store_query(ChaStore *store, const char *sql);
void store_assert(ChaStore *store, const char *sql, const char *expected);
gint64 store_number(ChaStore *store, const char *sql);
/* @pattern with words replaced; pairs of word and text that end with NULL. */
char *sql_with(const char *pattern, ...) G_GNUC_NULL_TERMINATED;
/* Whether the SQL ran; a failure is in @error. */
gboolean store_try(ChaStore *store, const char *sql, GError **error);

/* Departments D1 and D2, items I1 and I2 of theirs, inspectors N1 to N4, of D1
 * and D2 by turns, targets T1 to T9, plans P1 (of D1 with D2) and P2 (of D2). */
void store_fill(ChaStore *store);
/* Commits @campaign with drawings of P1 and P2 and a small file or two. */
gboolean store_commit_campaign(ChaStore *store, const char *campaign, GError **error);
/* A draw of @n_visits targets "T1", "T2", … for P1, and for P2 the odd ones of
 * them (the others are its reserve), with a team of two from D1 (N1, N3) and
 * two from D2 (N2, and a seat nobody takes). */
Draw *draw_fixture(guint n_visits);
/* Records that draw, in a transaction of its own. */
gboolean store_draw_campaign(ChaStore *store, const char *campaign, const Draw *draw, GError **error);
