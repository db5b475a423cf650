/* What was drawn, with names beside the codes. */
#include <choucha/drawing.h>

#include "base/i18n.h"
#include "exchange/table/table-writer.h"
#include "office/naming.h"
#include "office/record-index.h"
#include "office/schedule-reason.h"
#include "store/appointment-store.h"
#include "store/selection-store.h"

#include <choucha/error.h>
#include <string.h>

/* What tables are made from. */
typedef struct {
    GPtrArray *visits;       /* (element-type CampaignVisit) */
    GPtrArray *drawings;     /* (element-type FrozenDrawing) */
    GHashTable *disclosures; /* drawing to its disclosure, both borrowed */
    RecordIndex *departments;
    RecordIndex *inspectors;
    RecordIndex *targets;
} Drawn;

static void
drawn_clear(Drawn *drawn)
{
    g_clear_pointer(&drawn->disclosures, g_hash_table_unref);
    g_clear_pointer(&drawn->visits, g_ptr_array_unref);
    g_clear_pointer(&drawn->drawings, g_ptr_array_unref);
    g_clear_pointer(&drawn->departments, record_index_free);
    g_clear_pointer(&drawn->inspectors, record_index_free);
    g_clear_pointer(&drawn->targets, record_index_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Drawn, drawn_clear)

static const OutputColumn SELECTION_COLUMNS[] = {
    {"plan", N_("plan"), OUTPUT_TEXT},       {"title", N_("title of the plan"), OUTPUT_TEXT},
    {"stratum", N_("stratum"), OUTPUT_TEXT}, {"rank", N_("rank"), OUTPUT_NUMBER},
    {"role", N_("role"), OUTPUT_TEXT},       {"target", N_("code"), OUTPUT_TEXT},
    {"name", N_("name"), OUTPUT_TEXT},       {"district", N_("district"), OUTPUT_TEXT},
    {"address", N_("address"), OUTPUT_TEXT}, {"disclosure", N_("disclosure"), OUTPUT_TEXT},
};

static const OutputColumn VISIT_COLUMNS[] = {
    {"visit", N_("visit"), OUTPUT_TEXT},
    {"target", N_("code"), OUTPUT_TEXT},
    {"name", N_("name"), OUTPUT_TEXT},
    {"district", N_("district"), OUTPUT_TEXT},
    {"address", N_("address"), OUTPUT_TEXT},
    {"start", N_("from"), OUTPUT_DAY},
    {"end", N_("to"), OUTPUT_DAY},
    {"plans", N_("plans"), OUTPUT_TEXT},
    {"departments", N_("names of the departments"), OUTPUT_TEXT},
    {"disclosure", N_("disclosure"), OUTPUT_TEXT},
};

static const OutputColumn TEAM_COLUMNS[] = {
    {"visit", N_("visit"), OUTPUT_TEXT},
    {"target", N_("code"), OUTPUT_TEXT},
    {"name", N_("name"), OUTPUT_TEXT},
    {"department", N_("code of the department"), OUTPUT_TEXT},
    {"department_name", N_("department"), OUTPUT_TEXT},
    {"seat", N_("seat"), OUTPUT_NUMBER},
    {"inspector", N_("certificate"), OUTPUT_TEXT},
    {"inspector_name", N_("inspector"), OUTPUT_TEXT},
    {"level", N_("level"), OUTPUT_TEXT},
    {"belongs_to", N_("department of the inspector"), OUTPUT_TEXT},
};

static const OutputColumn SCHEDULE_COLUMNS[] = {
    {"visit", N_("visit"), OUTPUT_TEXT},
    {"date", N_("day"), OUTPUT_DAY},
    {"start", N_("from"), OUTPUT_TEXT},
    {"end", N_("to"), OUTPUT_TEXT},
    {"target", N_("code"), OUTPUT_TEXT},
    {"name", N_("name"), OUTPUT_TEXT},
    {"district", N_("district"), OUTPUT_TEXT},
    {"address", N_("address"), OUTPUT_TEXT},
    {"departments", N_("names of the departments"), OUTPUT_TEXT},
    {"inspectors", N_("names of the inspectors"), OUTPUT_TEXT},
    {"disclosure", N_("disclosure"), OUTPUT_TEXT},
    {"reason", N_("why without a day"), OUTPUT_TEXT},
};

/* A table while it is written. */
typedef struct {
    TableWriter *writer;
    gboolean for_people;
    const Drawn *drawn;
    GError **error;
    gboolean is_written;
} Listing;

/* Words that stand for a value are translated for people only. */
static const char *
shown_value(const Listing *listing, const char *value)
{
    static const char *const WORDS[] = {N_("drawn"),  N_("reserve"), N_("open"),        N_("notice"),
                                        N_("secret"), N_("own"),     N_("subordinates")};

    for (gsize i = 0; listing->for_people && i < G_N_ELEMENTS(WORDS); i++) {
        if (strcmp(WORDS[i], value) == 0)
            return _(WORDS[i]);
    }
    return value;
}

static gboolean
list_selected(const SelectedTarget *selected, gpointer data)
{
    Listing *listing = data;
    g_autofree char *rank = g_strdup_printf("%" G_GUINT64_FORMAT, selected->rank);
    const char *const texts[G_N_ELEMENTS(SELECTION_COLUMNS)] = {
        selected->drawing,
        selected->title,
        selected->stratum,
        rank,
        shown_value(listing, selected->role),
        selected->target,
        selected->name,
        selected->district,
        selected->address,
        shown_value(listing, selected->disclosure),
    };

    listing->is_written = table_writer_add(listing->writer, texts, listing->error);
    return listing->is_written;
}

/* The strictest way in which one of a visit's drawings is disclosed. */
static const char *
disclosure_of(const Drawn *drawn, const CampaignVisit *visit)
{
    static const char *const STRICTEST_FIRST[] = {"secret", "notice"};

    for (gsize s = 0; s < G_N_ELEMENTS(STRICTEST_FIRST); s++) {
        for (guint i = 0; i < visit->drawings->len; i++) {
            if (g_strcmp0(g_hash_table_lookup(drawn->disclosures, visit->drawings->pdata[i]),
                          STRICTEST_FIRST[s]) == 0)
                return STRICTEST_FIRST[s];
        }
    }
    return "open";
}

/* Names of what the keys mean, each once and in their order. A seat that nobody
 * takes has none. */
static char *
names_of(const RecordIndex *index, const GPtrArray *keys)
{
    g_autoptr(GString) names = g_string_new(NULL);

    for (guint i = 0; i < keys->len; i++) {
        const char *key = g_ptr_array_index(keys, i);
        const char *name = record_index_text(index, key, "name");
        gboolean is_repeated = FALSE;

        for (guint k = 0; k < i; k++)
            is_repeated = is_repeated || strcmp(keys->pdata[k], key) == 0;
        if (!is_repeated && *key != '\0')
            g_string_append_printf(names, "%s%s", names->len > 0 ? ";" : "", *name != '\0' ? name : key);
    }
    return g_string_free(g_steal_pointer(&names), FALSE);
}

static char *
join(const GPtrArray *texts)
{
    g_autoptr(GString) joined = g_string_new(NULL);

    for (guint i = 0; i < texts->len; i++)
        g_string_append_printf(joined, "%s%s", i > 0 ? ";" : "", (const char *)texts->pdata[i]);
    return g_string_free(g_steal_pointer(&joined), FALSE);
}

static gboolean
list_visit(const Listing *listing, const CampaignVisit *visit, GError **error)
{
    const Drawn *drawn = listing->drawn;
    g_autofree char *plans = join(visit->drawings);
    g_autofree char *departments = names_of(drawn->departments, visit->departments);
    const char *const texts[G_N_ELEMENTS(VISIT_COLUMNS)] = {
        visit->visit,
        visit->target,
        record_index_text(drawn->targets, visit->target, "name"),
        visit->district,
        record_index_text(drawn->targets, visit->target, "address"),
        visit->start,
        visit->end,
        plans,
        departments,
        shown_value(listing, disclosure_of(drawn, visit)),
    };

    return table_writer_add(listing->writer, texts, error);
}

static gboolean
list_seat(const Listing *listing, const CampaignVisit *visit, guint index, guint number, GError **error)
{
    const Drawn *drawn = listing->drawn;
    const char *department = visit->departments->pdata[index];
    const char *inspector = visit->inspectors->pdata[index];
    g_autofree char *seat = g_strdup_printf("%u", number);
    const char *const texts[G_N_ELEMENTS(TEAM_COLUMNS)] = {
        visit->visit,
        visit->target,
        record_index_text(drawn->targets, visit->target, "name"),
        department,
        record_index_text(drawn->departments, department, "name"),
        seat,
        inspector,
        record_index_text(drawn->inspectors, inspector, "name"),
        shown_value(listing, level_name(g_array_index(visit->levels, Level, index))),
        record_index_text(drawn->inspectors, inspector, "department"),
    };

    return table_writer_add(listing->writer, texts, error);
}

static gboolean
list_team(const Listing *listing, const CampaignVisit *visit, GError **error)
{
    guint number = 0;

    for (guint i = 0; i < visit->departments->len; i++) {
        gboolean is_same =
            i > 0 && strcmp(visit->departments->pdata[i - 1], visit->departments->pdata[i]) == 0 &&
            g_array_index(visit->levels, Level, i - 1) == g_array_index(visit->levels, Level, i);

        number = is_same ? number + 1 : 1;
        if (!list_seat(listing, visit, i, number, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
list_appointment(const Listing *listing, const CampaignVisit *visit, GError **error)
{
    const Drawn *drawn = listing->drawn;
    g_autofree char *departments = names_of(drawn->departments, visit->departments);
    g_autofree char *inspectors = names_of(drawn->inspectors, visit->inspectors);
    g_autofree char *reason =
        listing->for_people ? schedule_reason_text(visit->reason) : g_strdup(visit->reason);
    const char *const texts[G_N_ELEMENTS(SCHEDULE_COLUMNS)] = {
        visit->visit,
        visit->date,
        visit->from,
        visit->to,
        visit->target,
        record_index_text(drawn->targets, visit->target, "name"),
        visit->district,
        record_index_text(drawn->targets, visit->target, "address"),
        departments,
        inspectors,
        shown_value(listing, disclosure_of(drawn, visit)),
        reason,
    };

    return table_writer_add(listing->writer, texts, error);
}

typedef gboolean (*VisitLister)(const Listing *listing, const CampaignVisit *visit, GError **error);

/* One table, by its number. */
static const struct {
    const char *title;
    const OutputColumn *columns;
    guint n_columns;
    VisitLister list; /* NULL: no table of visits */
} TABLES[] = {
    [CHA_DRAWN_SELECTION] = {N_("Selection"), SELECTION_COLUMNS, G_N_ELEMENTS(SELECTION_COLUMNS), NULL},
    [CHA_DRAWN_VISITS] = {N_("Visits"), VISIT_COLUMNS, G_N_ELEMENTS(VISIT_COLUMNS), list_visit},
    [CHA_DRAWN_TEAMS] = {N_("Teams"), TEAM_COLUMNS, G_N_ELEMENTS(TEAM_COLUMNS), list_team},
    [CHA_DRAWN_SCHEDULE] = {N_("Schedule"), SCHEDULE_COLUMNS, G_N_ELEMENTS(SCHEDULE_COLUMNS),
                            list_appointment},
};

static gboolean
load(Drawn *drawn, ChaStore *store, const char *campaign, GError **error)
{
    drawn->visits = campaign_store_load_visits(store, campaign, error);
    if (drawn->visits == NULL)
        return FALSE;
    drawn->drawings = campaign_store_load_drawings(store, campaign, error);
    if (drawn->drawings == NULL)
        return FALSE;
    drawn->disclosures = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < drawn->drawings->len; i++) {
        const FrozenDrawing *drawing = g_ptr_array_index(drawn->drawings, i);

        g_hash_table_insert(drawn->disclosures, drawing->drawing, drawing->disclosure);
    }
    drawn->departments = record_index_load(store, CHA_KIND_DEPARTMENTS, error);
    if (drawn->departments == NULL)
        return FALSE;
    drawn->inspectors = record_index_load(store, CHA_KIND_INSPECTORS, error);
    if (drawn->inspectors == NULL)
        return FALSE;
    drawn->targets = record_index_new(CHA_KIND_TARGETS);
    return appointment_store_walk_targets(store, campaign, record_index_add, drawn->targets, error);
}

static gint
compare_appointments(gconstpointer left, gconstpointer right)
{
    const CampaignVisit *a = *(const CampaignVisit *const *)left;
    const CampaignVisit *b = *(const CampaignVisit *const *)right;
    int order = (*a->date == '\0') - (*b->date == '\0'); /* those without a day come last */

    if (order == 0)
        order = strcmp(a->date, b->date);
    if (order == 0)
        order = strcmp(a->from, b->from);
    return order != 0 ? order : strcmp(a->visit, b->visit);
}

static gboolean
list_visits(const Listing *table_listing, ChaStore *store, const char *campaign, ChaDrawnTable table,
            GError **error)
{
    g_auto(Drawn) drawn = {NULL};
    Listing listing = *table_listing;

    if (!load(&drawn, store, campaign, error))
        return FALSE;
    listing.drawn = &drawn;
    if (table == CHA_DRAWN_SCHEDULE)
        g_ptr_array_sort(drawn.visits, compare_appointments);
    for (guint i = 0; i < drawn.visits->len; i++) {
        if (!TABLES[table].list(&listing, g_ptr_array_index(drawn.visits, i), error))
            return FALSE;
    }
    return TRUE;
}

gboolean
cha_list_drawn(ChaStore *store, const char *campaign, ChaDrawnTable table, ChaTableFormat format,
               ChaWriter write, gpointer data, GError **error)
{
    g_autoptr(Transaction) view = NULL;
    g_autoptr(Campaign) recorded = NULL;
    g_autoptr(TableWriter) writer = NULL;
    Listing listing = {.for_people = table_format_is_for_people(format), .error = error, .is_written = TRUE};

    g_return_val_if_fail(store != NULL && campaign != NULL && write != NULL, FALSE);
    g_return_val_if_fail((guint)table < G_N_ELEMENTS(TABLES), FALSE);
    g_return_val_if_fail(error == NULL || *error == NULL, FALSE);

    view = store_begin_reading(store, error);
    if (view == NULL || !campaign_resolve(store, campaign, &recorded, error))
        return FALSE;
    if (recorded->drawn_at == NULL) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_CONFLICT,
                    _("campaign %s is committed but not drawn yet; `choucha draw` does that"),
                    recorded->campaign);
        return FALSE;
    }
    writer = table_writer_new(format, TABLES[table].columns, TABLES[table].n_columns, write, data);
    table_writer_set_title(writer, _(TABLES[table].title));
    listing.writer = writer;
    if (table == CHA_DRAWN_SELECTION
            ? !selection_store_walk(store, recorded->campaign, list_selected, &listing, error) ||
                  !listing.is_written
            : !list_visits(&listing, store, recorded->campaign, table, error))
        return FALSE;
    return table_writer_finish(writer, error);
}
