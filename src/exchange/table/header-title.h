/* The titles of a header's row, and what each of them means. */
#pragma once

#include "exchange/table/column-mapping.h"
#include "exchange/table/row-source.h"

/* What is known of titles: names, and what people said of them. */
typedef struct {
    const Kind *kind;
    const ColumnNames *names;
    const ColumnMapping *given; /* (nullable): for this import */
    /* (nullable): for headers seen before, by column_header_key(); counts where
     * nothing given is about the header */
    GHashTable *remembered;
} TitleKnowledge;

typedef enum {
    TITLE_NOT_NAMED, /* no column has such a name */
    TITLE_NAMED,
    TITLE_NAMED_LOOSELY,
    TITLE_GIVEN,
    TITLE_REMEMBERED,
    TITLE_YIELDS, /* means a column that another title means more exactly: left out */
} TitleMeaning;

typedef struct {
    char *title; /* trimmed; NULL: blank, or repeated by a merged cell */
    int column;  /* of the file, COLUMN_UNKNOWN or COLUMN_LEFT_OUT */
    TitleMeaning meaning;
    /* What stands below it, in the first rows. */
    guint n_filled;
    guint n_codes;     /* credit codes */
    guint n_districts; /* six digits */
    guint n_days;
} HeaderTitle;

/* The texts of the titles of a row, as many as it has cells; NULL where there is
 * none. A cell that has its text from the cell at its left, with which it is
 * merged, has no title of its own; nor has the column of an annotated workbook
 * that is for people only. The caller's, with its texts. */
char **header_titles_of(const SourceRow *row);
/* The same with their meanings. */
HeaderTitle *header_titles_read(const TitleKnowledge *knowledge, const SourceRow *row);
void header_titles_free(HeaderTitle *titles, guint n_titles);

/* Where titles mean the same: what is said counts more than a name, and an exact
 * name more than a loose one. Of loose names for what a record can do without,
 * the first one counts; anything else that is there twice is for people to
 * decide. */
void header_titles_let_weaker_yield(const Kind *kind, HeaderTitle *titles, guint n_titles);
/* How many columns the titles mean. */
guint header_titles_count_columns(const HeaderTitle *titles, guint n_titles);
