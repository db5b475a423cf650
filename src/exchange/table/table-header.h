/* The header of a table: which row it is, and what its titles mean. */
#pragma once

#include "exchange/table/header-title.h"

typedef struct {
    const TitleKnowledge *knowledge;
    guint64 row; /* as a spreadsheet counts; 0: none was found */
    /* The same, or the row below it when merged titles there hold several columns. */
    guint64 last_row;
    char separator;
    guint n_seen;   /* rows with content that were looked at */
    guint n_titles; /* cells of the header */
    HeaderTitle *titles;
    GPtrArray *captions; /* what stands above it; of plans only */
} TableHeader;

/* Finds the header: of the first rows with content the one whose titles mean
 * most columns; reads with the separator with which it does, which is then set.
 * Before anything is read from @source. @knowledge must outlive the header. */
gboolean table_header_find(TableHeader *header, RowSource *source, const TitleKnowledge *knowledge,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void table_header_clear(TableHeader *header);

/* Whether there is nothing in the row. */
gboolean source_row_is_blank(const SourceRow *row);

/* The titles without a meaning that probably are @column: those whose cells
 * look like it, or else those that are written like it; borrowed. */
GPtrArray *table_header_candidates(const TableHeader *header, guint column);
/* What to do about a missing column: what table_header_candidates() suggests,
 * a phrase in the user's language. */
char *table_header_remedy(const TableHeader *header, guint column);
