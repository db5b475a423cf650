/* Many texts by number. The first are kept in memory, the others in a
 * temporary file, so that memory hardly grows with them. */
#pragma once

#include <glib.h>

typedef struct TextPool TextPool;

TextPool *text_pool_new(void);
void text_pool_free(TextPool *pool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TextPool, text_pool_free)

/* The next text, which gets the next number, from 0. @mark is handed out with
 * it, at most 7. CHA_ERROR_INVALID: no room for the temporary file. */
gboolean text_pool_add(TextPool *pool, const char *text, gsize length, guint mark,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint64 text_pool_size(const TextPool *pool);
/* Appends text number @number, which must be there. */
gboolean text_pool_append(TextPool *pool, guint64 number, GString *text, guint *ret_mark,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
