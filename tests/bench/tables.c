/* Rows a second of processor time that a table takes to be read, and to be
 * checked, without a store.
 *
 *   bench-tables KIND FILE.csv */
#include "exchange/record/record-reader.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void
tell(const char *what, guint64 rows, clock_t begin)
{
    double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;

    printf("%s: %" PRIu64 " rows in %.2f s, %.0f rows/s\n", what, rows, seconds, (double)rows / seconds);
}

static ImportTable *
open_table(const ColumnNames *names, const Kind *kind, const char *path, IssueLog *log)
{
    static TitleKnowledge knowledge;
    ImportTable *table;

    knowledge = (TitleKnowledge){.kind = kind, .names = names};
    table = import_table_open(&knowledge, path, 0, log);

    if (table == NULL)
        exit(EXIT_FAILURE);
    return table;
}

static void
read_only(const ColumnNames *names, const Kind *kind, const char *path, IssueLog *log)
{
    clock_t begin = clock();
    g_autoptr(ImportTable) table = open_table(names, kind, path, log);
    const ImportRow *row = NULL;
    guint64 rows = 0;

    while (import_table_next(table, &row) && row != NULL)
        rows++;
    tell("read", rows, begin);
}

static void
read_and_check(const ColumnNames *names, const Kind *kind, const char *path, IssueLog *log)
{
    clock_t begin = clock();
    g_autoptr(ImportTable) table = open_table(names, kind, path, log);
    g_autoptr(KnownLists) lists = known_lists_new();
    RecordReaderSetup setup = {.kind = kind, .lists = lists, .log = log};
    g_autoptr(RecordReader) reader = record_reader_new(&setup);
    const char *texts[KIND_MAX_COLUMNS];
    const ImportRow *row = NULL;
    guint64 rows = 0;
    guint64 right = 0;

    record_reader_set_table(reader, table);
    while (import_table_next(table, &row) && row != NULL) {
        rows++;
        right += record_reader_read(reader, row, texts) ? 1 : 0;
    }
    tell("read and checked", rows, begin);
    printf("%" PRIu64 " rows are right\n", right);
}

int
main(int argc, char *argv[])
{
    ChaKind kind;
    g_autoptr(ColumnNames) names = NULL;
    g_autoptr(IssueLog) log = issue_log_new();

    if (argc != 3 || !cha_kind_from_name(argv[1], &kind))
        return EXIT_FAILURE;
    names = column_names_new(kind_get(kind));
    read_only(names, kind_get(kind), argv[2], log);
    read_and_check(names, kind_get(kind), argv[2], log);
    return EXIT_SUCCESS;
}
