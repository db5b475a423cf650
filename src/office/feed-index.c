#include "office/feed-index.h"

#include "base/i18n.h"
#include "exchange/page/qr-code.h"
#include "office/text-template.h"

#include <bundle-resources.h> /* generated */
#include <choucha/error.h>
#include <glib/gstdio.h>
#include <string.h>

static const char PAGE[] = "/choucha/bundle/feed-index.html";

struct FeedIndex {
    TemplateValues *values;
};

FeedIndex *
feed_index_new(void)
{
    FeedIndex *index = g_new0(FeedIndex, 1);

    index->values = template_values_new();
    template_values_set(index->values, "title", _("Addresses of calendars"));
    template_values_set(index->values, "how",
                        _("Scan the code with a phone, or enter the address where the calendar program adds "
                          "a calendar from the Internet. It then follows every change by itself."));
    template_values_set(index->values, "warning",
                        _("Whoever knows an address can read that calendar. Hand each of them to its "
                          "inspector only; `choucha feed revoke` replaces one that got into wrong hands."));
    template_values_set(index->values, "open", _("subscribe"));
    template_values_set(index->values, "language", _("en"));
    return index;
}

void
feed_index_free(FeedIndex *index)
{
    if (index == NULL)
        return;
    template_values_free(index->values);
    g_free(index);
}

gboolean
feed_index_add(FeedIndex *index, const char *name, const char *inspector, const char *department,
               const char *url, GError **error)
{
    guint side = 0;
    g_autofree char *path = qr_code_path(url, &side);
    g_autofree char *side_text = g_strdup_printf("%u", side);
    g_autofree char *subscription = g_strconcat("webcal", strchr(url, ':'), NULL);
    TemplateValues *feed;

    if (path == NULL) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("%s is too long for a QR code"), url);
        return FALSE;
    }
    feed = template_values_add(index->values, "feeds");
    template_values_set(feed, "name", name);
    template_values_set(feed, "inspector", inspector);
    template_values_set(feed, "department", department);
    template_values_set(feed, "url", url);
    template_values_set(feed, "subscription", subscription);
    template_values_set(feed, "open", _("subscribe"));
    template_values_set(feed, "side", side_text);
    template_values_set(feed, "path", path);
    return TRUE;
}

gboolean
feed_index_write(const FeedIndex *index, const char *path, GError **error)
{
    g_autoptr(GBytes) page =
        g_resource_lookup_data(bundle_get_resource(), PAGE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    g_autoptr(GString) filled = g_string_new(NULL);
    g_autoptr(GError) cause = NULL;

    g_assert(page != NULL);
    template_fill(g_bytes_get_data(page, NULL), TEMPLATE_HTML, index->values, filled);
    if (g_file_set_contents_full(path, filled->str, (gssize)filled->len,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                 &cause) &&
        g_chmod(path, 0600) == 0)
        return TRUE;
    g_set_error(error, CHA_ERROR, CHA_ERROR_OUTPUT, _("%s cannot be written: %s"), path,
                cause != NULL ? cause->message : g_strerror(errno));
    return FALSE;
}
