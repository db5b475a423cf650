/* What must hold between the columns of a plan, and between plans. */
#include "base/i18n.h"
#include "base/text.h"
#include "domain/plan.h"
#include "office/enrolling-private.h"

#include <string.h>

/* A plan of this import. */
typedef struct {
    guint64 row;
    char *name;
    guint times;
} NewPlan;

/* A plan as it will be, whoever has it. */
typedef struct {
    const char *name;
    guint times;
    guint64 row; /* 0: in the store only */
} KnownPlan;

struct PlanRules {
    GHashTable *stored; /* borrowed: name → GStrv */
    GPtrArray *plans;   /* (element-type NewPlan) */
};

static void
new_plan_free(gpointer data)
{
    NewPlan *plan = data;

    g_free(plan->name);
    g_free(plan);
}

PlanRules *
plan_rules_new(GHashTable *stored)
{
    PlanRules *rules = g_new0(PlanRules, 1);

    rules->stored = stored;
    rules->plans = g_ptr_array_new_with_free_func(new_plan_free);
    return rules;
}

void
plan_rules_free(PlanRules *rules)
{
    if (rules == NULL)
        return;
    g_ptr_array_unref(rules->plans);
    g_free(rules);
}

static guint
column_of(const char *name)
{
    int column = kind_find_column(kind_get(CHA_KIND_PLANS), name);

    g_assert(column >= 0);
    return (guint)column;
}

/* The row read last: its texts, and where errors go. */
typedef struct {
    const Import *import;
    const char *const *texts;
    gboolean is_right;
} Row;

/* What the plan will have in a column, defaults applied. */
static const char *
value_of(const Row *row, const char *column)
{
    guint index = column_of(column);

    return kind_value(kind_get(CHA_KIND_PLANS), index,
                      record_reader_value(row->import->reader, row->texts, index));
}

/* An error at @column, or of the row when its file lacks the column. */
static void
fail(Row *row, const char *column, char *rule, char *remedy)
{
    guint index = column_of(column);
    gboolean is_there = row->texts[index] != NULL;

    row->is_right = FALSE;
    record_reader_fail(row->import->reader, is_there ? (int)index : -1, is_there ? row->texts[index] : NULL,
                       rule, remedy);
}

/* The initiator takes part anyway. */
static void
drop_initiator(const Import *import, const char **texts)
{
    guint participants = column_of("participants");
    const char *initiator = record_reader_value(import->reader, texts, column_of("initiator"));
    g_autoptr(GPtrArray) listed = NULL;
    g_autofree char *others = NULL;

    if (texts[participants] == NULL)
        return;
    listed = text_split(texts[participants]);
    for (guint i = 0; i < listed->len; i++) {
        if (strcmp(g_ptr_array_index(listed, i), initiator) != 0)
            continue;
        record_reader_note(import->reader, (int)participants, texts[participants],
                           _("the initiator is left out of the participants"), NULL);
        g_ptr_array_remove_index(listed, i);
        others = text_join_set(listed);
        texts[participants] = record_reader_keep(import->reader, others);
        return;
    }
}

static gboolean
contains(GPtrArray *texts, const char *text)
{
    return g_ptr_array_find_with_equal_func(texts, text, g_str_equal, NULL);
}

static void
check_items(Row *row)
{
    g_autoptr(GPtrArray) items = text_split(value_of(row, "items"));
    g_autoptr(GPtrArray) departments = text_split(value_of(row, "participants"));

    g_ptr_array_add(departments, g_strdup(value_of(row, "initiator")));
    for (guint i = 0; i < items->len; i++) {
        const char *item = g_ptr_array_index(items, i);
        const char *department = known_lists_item_department(row->import->lists, item);

        if (department == NULL || contains(departments, department))
            continue; /* an unknown item was reported when it was read */
        fail(row, "items",
             g_strdup_printf(_("item %s belongs to department %s, which takes no part"), item, department),
             g_strdup_printf(_("add %s to the participants, or leave the item out"), department));
    }
}

/* Subordinates have the name of their department in a bundle, and more. */
static void
check_level(Row *row)
{
    Level level = level_from_name(value_of(row, "level"));
    g_autoptr(GPtrArray) departments = text_split(value_of(row, "participants"));

    g_ptr_array_add(departments, g_strdup(value_of(row, "initiator")));
    for (guint i = 0; i < departments->len; i++) {
        const char *department = g_ptr_array_index(departments, i);

        if (!level_can_name(department, level))
            fail(
                row, "level",
                g_strdup_printf(_("the code of department %s is too long for this, or has an @"), department),
                g_strdup(_("use a department whose code has at most 51 bytes and no @")));
    }
}

static void
check_times(Row *row, ChaDay start, ChaDay end)
{
    guint times = (guint)g_ascii_strtoull(value_of(row, "times"), NULL, 10);
    guint months = plan_months(start, end);
    g_autoptr(GPtrArray) campaigns = text_split(value_of(row, "campaigns"));
    g_autofree char *last = g_strdup_printf("%s.%u", row->texts[0], times);

    if (times > months)
        fail(row, "times",
             g_strdup_printf(_("%u drawings, but the period has %u calendar months"), times, months),
             g_strdup(_("draw at most once a month, or make the period longer")));
    if (campaigns->len > 0 && campaigns->len != times)
        fail(row, "campaigns", g_strdup_printf(_("%u quarters for %u drawings"), campaigns->len, times),
             g_strdup(_("name one quarter for each drawing, in order; the same may come again")));
    if (times > 1 && strlen(last) > TEXT_IDENTIFIER_MAX)
        fail(row, "plan", g_strdup_printf(_("too long for the name of a drawing, %s"), last),
             g_strdup_printf(_("use at most %u bytes with their number"), TEXT_IDENTIFIER_MAX));
}

static void
check_days(Row *row)
{
    ChaDay start;
    ChaDay end;

    if (!cha_day_from_text(value_of(row, "start"), &start) || !cha_day_from_text(value_of(row, "end"), &end))
        return; /* a new plan without the column, which is reported later */
    if (end < start)
        fail(row, "end",
             g_strdup_printf(_("the period ends before it starts, on %s"), value_of(row, "start")),
             g_strdup(_("exchange the days, or correct the year")));
    else
        check_times(row, start, end);
}

gboolean
plan_rules_check_row(PlanRules *rules, const Import *import, guint64 row_number, const char **texts)
{
    Row row = {import, texts, TRUE};
    NewPlan *plan;

    drop_initiator(import, texts);
    check_items(&row);
    check_level(&row);
    check_days(&row);
    if (!row.is_right)
        return FALSE;
    plan = g_new0(NewPlan, 1);
    plan->row = row_number;
    plan->name = g_strdup(texts[0]);
    plan->times = (guint)g_ascii_strtoull(value_of(&row, "times"), NULL, 10);
    g_ptr_array_add(rules->plans, plan);
    return TRUE;
}

static void
add_known(GHashTable *index, const char *name, guint times, guint64 row)
{
    g_autofree char *key = g_ascii_strdown(name, -1);
    GPtrArray *alike = g_hash_table_lookup(index, key);
    KnownPlan known = {name, times, row};

    if (alike == NULL) {
        alike = g_ptr_array_new_with_free_func(g_free);
        g_hash_table_insert(index, g_steal_pointer(&key), alike);
    }
    for (guint i = 0; i < alike->len; i++) {
        if (strcmp(((KnownPlan *)g_ptr_array_index(alike, i))->name, name) == 0)
            return; /* the import's own goes before the stored one */
    }
    g_ptr_array_add(alike, g_memdup2(&known, sizeof known));
}

/* Names that rows contradict each other about: none of them will be stored. */
static GHashTable *
find_bad_names(const PlanRules *rules, const Import *import)
{
    GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < rules->plans->len; i++) {
        const NewPlan *plan = g_ptr_array_index(rules->plans, i);

        if (g_hash_table_contains(import->bad_rows, &plan->row))
            g_hash_table_add(names, plan->name);
    }
    return names;
}

/* All plans as they will be, by name in small letters: arrays of KnownPlan. */
static GHashTable *
index_plans(const PlanRules *rules, const Import *import)
{
    GHashTable *index =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GHashTable) bad_names = find_bad_names(rules, import);
    GHashTableIter stored;
    gpointer name;
    gpointer record;

    for (guint i = 0; i < rules->plans->len; i++) {
        const NewPlan *plan = g_ptr_array_index(rules->plans, i);

        if (!g_hash_table_contains(bad_names, plan->name))
            add_known(index, plan->name, plan->times, plan->row);
    }
    g_hash_table_iter_init(&stored, rules->stored);
    while (g_hash_table_iter_next(&stored, &name, &record))
        add_known(index, name, (guint)g_ascii_strtoull(((char **)record)[column_of("times")], NULL, 10), 0);
    return index;
}

static void
fail_name(Import *import, guint64 row, const char *name, char *rule)
{
    import_fail_row(import, row, (int)column_of("plan"), name, rule,
                    g_strdup(_("give one of them another name")));
}

/* Plans of this import in @alike that are not the only one. */
static void
check_case(GPtrArray *alike, Import *import)
{
    for (guint i = 0; i < alike->len && alike->len > 1; i++) {
        const KnownPlan *plan = g_ptr_array_index(alike, i);
        const KnownPlan *other = g_ptr_array_index(alike, i == 0 ? 1 : 0);

        if (plan->row != 0)
            fail_name(import, plan->row, plan->name,
                      g_strdup_printf(_("differs from plan %s only in capital letters"), other->name));
    }
}

/* A plan of whose drawings @name would be one, and the number of that. */
static const KnownPlan *
find_drawn_plan(GHashTable *index, const char *name, guint64 *ret_number)
{
    g_autofree char *key = g_ascii_strdown(name, -1);
    char *point = strrchr(key, '.');
    GPtrArray *alike;

    if (point == NULL || point[1] == '0' ||
        !g_ascii_string_to_unsigned(point + 1, 10, 1, G_MAXUINT, ret_number, NULL))
        return NULL;
    *point = '\0';
    alike = g_hash_table_lookup(index, key);
    for (guint i = 0; alike != NULL && i < alike->len; i++) {
        const KnownPlan *known = g_ptr_array_index(alike, i);

        if (known->times > 1 && known->times >= *ret_number)
            return known;
    }
    return NULL;
}

/* P.k is the name of a drawing of P, and may be no other plan. */
static void
check_drawings(const KnownPlan *plan, GHashTable *index, Import *import)
{
    guint64 number = 0;
    const KnownPlan *drawn = find_drawn_plan(index, plan->name, &number);

    if (drawn == NULL)
        return;
    if (plan->row != 0)
        fail_name(import, plan->row, plan->name,
                  g_strdup_printf(_("drawing %u of plan %s has this name"), (guint)number, drawn->name));
    else if (drawn->row != 0)
        fail_name(
            import, drawn->row, drawn->name,
            g_strdup_printf(_("its drawing %u would be named like plan %s"), (guint)number, plan->name));
}

void
plan_rules_check_names(PlanRules *rules, Import *import)
{
    g_autoptr(GHashTable) index = index_plans(rules, import);
    g_autoptr(GPtrArray) keys = g_ptr_array_new();
    GHashTableIter plans;
    gpointer key;

    g_hash_table_iter_init(&plans, index);
    while (g_hash_table_iter_next(&plans, &key, NULL))
        g_ptr_array_add(keys, key);
    g_ptr_array_sort(keys, text_compare_pointers);
    for (guint i = 0; i < keys->len; i++) {
        GPtrArray *alike = g_hash_table_lookup(index, g_ptr_array_index(keys, i));

        check_case(alike, import);
        for (guint k = 0; k < alike->len; k++)
            check_drawings(g_ptr_array_index(alike, k), index, import);
    }
}
