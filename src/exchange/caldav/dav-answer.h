/* Answers of WebDAV servers (RFC 4918). */
#pragma once

#include <glib.h>

/* What a multistatus answer says of the members of a collection: their names (the
 * last part of each href, unescaped) and their entity tags; what has no tag is left
 * out. Owned by the table. %CHA_ERROR_INVALID when it is no such answer. */
GHashTable *dav_answer_read_tags(const char *text, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
