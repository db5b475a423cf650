#include "cli/commands.h"
#include "cli/import-talk.h"
#include "cli/kind-operand.h"
#include "cli/language.h"
#include "cli/table-output.h"

#include <choucha/comparing.h>
#include <inttypes.h>

typedef struct {
    gboolean full;
    gboolean good_rows;
    gboolean add_items;
    gboolean no_map;
    GPtrArray *titles;
    gint year;
    TableOptions table;
} DiffValues;

static const Option DIFF_OPTIONS[] = {
    {"full", '\0', OPTION_FLAG, offsetof(DiffValues, full), FALSE, NULL,
     N_("tell also what is stored, not ended, and in none of the files"), NULL},
    {"good-rows", '\0', OPTION_FLAG, offsetof(DiffValues, good_rows), FALSE, NULL,
     N_("compare the rows that are right even when others are not"), NULL},
    {"map", '\0', OPTION_PAIRS, offsetof(DiffValues, titles), FALSE, "TITLE=COLUMN",
     N_("say which column a title means, or \"-\" for none"), NULL},
    {"no-map", '\0', OPTION_FLAG, offsetof(DiffValues, no_map), FALSE, NULL,
     N_("leave aside what was said of such tables before"), NULL},
    {"year", '\0', OPTION_YEAR, offsetof(DiffValues, year), FALSE, "YYYY",
     N_("plans: the year of periods that name none"), NULL},
    {"add-items", '\0', OPTION_FLAG, offsetof(DiffValues, add_items), FALSE, NULL,
     N_("plans: take unknown items for new ones"), NULL},
    TABLE_FORMAT_OPTION(DiffValues, table),
    TABLE_ENCODING_OPTION(DiffValues, table),
    TABLE_PATH_OPTION(DiffValues, table),
    {.name = NULL},
};

static void
tell_comparison(Console *console, ChaKind kind, const ChaImportReport *report, gboolean full)
{
    if (full)
        console_say(console,
                    _("%s: %" PRIu64 " read; %" PRIu64 " new, %" PRIu64 " changed, %" PRIu64
                      " unchanged, %" PRIu64 " missing, %" PRIu64 " left out"),
                    cha_kind_name(kind), report->rows, report->added, report->changed, report->unchanged,
                    report->missing, report->left_out);
    else
        console_say(console,
                    _("%s: %" PRIu64 " read; %" PRIu64 " new, %" PRIu64 " changed, %" PRIu64
                      " unchanged, %" PRIu64 " left out"),
                    cha_kind_name(kind), report->rows, report->added, report->changed, report->unchanged,
                    report->left_out);
}

static Answer
compare(Session *session, ChaKind kind, const char *const *paths, const ChaImportOptions *options,
        const TableOptions *table, GError **error)
{
    ChaTableOutput target = {.write = output_write};
    g_autoptr(ChaStore) store = NULL;
    g_autoptr(Output) output = NULL;
    g_autoptr(ChaImportReport) report = NULL;
    gboolean compared = FALSE;

    if (!table_options_read(table, &target.format, error))
        return ANSWER_FAILED;
    store = session_open(session, SESSION_READ, error);
    output = store != NULL ? table_options_open(table, error) : NULL;
    if (output == NULL)
        return ANSWER_FAILED;
    target.data = output;
    compared =
        cha_diff(store, kind, paths, options, console_progress, &session->console, &target, &report, error);
    if (report != NULL)
        talk_import_issues(&session->console, report, FALSE);
    if (!compared || !output_finish(output, error))
        return ANSWER_FAILED;
    g_assert(report != NULL);
    tell_comparison(&session->console, kind, report, options->full);
    return report->added + report->changed + report->missing + report->left_out > 0 ? ANSWER_NOT_ALL_GOOD
                                                                                    : ANSWER_GOOD;
}

static Answer
run_diff(Session *session, gconstpointer data, char **operands, GError **error)
{
    const DiffValues *values = data;
    g_autofree ChaTitle *titles = NULL;
    ChaImportOptions options = {
        .full = values->full,
        .good_rows = values->good_rows,
        .add_items = values->add_items,
        .year = values->year,
        .no_map = values->no_map,
    };
    ChaKind kind = CHA_KIND_DEPARTMENTS;

    if (!kind_operand_read(operands[0], &kind, error))
        return ANSWER_FAILED;
    titles = titles_from_pairs(kind, values->titles, error);
    if (titles == NULL)
        return ANSWER_FAILED;
    options.titles = titles;
    options.n_titles = values->titles->len;
    return compare(session, kind, (const char *const *)operands + 1, &options, &values->table, error);
}

static const Operand DIFF_OPERANDS[] = {{.name = "KIND"},
                                        {.name = "FILE", .repeated = TRUE, .path = TRUE},
                                        {.name = NULL}};

const Command diff_command = {
    .name = "diff",
    .group = GROUP_RECORDS,
    .summary = N_("compare tables with what is stored"),
    .description = N_("Reads the files as `import` would and writes a table of what they would change:\n"
                      "change (new, changed, missing), key, column, old and new text; a row for each\n"
                      "column. With --full also records that are stored, not ended, and in none of the\n"
                      "files. Nothing is stored."),
    .not_all_good = N_("there are differences, or rows were left out (--good-rows)"),
    .example = "diff targets targets.csv --full -o differences.xlsx",
    .operands = DIFF_OPERANDS,
    .options = DIFF_OPTIONS,
    .values_size = sizeof(DiffValues),
    .run = run_diff,
};
