#include "domain/check.h"

#include "base/i18n.h"

#include <inttypes.h>
#include <string.h>

void
check_finding_free(CheckFinding *finding)
{
    if (finding == NULL)
        return;
    g_free(finding->plan);
    g_free(finding->text);
    g_free(finding);
}

void
check_add(GPtrArray *findings, CheckWeight weight, const char *plan, char *text)
{
    CheckFinding *finding = g_new0(CheckFinding, 1);

    finding->weight = weight;
    finding->plan = g_strdup(plan);
    finding->text = text;
    g_ptr_array_add(findings, finding);
}

static const Drawing *
drawing_at(const Design *design, guint index)
{
    return g_ptr_array_index(design->drawings, index);
}

char *
check_join(GPtrArray *texts)
{
    g_autoptr(GPtrArray) terminated = g_ptr_array_new();

    for (guint i = 0; i < texts->len; i++)
        g_ptr_array_add(terminated, g_ptr_array_index(texts, i));
    g_ptr_array_add(terminated, NULL);
    return g_strjoinv(_(", "), (char **)terminated->pdata);
}

char *
check_qualifications_text(const DesignSeats *seats)
{
    return seats->demand.qualifications->len == 0 ? g_strdup(_("none in particular"))
                                                  : check_join(seats->demand.qualifications);
}

/* The department that sends, for people. */
static char *
sender_text(const DesignSeats *seats)
{
    return level_text(seats->department, seats->level);
}

void
check_seats(Design *design, GPtrArray *findings)
{
    for (guint i = 0; i < design->seats->len; i++) {
        const DesignSeats *seats = g_ptr_array_index(design->seats, i);
        const char *name = drawing_at(design, seats->drawing)->name;
        g_autoptr(GPtrArray) districts = frame_builder_districts(design->frames, seats->drawing);
        g_autoptr(GPtrArray) wanting = g_ptr_array_new();
        g_autofree char *qualifications = check_qualifications_text(seats);
        g_autofree char *sender = sender_text(seats);
        g_autofree char *where = NULL;
        guint fewest = seats->demand.seats;

        for (guint k = 0; k < districts->len; k++) {
            char *district = g_ptr_array_index(districts, k);
            guint filled = staff_fill(design->staff, &seats->demand, district, NULL);

            if (filled == 0 && seats->level == LEVEL_SUBORDINATES)
                continue; /* check_levels() says what to do there */
            if (filled < seats->demand.seats)
                g_ptr_array_add(wanting, district);
            fewest = MIN(fewest, filled);
        }
        if (wanting->len == 0)
            continue;
        where = check_join(wanting);
        check_add(
            findings, CHECK_REFUSAL, name,
            g_strdup_printf(
                _("plan %s: department %s can fill only %u of %u seats in %s (qualifications asked for: "
                  "%s; the department has %u inspectors for this campaign); register inspectors who "
                  "can, or accept it with --short-teams"),
                name, sender, fewest, seats->demand.seats, where, qualifications,
                staff_size(design->staff, seats->demand.department)));
    }
}

static gboolean
has_year(const GArray *years, gint year)
{
    for (guint i = 0; i < years->len; i++) {
        if (g_array_index(years, gint, i) == year)
            return TRUE;
    }
    return FALSE;
}

void
check_holidays(Design *design, GPtrArray *findings)
{
    g_autoptr(GArray) missing = g_array_new(FALSE, FALSE, sizeof(gint));

    for (guint i = 0; i < design->drawings->len; i++) {
        const Drawing *drawing = drawing_at(design, i);
        gint last = quarter_year(quarter_of_day(drawing->end));

        for (gint year = quarter_year(quarter_of_day(drawing->start)); year <= last; year++) {
            if (has_year(design->holiday_years, year) || has_year(missing, year))
                continue;
            g_array_append_val(missing, year);
            check_add(findings, CHECK_HINDRANCE, NULL,
                      g_strdup_printf(
                          _("no holidays of %d are stored; import them, or visits fall on days off"), year));
        }
    }
}

void
check_overdue(Design *design, GPtrArray *findings)
{
    for (guint i = 0; i < design->overdue->len; i++) {
        const Drawing *drawing = g_ptr_array_index(design->overdue, i);
        char quarter[QUARTER_TEXT_SIZE];

        quarter_to_text(drawing->quarter, quarter);
        check_add(findings, CHECK_WARNING, drawing->name,
                  g_strdup_printf(
                      _("plan %s was due in %s and is in no campaign; its column `campaigns` can place it"),
                      drawing->name, quarter));
    }
}

/* Targets of a department's seats for which recusals leave too few. */
static void
count_recused(Design *design, const char *target, GHashTable *recused, guint *counts)
{
    const FrameGroup *group = frame_builder_group_of(design->frames, target);

    for (guint i = 0; group != NULL && i < design->seats->len; i++) {
        const DesignSeats *seats = g_ptr_array_index(design->seats, i);

        for (guint k = 0; k < group->n_drawings; k++) {
            if (group->drawings[k] == seats->drawing &&
                staff_fill(design->staff, &seats->demand, group->district, NULL) == seats->demand.seats &&
                staff_fill(design->staff, &seats->demand, group->district, recused) < seats->demand.seats)
                counts[i]++;
        }
    }
}

void
check_recusals(Design *design, GPtrArray *findings)
{
    g_autofree guint *counts = g_new0(guint, design->seats->len + 1);
    g_autoptr(GHashTable) by_target =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_hash_table_unref);
    GHashTableIter iter;
    gpointer target, recused;

    for (guint i = 0; i < design->recusals->len; i++) {
        const DesignRecusal *recusal = g_ptr_array_index(design->recusals, i);

        recused = g_hash_table_lookup(by_target, recusal->target);
        if (recused == NULL) {
            recused = g_hash_table_new(g_str_hash, g_str_equal);
            g_hash_table_insert(by_target, recusal->target, recused);
        }
        g_hash_table_add(recused, recusal->inspector);
    }
    /* Sums only, so the order of the table does not matter. */
    g_hash_table_iter_init(&iter, by_target);
    while (g_hash_table_iter_next(&iter, &target, &recused))
        count_recused(design, target, recused, counts);
    for (guint i = 0; i < design->seats->len; i++) {
        const DesignSeats *seats = g_ptr_array_index(design->seats, i);
        const char *name = drawing_at(design, seats->drawing)->name;
        g_autofree char *sender = sender_text(seats);

        if (counts[i] > 0)
            check_add(
                findings, CHECK_WARNING, name,
                g_strdup_printf(
                    P_("plan %s: recusals leave department %s too few inspectors for %u target (%u seats, "
                       "%u inspectors)",
                       "plan %s: recusals leave department %s too few inspectors for %u targets (%u "
                       "seats, %u inspectors)",
                       counts[i]),
                    name, sender, counts[i], seats->demand.seats,
                    staff_size(design->staff, seats->demand.department)));
    }
}

static guint64
sample_of_drawing(const Design *design, guint drawing)
{
    guint64 sample = 0;

    for (guint i = 0; i < design->pools->len; i++) {
        const DesignPool *pool = g_ptr_array_index(design->pools, i);

        if (pool->drawing == drawing)
            sample += pool->sample;
    }
    return sample;
}

void
check_max_visits(Design *design, GPtrArray *findings)
{
    guint64 limit = g_ascii_strtoull(design->max_visits, NULL, 10);
    g_autoptr(GHashTable) done = g_hash_table_new(g_str_hash, g_str_equal);

    if (limit == 0)
        return;
    for (guint i = 0; i < design->seats->len; i++) {
        const DesignSeats *first = g_ptr_array_index(design->seats, i);
        const char *staff_name = first->demand.department;
        g_autofree char *sender = sender_text(first);
        guint64 staff = staff_size(design->staff, staff_name);
        guint64 needed = 0;

        if (!g_hash_table_add(done, (gpointer)staff_name))
            continue;
        for (guint k = i; k < design->seats->len; k++) {
            const DesignSeats *seats = g_ptr_array_index(design->seats, k);

            if (strcmp(seats->demand.department, staff_name) == 0)
                needed += seats->demand.seats * sample_of_drawing(design, seats->drawing);
        }
        if (needed > staff * limit)
            check_add(findings, CHECK_WARNING, NULL,
                      g_strdup_printf(_("department %s: up to %" PRIu64 " seats are needed, but %" PRIu64
                                        " inspectors with at most %" PRIu64 " visits each can take %" PRIu64
                                        "; merging visits may help, or a higher max_visits"),
                                      sender, needed, staff, limit, staff * limit));
    }
}

void
check_certificates(Design *design, GPtrArray *findings)
{
    if (design->expiring > 0)
        check_add(
            findings, CHECK_NOTE, NULL,
            g_strdup_printf(P_("%u inspector takes no part: the certificate ends before the quarter does",
                               "%u inspectors take no part: their certificates end before the quarter does",
                               design->expiring),
                            design->expiring));
}

/* The weightiest first; sorting is stable only by insertion, so move in order. */
static GPtrArray *
by_weight(GPtrArray *findings)
{
    GPtrArray *sorted = g_ptr_array_new_with_free_func((GDestroyNotify)check_finding_free);

    for (gint weight = CHECK_REFUSAL; weight >= CHECK_NOTE; weight--) {
        for (guint i = 0; i < findings->len; i++) {
            CheckFinding *finding = g_ptr_array_index(findings, i);

            if ((gint)finding->weight == weight)
                g_ptr_array_add(sorted, finding);
        }
    }
    return sorted;
}

GPtrArray *
check_design(Design *design)
{
    g_autoptr(GPtrArray) findings = g_ptr_array_new();

    check_questions(design, findings);
    check_levels(design, findings);
    check_seats(design, findings);
    check_frames(design, findings);
    check_holidays(design, findings);
    check_overdue(design, findings);
    check_recusals(design, findings);
    check_max_visits(design, findings);
    check_merging(design, findings);
    check_lists(design, findings);
    check_shortage(design, findings);
    check_limits(design, findings);
    check_double_visits(design, findings);
    check_exclusions(design, findings);
    check_certificates(design, findings);
    return by_weight(findings);
}
