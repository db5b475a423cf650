#include "office/checking.h"

#include "base/i18n.h"
#include "domain/check.h"
#include "office/drafting.h"
#include "office/naming.h"

void
cha_check_report_free(ChaCheckReport *report)
{
    if (report == NULL)
        return;
    g_free(report->campaign);
    g_ptr_array_unref(report->findings);
    g_free(report);
}

ChaWeight
cha_check_report_worst(const ChaCheckReport *report)
{
    /* The weightiest comes first. */
    return report->findings->len == 0 ? CHA_WEIGHT_NOTE
                                      : ((const ChaFinding *)g_ptr_array_index(report->findings, 0))->weight;
}

static void
finding_free(gpointer data)
{
    ChaFinding *finding = data;

    g_free(finding->plan);
    g_free(finding->text);
    g_free(finding);
}

static ChaWeight
public_weight(CheckWeight weight)
{
    switch (weight) {
    case CHECK_WARNING:
        return CHA_WEIGHT_WARNING;
    case CHECK_HINDRANCE:
        return CHA_WEIGHT_HINDRANCE;
    case CHECK_REFUSAL:
        return CHA_WEIGHT_REFUSAL;
    case CHECK_NOTE:
    default:
        return CHA_WEIGHT_NOTE;
    }
}

ChaCheckReport *
check_report_new(const char *campaign)
{
    ChaCheckReport *report = g_new0(ChaCheckReport, 1);

    report->campaign = g_strdup(campaign);
    report->findings = g_ptr_array_new_with_free_func(finding_free);
    return report;
}

ChaCheckReport *
check_report_on(Design *design)
{
    g_autoptr(GPtrArray) found = check_design(design);
    ChaCheckReport *report = check_report_new(design->campaign);

    report->plans = design->drawings->len;
    report->joint_plans = design_joint_drawings(design);
    report->frame_rows = design_frame_rows(design);
    report->targets = frame_builder_distinct_targets(design->frames);
    report->sample = design_total_sample(design);
    for (guint i = 0; i < found->len; i++) {
        CheckFinding *from = g_ptr_array_index(found, i);
        ChaFinding *finding = g_new0(ChaFinding, 1);

        finding->weight = public_weight(from->weight);
        finding->plan = g_steal_pointer(&from->plan);
        finding->text = g_steal_pointer(&from->text);
        g_ptr_array_add(report->findings, finding);
    }
    return report;
}

static gboolean
forget_rows(guint drawing, const char *rows, gsize length, gpointer data, GError **error)
{
    (void)drawing, (void)rows, (void)length, (void)data, (void)error;
    return TRUE;
}

gboolean
cha_check(ChaStore *store, const char *campaign, ChaProgress progress, gpointer data,
          ChaCheckReport **ret_report, GError **error)
{
    g_autoptr(Transaction) transaction = store_begin_reading(store, error);
    g_autoptr(Campaign) recorded = NULL;
    g_autoptr(Draft) draft = NULL;
    Quarter quarter;
    guint attempt;

    if (transaction == NULL ||
        !campaign_resolve_for_commit(store, campaign, &recorded, &quarter, &attempt, error))
        return FALSE;
    if (recorded != NULL) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_CONFLICT,
                    _("campaign %s is committed already; a check is of use before that"), recorded->campaign);
        return FALSE;
    }
    draft = draft_new(store, quarter, attempt, error);
    if (draft == NULL || !draft_build_frames(draft, store, forget_rows, NULL, progress, data, error))
        return FALSE;
    *ret_report = check_report_on(draft_design(draft));
    return TRUE;
}
