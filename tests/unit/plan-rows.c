/* Which rows of a table are plans, and what merged cells say of them. */
#include "exchange/plan/plan-rows.h"

#include <inttypes.h>
#include <string.h>

typedef struct {
    const char *name;
    const char *table;
    /* Line by line: plans as ROW:ITEMS|OBJECT|SAMPLE|INITIATOR|PARTICIPANTS (line ends as '/'),
     * a '?' behind what is doubtful; then the rows of notes. */
    const char *expected;
} Case;

#define HEADER "序号,抽查领域,抽查事项,检查对象,抽查比例,发起部门,配合部门,抽查时间\n"

static const Case CASES[] = {
    {"own", "计划编号,抽查事项,检查对象,抽查比例,发起部门,配合部门\nP1,甲,乙,5%,丙,\nP2,甲,,5%,丙,\n",
     "2:甲|乙|5%|丙|\n3:甲||5%|丙|\n"},
    {"own-blank-name", "计划编号,抽查事项,抽查比例,发起部门\nP1,甲,5%,丙\n,,5%,丙\n",
     "2:甲||5%|丙|\n3:||5%|丙|\n"},
    {"own-more-items", "计划编号,抽查事项,抽查比例,发起部门\nP1,甲,5%,丙\n,乙,,\n",
     "2:甲/乙||5%|丙|\nnote 3\n"},
    {"items", HEADER "1,领,甲,对,5%,丙,丁,3月\n,,乙,,,,,\n,,丙,,,,,\n2,域,己,象,6%,庚,,4月\n",
     "2:甲/乙/丙|对|5%|丙|丁\n5:己|象|6%|庚|\nnote 3\nnote 4\n"},
    {"own-object-and-sample", HEADER "1,领,甲,对,5%,丙,丁,3月\n,,乙,象,6%,,,\n",
     "2:甲|对|5%|丙|丁\n3:乙|象|6%|丙|丁\nnote 3\n"},
    {"own-object", HEADER "1,领,甲,对,5%,丙,丁,3月\n,,乙,象,,,,\n",
     "2:甲|对|5%|丙|丁\n3:乙|象|5%|丙|丁\nnote 3\n"},
    {"other-object", HEADER "1,领,甲,对,5%,丙,丁,3月\n,,,象,6%,,,\n",
     "2:甲|对|5%|丙|丁\n3:甲|象|6%|丙|丁\nnote 3\n"},
    {"own-sample", HEADER "1,领,甲,对,5%,丙,丁,3月\n,,乙,,6%,,,\n",
     "2:甲|对|5%|丙|丁\n3:乙|对?|6%|丙|丁\nnote 3\n"},
    /* Who has an initiator of its own has its own participants, or none. */
    {"own-initiator", HEADER "1,领,甲,对,5%,丙,丁,3月\n,,乙,象,6%,戊,,\n",
     "2:甲|对|5%|丙|丁\n3:乙|象|6%|戊|\nnote 3\n"},
    {"from-two-rows", HEADER "1,领,甲,对,5%,丙,丁,3月\n,,乙,象,6%,戊,己,\n,,,像,7%,,,\n",
     "2:甲|对|5%|丙|丁\n3:乙|象|6%|戊|己\n4:乙|像|7%|戊|己\nnote 3\nnote 4\nnote 4\n"},
    {"next-number", HEADER "1,领,甲,对,5%,丙,丁,3月\n2,域,乙,象,6%,,,\n3,域,己,象,7%,,,\n",
     "2:甲|对|5%|丙|丁\n3:乙|象|6%|丙|丁\n4:己|象|7%|丙|丁\nnote 3\nnote 4\n"},
    {"next-number-without-object", HEADER "1,领,甲,对,5%,丙,丁,3月\n2,域,乙,,6%,丙,,3月\n",
     "2:甲|对|5%|丙|丁\n3:乙||6%|丙|\n"},
    {"notes-and-sums",
     HEADER "1,领,甲,对,5%,丙,丁,3月\n合计,1项,,,,,,\n备注：甲,,,,,,,\n注:乙,,,,,,,\n填表人：丙,,,,,,,\n",
     "2:甲|对|5%|丙|丁\nnote 3\nnote 4\nnote 5\nnote 6\n"},
    {"sections",
     HEADER "一、农业,,,,,,,\n1,领,甲,对,5%,丙,丁,3月\n二、商务,,,,,,,\n1,领,乙,对,5%,丙,丁,3月\n",
     "3:甲|对|5%|丙|丁\n5:乙|对|5%|丙|丁\nnote 2\nnote 4\n"},
    {"sections-with-numbers",
     HEADER "（一）,农业,,,,,,\n1,领,甲,对,5%,丙,丁,3月\n二,商务,,,,,,\n2,领,乙,对,5%,丙,丁,3月\n",
     "3:甲|对|5%|丙|丁\n5:乙|对|5%|丙|丁\nnote 2\nnote 4\n"},
    {"sum-in-second-column", HEADER "1,领,甲,对,5%,丙,丁,3月\n,合  计,,,10户,,,\n,2.附注,,,,,,\n",
     "2:甲|对|5%|丙|丁\nnote 3\nnote 4\n"},
    /* Somebody else may take part in a row that has all else of its own. */
    {"blank-participants", HEADER "1,领,甲,对,5%,丙,丁,3月\n2,域,乙,象,6%,,,4月\n",
     "2:甲|对|5%|丙|丁\n3:乙|象|6%|丙|丁?\nnote 3\n"},
    {"header-again", HEADER "1,领,甲,对,5%,丙,丁,3月\n" HEADER "2,领,乙,对,5%,丙,丁,3月\n",
     "2:甲|对|5%|丙|丁\n4:乙|对|5%|丙|丁\nnote 3\n"},
    {"two-header-rows", "序号,抽查事项,检查对象,抽查比例,部门,\n,,,,发起部门,配合部门\n1,甲,对,5%,丙,丁\n",
     "3:甲|对|5%|丙|丁\n"},
    {"fault", "序号,抽查事项,检查对象,抽查比例,发起部门,配合部门\n1,甲,对,5%,丙,丁,戊\n2,乙,对,5%,丙,\n",
     "2:甲|对|5%|丙|丁\n3:乙|对|5%|丙|\n"},
    {"nothing", HEADER, ""},
};

static void
append(GString *found, const PlanRow *plan, const char *column, const char *separator)
{
    int index = kind_find_column(kind_get(CHA_KIND_PLANS), column);
    const char *cell = plan->row.cells[index];
    g_autofree char *text = g_strdelimit(g_strdup(cell != NULL ? cell : ""), "\n", '/');

    g_string_append_printf(found, "%s%s%s", separator, text, plan->is_doubtful[index] ? "?" : "");
}

static void
append_notes(GString *found, IssueLog *log)
{
    g_autoptr(GPtrArray) issues = issue_log_steal(log);

    for (guint i = 0; i < issues->len; i++) {
        const ChaIssue *issue = g_ptr_array_index(issues, i);

        g_assert_cmpint(issue->severity, ==, CHA_SEVERITY_NOTE);
        if (issue->row > 1)
            g_string_append_printf(found, "note %" PRIu64 "\n", issue->row);
    }
}

static void
test_case(gconstpointer data)
{
    const Case *wanted = data;
    const Kind *kind = kind_get(CHA_KIND_PLANS);
    g_autoptr(IssueLog) log = issue_log_new();
    g_autoptr(ColumnNames) names = column_names_new(kind);
    g_autoptr(GBytes) bytes = g_bytes_new_static(wanted->table, strlen(wanted->table));
    g_autoptr(GError) error = NULL;
    Decoder *decoder = decoder_new(bytes, &error);
    g_autoptr(ImportTable) table = import_table_new(names, kind, decoder, "table.csv", 0, log);
    g_autoptr(PlanRows) rows = NULL;
    g_autoptr(GString) found = g_string_new(NULL);
    PlanRow *plan = NULL;

    g_assert_nonnull(table);
    rows = plan_rows_new(table, log);
    while (plan_rows_next(rows, &plan) && plan != NULL) {
        g_string_append_printf(found, "%" PRIu64 ":", plan->row.number);
        append(found, plan, "items", "");
        append(found, plan, "object_type", "|");
        append(found, plan, "sample", "|");
        append(found, plan, "initiator", "|");
        append(found, plan, "participants", "|");
        g_string_append_c(found, '\n');
    }
    append_notes(found, log);
    g_assert_cmpstr(found->str, ==, wanted->expected);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *path = g_strconcat("/plan-rows/", CASES[i].name, NULL);

        g_test_add_data_func(path, &CASES[i], test_case);
    }
    return g_test_run();
}
