#include "office/sync-report.h"

static void
finding_free(gpointer data)
{
    ChaSyncFinding *finding = data;

    g_free(finding->inspector);
    g_free(finding->object);
    g_free(finding->text);
    g_free(finding);
}

ChaSyncReport *
sync_report_new(void)
{
    ChaSyncReport *report = g_new0(ChaSyncReport, 1);

    report->findings = g_ptr_array_new_with_free_func(finding_free);
    return report;
}

void
cha_sync_report_free(ChaSyncReport *report)
{
    if (report == NULL)
        return;
    g_ptr_array_unref(report->findings);
    g_free(report);
}

void
sync_report_add(ChaSyncReport *report, const char *inspector, const char *object, char *text)
{
    ChaSyncFinding *finding = g_new0(ChaSyncFinding, 1);

    finding->inspector = g_strdup(inspector);
    finding->object = g_strdup(object);
    finding->text = text;
    g_ptr_array_add(report->findings, finding);
}
