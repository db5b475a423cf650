#include "office/public-page.h"

#include "domain/log-entry.h"
#include "office/bundle-notices.h"
#include "office/text-template.h"

#include <bundle-resources.h> /* generated */

static const char RESOURCE[] = "/choucha/bundle/public-index.html";

/* Told of before there is a draw as well, so that the page stays as it is. */
static const char *const DRAWN_FILES[] = {"draw/selection.csv", "draw/sizes.csv", "draw/teams.csv",
                                          "draw/visits.csv"};

static void
add_file(TemplateValues *values, const Disclosure *disclosure, const char *path)
{
    ChaDay from = disclosure_from(disclosure, path);
    g_autofree char *shown = NULL;

    if (from == DISCLOSURE_ALWAYS)
        return;
    shown = log_text_escape(path);
    template_values_set(template_values_add(values, from == DISCLOSURE_NEVER ? "never" : "later"), "file",
                        shown);
}

static void
set_text(TemplateValues *values, const char *name, const char *text)
{
    g_autofree char *shown = log_text_escape(text);

    template_values_set(values, name, shown);
}

gboolean
public_page_add(const Campaign *campaign, const GPtrArray *files, const Disclosure *disclosure,
                GPtrArray *notices, GError **error)
{
    g_autoptr(TemplateValues) values = template_values_new();
    g_autoptr(GBytes) text =
        g_resource_lookup_data(bundle_get_resource(), RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
    ChaDay last = disclosure_last_day(disclosure);
    char day[CHA_DAY_TEXT_SIZE];

    if (text == NULL)
        return FALSE;
    set_text(values, "campaign", campaign->campaign);
    set_text(values, "commitment", campaign->commitment);
    for (guint i = 0; i < files->len; i++) {
        const BundleFile *file = g_ptr_array_index(files, i);

        if (g_str_has_prefix(file->path, "commit/"))
            add_file(values, disclosure, file->path);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(DRAWN_FILES); i++)
        add_file(values, disclosure, DRAWN_FILES[i]);
    if (last != DISCLOSURE_ALWAYS) {
        cha_day_to_text(last, day);
        template_values_set(template_values_add(values, "some_later"), "day", day);
    }
    template_fill(g_bytes_get_data(text, NULL), TEMPLATE_HTML, values,
                  bundle_notice_add(notices, "index.html")->text);
    return TRUE;
}
