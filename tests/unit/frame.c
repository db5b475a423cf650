/* Frames from a small registry: who is in, who is left out, which strata. */
#include "domain/frame.h"
#include "domain/district.h"
#include "support/records.h"

#include <string.h>

typedef struct {
    GPtrArray *plans;
    GPtrArray *drawings;
    GPtrArray *rows; /* GString of each frame */
    FrameBuilder *builder;
} Fixture;

static gboolean
keep_rows(guint drawing, const char *rows, gsize length, gpointer data, GError **error)
{
    const Fixture *fixture = data;

    (void)error;
    g_string_append_len(g_ptr_array_index(fixture->rows, drawing), rows, (gssize)length);
    return TRUE;
}

/* Target T3 was visited twice by SCJG this year. */
static guint
visits_so_far(const char *department, const char *target, gpointer data)
{
    (void)data;
    return strcmp(department, "SCJG") == 0 && strcmp(target, "T3") == 0 ? 2 : 0;
}

static void
free_string(gpointer string)
{
    g_string_free(string, TRUE);
}

static void
fixture_begin(Fixture *fixture, Plan *plan, ...)
{
    g_autoptr(DueLedger) ledger = due_ledger_new();
    va_list more;

    fixture->plans = g_ptr_array_new_with_free_func((GDestroyNotify)plan_free);
    fixture->rows = g_ptr_array_new_with_free_func(free_string);
    va_start(more, plan);
    for (; plan != NULL; plan = va_arg(more, Plan *))
        g_ptr_array_add(fixture->plans, plan);
    va_end(more);
    fixture->drawings = due_drawings(fixture->plans, ledger);
    for (guint i = 0; i < fixture->drawings->len; i++)
        g_ptr_array_add(fixture->rows, g_string_new(NULL));
    fixture->builder = frame_builder_new(fixture->drawings, keep_rows, visits_so_far, fixture);
}

static void
add(Fixture *fixture, const char *target, const char *district, const char *types, const char *risk,
    const char *status)
{
    const char *texts[KIND_MAX_COLUMNS];
    g_autoptr(GError) error = NULL;

    record_fill(CHA_KIND_TARGETS, texts, "target", target, "district", district, "object_types", types,
                "risk", risk, "status", status, NULL);
    g_assert_true(frame_builder_add(fixture->builder, texts, &error));
    g_assert_no_error(error);
}

static void
fixture_build(Fixture *fixture)
{
    g_autoptr(GError) error = NULL;

    frame_builder_watch(fixture->builder, "T2");
    add(fixture, "T1", "410702", "学校", "A", "");
    add(fixture, "T2", "410702", "学校;餐饮服务单位", "D", "active");
    add(fixture, "T3", "410703", "餐饮服务单位", "B", "");
    add(fixture, "T4", "410703", "餐饮服务单位", "", "");
    add(fixture, "T5", "410726", "餐饮服务单位", "A", "");
    add(fixture, "T6", "410781", "餐饮服务单位", "A", "ended");
    g_assert_true(frame_builder_finish(fixture->builder, &error));
    g_assert_no_error(error);
}

static void
fixture_end(Fixture *fixture)
{
    frame_builder_free(fixture->builder);
    g_ptr_array_unref(fixture->rows);
    g_ptr_array_unref(fixture->drawings);
    g_ptr_array_unref(fixture->plans);
}

static void
assert_rows(const Fixture *fixture, guint drawing, const char *expected)
{
    const GString *rows = g_ptr_array_index(fixture->rows, drawing);
    g_autofree char *whole = g_strconcat(FRAME_HEADER, expected, NULL);

    g_assert_cmpstr(rows->str, ==, whole);
}

/* The strata of a drawing as "stratum/pool=population", joined by blanks. */
static void
assert_strata(const Fixture *fixture, guint drawing, const char *expected)
{
    g_autoptr(GPtrArray) strata = frame_builder_strata(fixture->builder, drawing);
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < strata->len; i++) {
        const FrameStratum *stratum = g_ptr_array_index(strata, i);

        g_string_append_printf(text, "%s%s:%s=%u", i > 0 ? " " : "", stratum->stratum, stratum->pool,
                               (guint)stratum->population);
    }
    g_assert_cmpstr(text->str, ==, expected);
}

static void
test_types_and_districts(void)
{
    Fixture fixture = {NULL};

    fixture_begin(
        &fixture, plan_with("plan", "P1", NULL), plan_with("plan", "P2", "object_type", "学校", NULL),
        plan_with("plan", "P3", "districts", "410703;410781", "object_type", "餐饮服务单位;学校", NULL),
        plan_with("plan", "P4", "districts", "410700", NULL), NULL);
    fixture_build(&fixture);
    assert_rows(&fixture, 0, "T1,all,410702\nT2,all,410702\nT3,all,410703\nT4,all,410703\nT5,all,410726\n");
    assert_rows(&fixture, 1, "T1,all,410702\nT2,all,410702\n");
    assert_rows(&fixture, 2, "T3,all,410703\nT4,all,410703\n");
    assert_rows(&fixture, 3, "T1,all,410702\nT2,all,410702\nT3,all,410703\nT4,all,410703\nT5,all,410726\n");
    assert_strata(&fixture, 0, "all:all=5");
    g_assert_cmpuint(frame_builder_distinct_targets(fixture.builder), ==, 5);
    fixture_end(&fixture);
}

static void
test_strata(void)
{
    Fixture fixture = {NULL};

    fixture_begin(&fixture, plan_with("plan", "P1", "stratify", "district", NULL),
                  plan_with("plan", "P2", "sample", "A 1%; D 100%", NULL),
                  plan_with("plan", "P3", "sample", "A 1%; B 50%", "stratify", "district", NULL), NULL);
    fixture_build(&fixture);
    assert_strata(&fixture, 0, "410702:all=2 410703:all=2 410726:all=1");
    assert_strata(&fixture, 1, "A:A=2 B:B=1 D:D=1");
    assert_strata(&fixture, 2, "410702/A:A=1 410702/D:D=1 410703/B:B=1 410726/A:A=1");
    assert_rows(&fixture, 2,
                "T1,410702/A,410702\nT2,410702/D,410702\nT3,410703/B,410703\nT5,410726/A,410726\n");
    fixture_end(&fixture);
}

/* A target with all that conditions ask about. */
static void
add_whole(Fixture *fixture, const char *target, const char *industry, const char *risk, const char *address,
          const char *status)
{
    const char *texts[KIND_MAX_COLUMNS];
    g_autoptr(GError) error = NULL;

    record_fill(CHA_KIND_TARGETS, texts, "target", target, "district", "410702", "object_types", "商店",
                "industry", industry, "risk", risk, "address", address, "status", status, NULL);
    g_assert_true(frame_builder_add(fixture->builder, texts, &error));
    g_assert_no_error(error);
}

static void
build_with_conditions(Fixture *fixture)
{
    g_autoptr(GError) error = NULL;

    add_whole(fixture, "T1", "F5213", "C", "新乡市红旗区平原路１号", "");
    add_whole(fixture, "T2", "5212", "D", "新乡市红旗区和平路2号", "");
    add_whole(fixture, "T3", "H6210", "C", "新乡市卫滨区平原路3号", "active");
    add_whole(fixture, "T4", "批发和零售业", "", "平原路 1 号", "");
    add_whole(fixture, "T5", "F5213", "C", "平原路5号", "ended");
    add_whole(fixture, "T6", "", "A", "", "");
    g_assert_true(frame_builder_finish(fixture->builder, &error));
    g_assert_no_error(error);
}

/* The list of a plan, of targets in byte order that end with NULL. */
static Plan *
listing(Plan *plan, const char *target, ...)
{
    va_list more;

    plan->listed = g_ptr_array_new_with_free_func(g_free);
    va_start(more, target);
    for (; target != NULL; target = va_arg(more, const char *))
        g_ptr_array_add(plan->listed, g_strdup(target));
    va_end(more);
    return plan;
}

static void
test_conditions(void)
{
    Fixture fixture = {NULL};

    fixture_begin(&fixture, plan_with("plan", "P1", "industries", "F", NULL),
                  plan_with("plan", "P2", "industries", "F521;H", "risks", "C", NULL),
                  plan_with("plan", "P3", "address_contains", "平原路1号;和平路", NULL),
                  listing(plan_with("plan", "P4", NULL), "T1", "T3", "T5", NULL),
                  listing(plan_with("plan", "P5", "risks", "C;D", "address_contains", "红旗区", NULL), "T0",
                          "T2", "T3", "T6", "T9", NULL),
                  plan_with("plan", "P6", NULL), NULL);
    build_with_conditions(&fixture);
    assert_rows(&fixture, 0, "T1,all,410702\nT2,all,410702\nT4,all,410702\n");
    assert_rows(&fixture, 1, "T1,all,410702\nT3,all,410702\n");
    /* Width and blanks of an address make no difference. */
    assert_rows(&fixture, 2, "T1,all,410702\nT2,all,410702\nT4,all,410702\n");
    assert_rows(&fixture, 3, "T1,all,410702\nT3,all,410702\n");
    assert_rows(&fixture, 4, "T2,all,410702\n");
    assert_strata(&fixture, 5, "all:all=5");
    assert_strata(&fixture, 4, "all:all=1");
    fixture_end(&fixture);
}

static void
test_narrowing(void)
{
    Fixture fixture = {NULL};
    const FrameNarrowing *narrowing;

    fixture_begin(
        &fixture,
        plan_with("plan", "P1", "industries", "F", "risks", "D", "address_contains", "平原路", NULL),
        listing(plan_with("plan", "P2", "risks", "C;D", NULL), "T2", "T4", "T5", "T6", NULL), NULL);
    build_with_conditions(&fixture);
    narrowing = frame_builder_narrowing(fixture.builder, 0);
    g_assert_cmpuint(narrowing->unmet[CONDITION_INDUSTRIES], ==, 2); /* T3, T6 */
    g_assert_cmpuint(narrowing->unmet[CONDITION_RISKS], ==, 2);      /* T1, T4 */
    g_assert_cmpuint(narrowing->unmet[CONDITION_ADDRESS], ==, 1);    /* T2 */
    g_assert_cmpuint(narrowing->unmet[CONDITION_LISTED], ==, 0);
    assert_rows(&fixture, 0, "");
    narrowing = frame_builder_narrowing(fixture.builder, 1);
    g_assert_cmpuint(narrowing->unmet[CONDITION_LISTED], ==, 2); /* T1, T3 */
    g_assert_cmpuint(narrowing->listed_ended, ==, 1);
    g_assert_cmpstr(narrowing->ended_example, ==, "T5");
    g_assert_cmpuint(narrowing->listed_unmet, ==, 2);
    g_assert_cmpstr(narrowing->unmet_example, ==, "T4");
    g_assert_cmpuint(narrowing->unmet_by, ==, CONDITION_RISKS);
    fixture_end(&fixture);
}

/* The cap comes before the risk: each target is left out by one rule. */
static void
test_exclusions(void)
{
    Fixture fixture = {NULL};
    GPtrArray *exclusions;

    fixture_begin(&fixture, plan_with("plan", "P1", "cap", "2", "sample", "A 10%", NULL),
                  plan_with("plan", "P2", "cap", "3", NULL), NULL);
    fixture_build(&fixture);
    exclusions = frame_builder_exclusions(fixture.builder, 0);
    g_assert_cmpuint(exclusions->len, ==, 2);
    g_assert_cmpstr(((FrameExclusion *)exclusions->pdata[0])->target, ==, "T3");
    g_assert_cmpstr(((FrameExclusion *)exclusions->pdata[0])->rule, ==, "cap");
    g_assert_cmpstr(((FrameExclusion *)exclusions->pdata[1])->target, ==, "T4");
    g_assert_cmpstr(((FrameExclusion *)exclusions->pdata[1])->rule, ==, "risk");
    g_assert_cmpuint(frame_builder_exclusions(fixture.builder, 1)->len, ==, 0);
    fixture_end(&fixture);
}

static void
test_groups(void)
{
    Fixture fixture = {NULL};
    const FrameGroup *group;
    GPtrArray *groups;
    guint64 targets = 0;

    fixture_begin(&fixture, plan_with("plan", "P1", NULL),
                  plan_with("plan", "P2", "object_type", "学校", NULL), NULL);
    fixture_build(&fixture);
    group = frame_builder_group_of(fixture.builder, "T2");
    g_assert_nonnull(group);
    g_assert_cmpstr(group->district, ==, "410702");
    g_assert_cmpuint(group->n_drawings, ==, 2);
    g_assert_cmpuint(group->targets, ==, 2);
    g_assert_null(frame_builder_group_of(fixture.builder, "T9"));
    groups = frame_builder_groups(fixture.builder);
    for (guint i = 0; i < groups->len; i++)
        targets += ((const FrameGroup *)g_ptr_array_index(groups, i))->targets;
    g_assert_cmpuint(targets, ==, 5);
    fixture_end(&fixture);
}

static void
test_districts(void)
{
    g_autoptr(GPtrArray) registry = g_ptr_array_new();
    g_autoptr(GPtrArray) codes = g_ptr_array_new();
    g_autofree char *expanded = NULL;
    g_autofree char *alone = NULL;

    g_assert_true(district_covers("410702", "410702"));
    g_assert_false(district_covers("410702", "410703"));
    g_assert_true(district_covers("410700", "410702"));
    g_assert_true(district_covers("410000", "410702"));
    g_assert_false(district_covers("410700", "410802"));
    g_ptr_array_add(registry, (gpointer) "410702");
    g_ptr_array_add(registry, (gpointer) "410783");
    g_ptr_array_add(registry, (gpointer) "410802");
    g_ptr_array_add(codes, (gpointer) "410700");
    expanded = district_expand(codes, registry);
    g_assert_cmpstr(expanded, ==, "410700;410702;410783");
    codes->pdata[0] = (gpointer) "420000";
    alone = district_expand(codes, registry);
    g_assert_cmpstr(alone, ==, "420000"); /* never empty, which would mean everywhere */
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/frame/types-and-districts", test_types_and_districts);
    g_test_add_func("/frame/strata", test_strata);
    g_test_add_func("/frame/conditions", test_conditions);
    g_test_add_func("/frame/narrowing", test_narrowing);
    g_test_add_func("/frame/exclusions", test_exclusions);
    g_test_add_func("/frame/groups", test_groups);
    g_test_add_func("/frame/districts", test_districts);
    return g_test_run();
}
