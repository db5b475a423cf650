/* The page with the addresses of feeds, to be cut up and handed out. */
#pragma once

#include <gio/gio.h>

typedef struct FeedIndex FeedIndex;

FeedIndex *feed_index_new(void);
void feed_index_free(FeedIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FeedIndex, feed_index_free)

/* %CHA_ERROR_INVALID for an address that no QR code holds. */
gboolean feed_index_add(FeedIndex *index, const char *name, const char *inspector, const char *department,
                        const char *url, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes the page, which only its owner can read. */
gboolean feed_index_write(const FeedIndex *index, const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
