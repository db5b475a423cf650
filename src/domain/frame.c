#include "domain/frame-private.h"

#include "base/text.h"
#include "domain/kind.h"

#include <string.h>

enum { ROWS_KEPT = 64 * 1024 /* bytes of a frame before they go to the sink */ };

#define NO_RISK RISK_CLASSES

static void
exclusion_free(gpointer data)
{
    FrameExclusion *exclusion = data;

    g_free(exclusion->target);
    g_free(exclusion);
}

static void
cell_free(gpointer data)
{
    Cell *cell = data;

    g_array_unref(cell->drawings);
    g_array_unref(cell->narrowed);
    g_free(cell);
}

static void
group_free(gpointer data)
{
    FrameGroup *group = data;

    g_free((gpointer)group->drawings);
    g_free(group);
}

static void
frame_clear(gpointer data)
{
    Frame *frame = data;

    g_string_free(frame->rows, TRUE);
    g_ptr_array_unref(frame->exclusions);
    g_array_unref(frame->populations);
    frame_narrowing_clear(&frame->narrowing);
}

static int
column_of(const char *name)
{
    int column = kind_find_column(kind_get(CHA_KIND_TARGETS), name);

    g_assert(column >= 0);
    return column;
}

static void
add_frame(FrameBuilder *builder, const Drawing *drawing)
{
    Frame frame = {
        .drawing = drawing,
        .rows = g_string_new(FRAME_HEADER),
        .exclusions = g_ptr_array_new_with_free_func(exclusion_free),
        .populations = g_array_new(FALSE, TRUE, sizeof(guint64)),
    };
    guint index = builder->frames->len;

    g_array_append_val(builder->frames, frame);
    if (drawing->plan->listed != NULL)
        g_array_append_val(builder->with_list, index);
    builder->asks_industries = builder->asks_industries || drawing->plan->industries->len > 0;
    builder->asks_risks = builder->asks_risks || drawing->plan->risks->len > 0;
}

FrameBuilder *
frame_builder_new(GPtrArray *drawings, FrameSink sink, FrameVisits visits, gpointer data)
{
    FrameBuilder *builder = g_new0(FrameBuilder, 1);

    builder->frames = g_array_new(FALSE, TRUE, sizeof(Frame));
    g_array_set_clear_func(builder->frames, frame_clear);
    builder->with_list = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < drawings->len; i++)
        add_frame(builder, g_ptr_array_index(drawings, i));
    builder->sink = sink;
    builder->visits = visits;
    builder->data = data;
    builder->district_ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    builder->districts = g_ptr_array_new();
    builder->cells = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, cell_free);
    builder->groups = g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
    builder->group_list = g_ptr_array_new_with_free_func(group_free);
    builder->watched = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    builder->column_target = column_of("target");
    builder->column_district = column_of("district");
    builder->column_types = column_of("object_types");
    builder->column_risk = column_of("risk");
    builder->column_industry = column_of("industry");
    builder->column_address = column_of("address");
    builder->column_status = column_of("status");
    builder->column_joint = column_of("joint");
    builder->declined = g_ptr_array_new_with_free_func(g_free);
    builder->key = g_string_new(NULL);
    builder->members = g_array_new(FALSE, FALSE, sizeof(guint));
    return builder;
}

void
frame_builder_free(FrameBuilder *builder)
{
    if (builder == NULL)
        return;
    g_array_unref(builder->frames);
    g_hash_table_unref(builder->district_ids);
    g_ptr_array_unref(builder->districts);
    g_hash_table_unref(builder->cells);
    g_hash_table_unref(builder->groups);
    g_ptr_array_unref(builder->group_list);
    g_hash_table_unref(builder->watched);
    g_ptr_array_unref(builder->declined);
    g_string_free(builder->key, TRUE);
    g_array_unref(builder->members);
    g_array_unref(builder->with_list);
    g_free(builder);
}

void
frame_builder_watch(FrameBuilder *builder, const char *target)
{
    g_hash_table_insert(builder->watched, g_strdup(target), NULL);
}

static guint
district_id(FrameBuilder *builder, const char *district)
{
    guint id = GPOINTER_TO_UINT(g_hash_table_lookup(builder->district_ids, district));
    char *owned;

    if (id > 0)
        return id - 1;
    owned = g_strdup(district);
    g_ptr_array_add(builder->districts, owned);
    g_hash_table_insert(builder->district_ids, owned, GUINT_TO_POINTER(builder->districts->len));
    return builder->districts->len - 1;
}

/* Groups are the same when district and drawings are. */
static FrameGroup *
group_for(FrameBuilder *builder, guint district, const guint *drawings, guint n_drawings)
{
    g_autoptr(GByteArray) key = g_byte_array_new();
    GBytes *bytes;
    FrameGroup *group;

    g_byte_array_append(key, (const guint8 *)&district, sizeof district);
    g_byte_array_append(key, (const guint8 *)drawings, (guint)(n_drawings * sizeof *drawings));
    bytes = g_byte_array_free_to_bytes(g_steal_pointer(&key));
    group = g_hash_table_lookup(builder->groups, bytes);
    if (group != NULL) {
        g_bytes_unref(bytes);
        return group;
    }
    group = g_new0(FrameGroup, 1);
    group->district = g_ptr_array_index(builder->districts, district);
    group->drawings = g_memdup2(drawings, n_drawings * sizeof *drawings);
    group->n_drawings = n_drawings;
    g_hash_table_insert(builder->groups, bytes, group);
    g_ptr_array_add(builder->group_list, group);
    return group;
}

static Cell *
cell_new(FrameBuilder *builder, const FrameTarget *target)
{
    Cell *cell = g_new0(Cell, 1);

    cell->district = district_id(builder, target->district);
    cell->drawings = g_array_new(FALSE, FALSE, sizeof(guint));
    cell->narrowed = g_array_new(FALSE, FALSE, sizeof(CellNarrowing));
    for (guint i = 0; i < builder->frames->len; i++) {
        const Plan *plan = g_array_index(builder->frames, Frame, i).drawing->plan;
        CellNarrowing narrowing = {i, frame_condition_unmet(plan, target)};

        if (narrowing.unmet == CONDITION_NONE)
            g_array_append_val(cell->drawings, i);
        else if (narrowing.unmet >= CONDITION_INDUSTRIES)
            g_array_append_val(cell->narrowed, narrowing);
    }
    if (cell->drawings->len > 0)
        cell->group = group_for(builder, cell->district, (const guint *)(gpointer)cell->drawings->data,
                                cell->drawings->len);
    return cell;
}

/* @target has neither types nor address yet: those come from the record. */
static Cell *
cell_of(FrameBuilder *builder, FrameTarget *target, const char *object_types)
{
    Cell *cell;

    g_string_assign(builder->key, target->district);
    g_string_append_c(builder->key, '\n');
    g_string_append(builder->key, object_types);
    g_string_append_c(builder->key, '\n');
    if (builder->asks_industries)
        g_string_append(builder->key, target->industry);
    g_string_append_c(builder->key, '\n');
    if (builder->asks_risks)
        g_string_append(builder->key, target->risk);
    cell = g_hash_table_lookup(builder->cells, builder->key->str);
    if (cell == NULL) {
        g_autoptr(GPtrArray) types = text_split(object_types);

        target->types = types;
        cell = cell_new(builder, target);
        target->types = NULL;
        g_hash_table_insert(builder->cells, g_strdup(builder->key->str), cell);
    }
    return cell;
}

/* By which rule a target is left out of a frame; NULL when it stays. */
static const char *
exclusion_rule(const FrameBuilder *builder, const Plan *plan, const char *target, guint risk)
{
    if (plan->cap > 0 && builder->visits(plan->initiator, target, builder->data) >= plan->cap)
        return "cap";
    if (plan->sample.by_risk && risk == NO_RISK)
        return "risk";
    return NULL;
}

static gboolean
frame_flush(FrameBuilder *builder, guint index, GError **error)
{
    Frame *frame = &g_array_index(builder->frames, Frame, index);

    if (!builder->sink(index, frame->rows->str, frame->rows->len, builder->data, error))
        return FALSE;
    g_string_truncate(frame->rows, 0);
    return TRUE;
}

static gboolean
frame_add(FrameBuilder *builder, guint index, const char *target, guint district, guint risk, GError **error)
{
    Frame *frame = &g_array_index(builder->frames, Frame, index);
    const Plan *plan = frame->drawing->plan;
    const char *code = g_ptr_array_index(builder->districts, district);
    guint slot = district * RISK_CLASSES + (plan->sample.by_risk ? risk : 0);

    if (slot >= frame->populations->len)
        g_array_set_size(frame->populations, (district + 1) * RISK_CLASSES);
    g_array_index(frame->populations, guint64, slot)++;
    /* Identifiers hold neither comma nor quote: nothing needs quoting. */
    g_string_append(frame->rows, target);
    g_string_append_c(frame->rows, ',');
    frame_append_stratum(frame->rows, plan, code, risk);
    g_string_append_c(frame->rows, ',');
    g_string_append(frame->rows, code);
    g_string_append_c(frame->rows, '\n');
    return frame->rows->len < ROWS_KEPT || frame_flush(builder, index, error);
}

static void
frame_exclude(FrameBuilder *builder, guint index, const char *target, const char *rule)
{
    Frame *frame = &g_array_index(builder->frames, Frame, index);
    FrameExclusion *exclusion = g_new0(FrameExclusion, 1);

    exclusion->target = g_strdup(target);
    exclusion->rule = rule;
    g_ptr_array_add(frame->exclusions, exclusion);
}

/* What keeps a target of the cell out of a frame, of the conditions that each
 * target meets or not by itself. */
static FrameCondition
own_condition(const Frame *frame, const char *address, char **folded)
{
    const Plan *plan = frame->drawing->plan;

    if (plan->addresses->len > 0) {
        if (*folded == NULL)
            *folded = text_fold(address);
        if (!frame_condition_meets_address(plan, *folded))
            return CONDITION_ADDRESS;
    }
    return plan->listed != NULL && !frame->is_listed ? CONDITION_LISTED : CONDITION_NONE;
}

/* Puts a target into the frames of its cell; which ones goes to `members`. */
static gboolean
place_target(FrameBuilder *builder, const Cell *cell, const char *target, const char *address, guint risk,
             GError **error)
{
    g_autofree char *folded = NULL;

    g_array_set_size(builder->members, 0);
    for (guint i = 0; i < cell->drawings->len; i++) {
        guint index = g_array_index(cell->drawings, guint, i);
        Frame *frame = &g_array_index(builder->frames, Frame, index);
        FrameCondition unmet = own_condition(frame, address, &folded);
        const char *rule = NULL;

        if (unmet != CONDITION_NONE) {
            frame->narrowing.unmet[unmet]++;
            continue;
        }
        rule = exclusion_rule(builder, frame->drawing->plan, target, risk);
        if (rule != NULL) {
            frame_exclude(builder, index, target, rule);
            continue;
        }
        if (!frame_add(builder, index, target, cell->district, risk, error))
            return FALSE;
        g_array_append_val(builder->members, index);
    }
    return TRUE;
}

static guint
risk_of(const char *text)
{
    return text[0] >= 'A' && text[0] < 'A' + RISK_CLASSES && text[1] == '\0' ? (guint)(text[0] - 'A')
                                                                             : NO_RISK;
}

/* A target that is in a group, perhaps watched, perhaps one that takes no joint visits. */
static void
count_target(FrameBuilder *builder, const Cell *cell, const char *target, gboolean is_declined)
{
    FrameGroup *group;

    if (builder->members->len == 0)
        return;
    group = builder->members->len == cell->drawings->len
                ? cell->group
                : group_for(builder, cell->district, (const guint *)(gpointer)builder->members->data,
                            builder->members->len);
    group->targets++;
    builder->distinct_targets++;
    if (is_declined) {
        group->declined++;
        g_ptr_array_add(builder->declined, g_strdup(target));
    }
    if (g_hash_table_contains(builder->watched, target))
        g_hash_table_insert(builder->watched, g_strdup(target), group);
}

gboolean
frame_builder_add(FrameBuilder *builder, const char *const *texts, GError **error)
{
    const Kind *kind = kind_get(CHA_KIND_TARGETS);
    const char *name = texts[builder->column_target];
    const char *status = kind_value(kind, (guint)builder->column_status, texts[builder->column_status]);
    gboolean is_active = strcmp(status, "active") == 0;
    char industry[INDUSTRY_TEXT_SIZE] = "";
    FrameTarget target = {
        .district = texts[builder->column_district],
        .industry = industry,
        .risk = texts[builder->column_risk],
    };
    Cell *cell;

    if (builder->asks_industries)
        industry_of_target(texts[builder->column_industry], industry);
    if (builder->with_list->len > 0)
        frame_look_into_lists(builder, texts, &target, is_active);
    if (!is_active) {
        (void)district_id(builder, target.district); /* its code counts below "4107 00" all the same */
        return TRUE;
    }
    cell = cell_of(builder, &target, texts[builder->column_types]);
    cell->targets++;
    if (!place_target(builder, cell, name, texts[builder->column_address], risk_of(target.risk), error))
        return FALSE;
    count_target(builder, cell, name, strcmp(texts[builder->column_joint], "no") == 0);
    return TRUE;
}

gboolean
frame_builder_finish(FrameBuilder *builder, GError **error)
{
    frame_settle_narrowing(builder);
    for (guint i = 0; i < builder->frames->len; i++) {
        if (!frame_flush(builder, i, error))
            return FALSE;
    }
    return TRUE;
}
