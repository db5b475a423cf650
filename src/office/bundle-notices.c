#include "office/bundle-notices.h"

#include "office/log-text.h"

static const struct {
    const char *path;
    LogAction action; /* the last entry in it */
} LOGS[] = {
    {"log/commit.csv", LOG_COMMIT},
    {"log/draw.csv", LOG_DRAW},
};

static void
notice_free(gpointer data)
{
    BundleNotice *notice = data;

    g_free(notice->path);
    g_string_free(notice->text, TRUE);
    g_free(notice);
}

static BundleNotice *
add_notice(GPtrArray *notices, const char *path)
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

GPtrArray *
bundle_notices(ChaStore *store, const char *campaign, GError **error)
{
    g_autoptr(GPtrArray) notices = g_ptr_array_new_with_free_func(notice_free);

    for (gsize i = 0; i < G_N_ELEMENTS(LOGS); i++) {
        char hash[DIGEST_HEX_SIZE];
        guint64 entry = 0;

        if (!log_store_find(store, LOGS[i].action, campaign, &entry, hash, error))
            return NULL;
        if (entry > 0 &&
            !log_text_write(store, entry, append, add_notice(notices, LOGS[i].path)->text, error))
            return NULL;
    }
    return g_steal_pointer(&notices);
}
