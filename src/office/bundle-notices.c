#include "office/bundle-notices.h"

#include "office/announcement.h"
#include "office/log-text.h"
#include "office/reveals-page.h"

#include <bundle-resources.h> /* generated */

static const struct {
    const char *path;
    LogAction action; /* the last entry in it */
} LOGS[] = {
    {"log/commit.csv", LOG_COMMIT},
    {"log/draw.csv", LOG_DRAW},
};

typedef struct {
    const char *path;
    const char *resource;
    TemplateKind kind;
} Page;

static const Page ANNOUNCEMENTS[] = {
    {"announcement/en.html", "/choucha/bundle/announcement-en.html", TEMPLATE_HTML},
    {"announcement/en.txt", "/choucha/bundle/announcement-en.txt", TEMPLATE_PLAIN},
    {"announcement/zh.html", "/choucha/bundle/announcement-zh.html", TEMPLATE_HTML},
    {"announcement/zh.txt", "/choucha/bundle/announcement-zh.txt", TEMPLATE_PLAIN},
};

static const Page REVEALS[] = {
    {"announcement/reveals.en.txt", "/choucha/bundle/reveals-en.txt", TEMPLATE_PLAIN},
    {"announcement/reveals.zh.txt", "/choucha/bundle/reveals-zh.txt", TEMPLATE_PLAIN},
};

static void
notice_free(gpointer data)
{
    BundleNotice *notice = data;

    g_free(notice->path);
    g_string_free(notice->text, TRUE);
    g_free(notice);
}

GPtrArray *
bundle_notices_new(void)
{
    return g_ptr_array_new_with_free_func(notice_free);
}

BundleNotice *
bundle_notice_add(GPtrArray *notices, const char *path)
{
    BundleNotice *notice = g_new0(BundleNotice, 1);

    notice->path = g_strdup(path);
    notice->text = g_string_new(NULL);
    g_ptr_array_add(notices, notice);
    return notice;
}

static gboolean
append(const char *bytes, gsize length, gpointer data, GError **error)
{
    (void)error;
    g_string_append_len(data, bytes, (gssize)length);
    return TRUE;
}

static gboolean
add_pages(GPtrArray *notices, const Page *pages, gsize n_pages, const TemplateValues *values, GError **error)
{
    for (gsize i = 0; i < n_pages; i++) {
        g_autoptr(GBytes) text = g_resource_lookup_data(bundle_get_resource(), pages[i].resource,
                                                        G_RESOURCE_LOOKUP_FLAGS_NONE, error);

        if (text == NULL)
            return FALSE;
        template_fill(g_bytes_get_data(text, NULL), pages[i].kind, values,
                      bundle_notice_add(notices, pages[i].path)->text);
    }
    return TRUE;
}

static gboolean
add_announcements(GPtrArray *notices, ChaStore *store, guint64 entry, const char *head, GError **error)
{
    g_autoptr(TemplateValues) values = announcement_values(store, entry, head, error);

    return values != NULL && add_pages(notices, ANNOUNCEMENTS, G_N_ELEMENTS(ANNOUNCEMENTS), values, error);
}

/* Once all nonces are revealed that the sources promise. */
static gboolean
add_reveals(GPtrArray *notices, ChaStore *store, const char *campaign, GError **error)
{
    g_autoptr(TemplateValues) values = NULL;
    guint64 entry = 0;

    if (!reveals_page_values(store, campaign, &entry, &values, error))
        return FALSE;
    return values == NULL ||
           (add_pages(notices, REVEALS, G_N_ELEMENTS(REVEALS), values, error) &&
            log_text_write(store, entry, append, bundle_notice_add(notices, "log/reveals.csv")->text, error));
}

GPtrArray *
bundle_notices(ChaStore *store, const char *campaign, GError **error)
{
    g_autoptr(GPtrArray) notices = bundle_notices_new();

    for (gsize i = 0; i < G_N_ELEMENTS(LOGS); i++) {
        char hash[DIGEST_HEX_SIZE];
        guint64 entry = 0;

        if (!log_store_find(store, LOGS[i].action, campaign, &entry, hash, error))
            return NULL;
        if (entry == 0)
            continue;
        if (!log_text_write(store, entry, append, bundle_notice_add(notices, LOGS[i].path)->text, error) ||
            (LOGS[i].action == LOG_COMMIT && !add_announcements(notices, store, entry, hash, error)))
            return NULL;
    }
    return add_reveals(notices, store, campaign, error) ? g_steal_pointer(&notices) : NULL;
}
