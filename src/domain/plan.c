#include "domain/plan.h"

#include "base/text.h"
#include "domain/kind.h"

#include <string.h>

/* The value of a column of the plan's record, defaults applied. */
static const char *
value_of(const char *const *texts, const char *column)
{
    const Kind *kind = kind_get(CHA_KIND_PLANS);
    int index = kind_find_column(kind, column);

    g_assert(index >= 0);
    return kind_value(kind, (guint)index, texts[index]);
}

static gboolean
is_value(const char *const *texts, const char *column, const char *value)
{
    return strcmp(value_of(texts, column), value) == 0;
}

static guint
number_of(const char *const *texts, const char *column)
{
    return (guint)g_ascii_strtoull(value_of(texts, column), NULL, 10);
}

/* The elements of a list, none for "all". */
static GPtrArray *
list_of(const char *const *texts, const char *column)
{
    const char *text = value_of(texts, column);

    return text_split(strcmp(text, "all") == 0 ? "" : text);
}

static GPtrArray *
folded_list_of(const char *const *texts, const char *column)
{
    g_autoptr(GPtrArray) listed = list_of(texts, column);
    GPtrArray *folded = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < listed->len; i++)
        g_ptr_array_add(folded, text_fold(g_ptr_array_index(listed, i)));
    return folded;
}

static ChaDay
day_of(const char *const *texts, const char *column)
{
    ChaDay day = CHA_DAY_NONE;
    gboolean known = cha_day_from_text(value_of(texts, column), &day);

    g_assert(known); /* import let nothing else in */
    return day;
}

static void
read_departments(Plan *plan, const char *const *texts)
{
    g_autoptr(GPtrArray) listed = list_of(texts, "participants");

    plan->participants = g_ptr_array_new_with_free_func(g_free);
    plan->departments = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(plan->departments, g_strdup(plan->initiator));
    for (guint i = 0; i < listed->len; i++) {
        const char *department = g_ptr_array_index(listed, i);

        if (strcmp(department, plan->initiator) == 0)
            continue;
        g_ptr_array_add(plan->participants, g_strdup(department));
        g_ptr_array_add(plan->departments, g_strdup(department));
    }
    g_ptr_array_sort(plan->participants, text_compare_pointers);
    g_ptr_array_sort(plan->departments, text_compare_pointers);
}

static void
read_campaigns(Plan *plan, const char *const *texts)
{
    g_autoptr(GPtrArray) listed = list_of(texts, "campaigns");

    plan->campaigns = g_array_new(FALSE, FALSE, sizeof(Quarter));
    for (guint i = 0; i < listed->len; i++) {
        Quarter quarter = 0;
        gboolean known = quarter_from_text(g_ptr_array_index(listed, i), &quarter);

        g_assert(known);
        g_array_append_val(plan->campaigns, quarter);
    }
}

Plan *
plan_from_texts(const char *const *texts)
{
    Plan *plan = g_new0(Plan, 1);
    gboolean readable = sample_from_text(value_of(texts, "sample"), &plan->sample);

    g_assert(readable);
    plan->plan = g_strdup(value_of(texts, "plan"));
    plan->title = g_strdup(value_of(texts, "title"));
    plan->initiator = g_strdup(value_of(texts, "initiator"));
    read_departments(plan, texts);
    plan->items = list_of(texts, "items");
    plan->object_types = list_of(texts, "object_type");
    plan->districts = list_of(texts, "districts");
    plan->industries = list_of(texts, "industries");
    plan->risks = list_of(texts, "risks");
    plan->addresses = folded_list_of(texts, "address_contains");
    plan->start = day_of(texts, "start");
    plan->end = day_of(texts, "end");
    plan->times = number_of(texts, "times");
    read_campaigns(plan, texts);
    plan->by_district = is_value(texts, "stratify", "district");
    plan->team = number_of(texts, "team");
    plan->reserve = number_of(texts, "reserve");
    plan->cap = number_of(texts, "cap"); /* "none" reads as 0 */
    plan->merge = is_value(texts, "merge", "yes");
    /* Blank: shared tickets serve the merging of visits, and only that. */
    plan->shared_tickets =
        *value_of(texts, "tickets") == '\0' ? plan->merge : is_value(texts, "tickets", "shared");
    plan->disclosure = g_strdup(value_of(texts, "disclosure"));
    plan->level = level_from_name(value_of(texts, "level"));
    return plan;
}

void
plan_free(Plan *plan)
{
    if (plan == NULL)
        return;
    g_free(plan->plan);
    g_free(plan->title);
    g_free(plan->initiator);
    g_ptr_array_unref(plan->participants);
    g_ptr_array_unref(plan->departments);
    g_ptr_array_unref(plan->items);
    g_ptr_array_unref(plan->object_types);
    g_ptr_array_unref(plan->districts);
    g_ptr_array_unref(plan->industries);
    g_ptr_array_unref(plan->risks);
    g_ptr_array_unref(plan->addresses);
    g_clear_pointer(&plan->listed, g_ptr_array_unref);
    g_array_unref(plan->campaigns);
    g_free(plan->disclosure);
    g_free(plan->joint);
    g_free(plan);
}

void
plan_join(Plan *plan, const char *joint)
{
    g_assert(plan->joint == NULL);
    plan->joint = g_strdup(joint);
    plan->merge = TRUE;
    plan->shared_tickets = TRUE;
}

gboolean
plan_is_joint(const Plan *plan)
{
    return plan->participants->len > 0 || plan->joint != NULL;
}

/* Months counted from year 0. */
static gint
month_number(ChaDay day)
{
    gint year, month, day_of_month;

    cha_day_parts(day, &year, &month, &day_of_month);
    return year * 12 + month - 1;
}

static ChaDay
first_day_of_month(gint month_number)
{
    ChaDay day = CHA_DAY_NONE;
    gboolean known = cha_day_from_parts(month_number / 12, month_number % 12 + 1, 1, &day);

    g_assert(known);
    return day;
}

guint
plan_months(ChaDay start, ChaDay end)
{
    return (guint)(month_number(end) - month_number(start) + 1);
}

void
plan_run(const Plan *plan, guint number, ChaDay *ret_start, ChaDay *ret_end)
{
    guint months = plan_months(plan->start, plan->end);
    guint share = months / plan->times;
    guint longer = months % plan->times; /* as many runs have a month more */
    guint before = (number - 1) * share + MIN(number - 1, longer);
    guint length = share + (number <= longer ? 1 : 0);
    gint first_month = month_number(plan->start) + (gint)before;

    g_assert(number >= 1 && number <= plan->times && plan->times <= months);
    *ret_start = number == 1 ? plan->start : first_day_of_month(first_month);
    *ret_end = number == plan->times ? plan->end : first_day_of_month(first_month + (gint)length) - 1;
}

char *
plan_drawing_name(const Plan *plan, guint number)
{
    return plan->times == 1 ? g_strdup(plan->plan) : g_strdup_printf("%s.%u", plan->plan, number);
}
