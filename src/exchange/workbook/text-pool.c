#include "exchange/workbook/text-pool.h"

#include "base/i18n.h"

#include <choucha/error.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

enum {
    PAGE_BYTES = 16384,
    KEPT_PAGES = 1536,   /* in memory for good: texts that come early come often */
    CACHED_PAGES = 1024, /* of those in the file */
    STRIDE = 8           /* of one text in so many it is known where it lies */
};

/* Where a text lies: each has its length and mark in front. */
typedef guint32 Head;

typedef struct {
    guint64 page;
    guint8 *bytes; /* NULL: nothing yet */
} CachedPage;

struct TextPool {
    GPtrArray *kept; /* the first pages, full ones */
    guint8 *last;    /* the page being filled */
    gsize last_length;
    guint64 n_pages; /* full ones, in memory or in the file */
    int file;        /* -1: not needed yet */
    CachedPage *cache;
    GArray *offsets; /* of every STRIDE-th text */
    guint64 n_texts;
    /* What follows the text read last, as texts are mostly read in order. */
    guint64 next_number;
    guint64 next_offset;
};

TextPool *
text_pool_new(void)
{
    TextPool *pool = g_new0(TextPool, 1);

    pool->kept = g_ptr_array_new_with_free_func(g_free);
    pool->last = g_malloc(PAGE_BYTES);
    pool->file = -1;
    pool->offsets = g_array_new(FALSE, FALSE, sizeof(guint64));
    return pool;
}

void
text_pool_free(TextPool *pool)
{
    if (pool == NULL)
        return;
    for (guint i = 0; pool->cache != NULL && i < CACHED_PAGES; i++)
        g_free(pool->cache[i].bytes);
    g_free(pool->cache);
    if (pool->file >= 0)
        (void)close(pool->file);
    g_ptr_array_unref(pool->kept);
    g_array_unref(pool->offsets);
    g_free(pool->last);
    g_free(pool);
}

guint64
text_pool_size(const TextPool *pool)
{
    return pool->n_texts;
}

static gboolean
fail(GError **error)
{
    g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("a temporary file in %s cannot be used: %s"),
                g_get_tmp_dir(), g_strerror(errno));
    return FALSE;
}

static gboolean
open_file(TextPool *pool, GError **error)
{
    g_autofree char *name = NULL;
    g_autoptr(GError) reason = NULL;

    pool->file = g_file_open_tmp("choucha-XXXXXX", &name, &reason);
    if (pool->file < 0) {
        g_set_error_literal(error, CHA_ERROR, CHA_ERROR_INVALID, reason->message);
        return FALSE;
    }
    (void)unlink(name);
    pool->cache = g_new0(CachedPage, CACHED_PAGES);
    return TRUE;
}

static gboolean
write_page(TextPool *pool, GError **error)
{
    off_t offset = (off_t)(pool->n_pages - KEPT_PAGES) * PAGE_BYTES;

    if (pool->file < 0 && !open_file(pool, error))
        return FALSE;
    for (gsize done = 0; done < PAGE_BYTES;) {
        gssize n = pwrite(pool->file, pool->last + done, PAGE_BYTES - done, offset + (off_t)done);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return fail(error);
        done += (gsize)n;
    }
    return TRUE;
}

static gboolean
end_page(TextPool *pool, GError **error)
{
    if (pool->n_pages < KEPT_PAGES) {
        g_ptr_array_add(pool->kept, pool->last);
        pool->last = g_malloc(PAGE_BYTES);
    } else if (!write_page(pool, error)) {
        return FALSE;
    }
    pool->n_pages++;
    pool->last_length = 0;
    return TRUE;
}

static gboolean
put(TextPool *pool, const void *bytes, gsize length, GError **error)
{
    const guint8 *from = bytes;

    while (length > 0) {
        gsize n = MIN(length, PAGE_BYTES - pool->last_length);

        memcpy(pool->last + pool->last_length, from, n);
        pool->last_length += n;
        from += n;
        length -= n;
        if (pool->last_length == PAGE_BYTES && !end_page(pool, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
text_pool_add(TextPool *pool, const char *text, gsize length, guint mark, GError **error)
{
    Head head = (Head)(length << 3 | mark);
    guint64 offset = pool->n_pages * PAGE_BYTES + pool->last_length;

    g_assert(mark < 8 && length <= G_MAXUINT32 >> 3);
    if (pool->n_texts % STRIDE == 0)
        g_array_append_val(pool->offsets, offset);
    pool->n_texts++;
    return put(pool, &head, sizeof head, error) && put(pool, text, length, error);
}

static const guint8 *
read_page(TextPool *pool, guint64 page, GError **error)
{
    CachedPage *cached = &pool->cache[page % CACHED_PAGES];
    off_t offset = (off_t)(page - KEPT_PAGES) * PAGE_BYTES;

    if (cached->bytes != NULL && cached->page == page)
        return cached->bytes;
    if (cached->bytes == NULL)
        cached->bytes = g_malloc(PAGE_BYTES);
    cached->page = G_MAXUINT64; /* should reading fail */
    for (gsize done = 0; done < PAGE_BYTES;) {
        gssize n = pread(pool->file, cached->bytes + done, PAGE_BYTES - done, offset + (off_t)done);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            (void)fail(error);
            return NULL;
        }
        done += (gsize)n;
    }
    cached->page = page;
    return cached->bytes;
}

static const guint8 *
find_page(TextPool *pool, guint64 page, GError **error)
{
    if (page == pool->n_pages)
        return pool->last;
    if (page < KEPT_PAGES)
        return g_ptr_array_index(pool->kept, (guint)page);
    return read_page(pool, page, error);
}

/* The bytes at @offset that lie together in one page, @*length of them at most. */
static const guint8 *
find_bytes(TextPool *pool, guint64 offset, gsize *length, GError **error)
{
    const guint8 *page = find_page(pool, offset / PAGE_BYTES, error);

    *length = MIN(*length, (gsize)(PAGE_BYTES - offset % PAGE_BYTES));
    return page != NULL ? page + offset % PAGE_BYTES : NULL;
}

static gboolean
read_head(TextPool *pool, guint64 offset, Head *ret_head, GError **error)
{
    guint8 *to = (guint8 *)ret_head;

    for (gsize done = 0, n; done < sizeof(Head); done += n) {
        const guint8 *bytes;

        n = sizeof(Head) - done;
        bytes = find_bytes(pool, offset + done, &n, error);
        if (bytes == NULL)
            return FALSE;
        memcpy(to + done, bytes, n);
    }
    return TRUE;
}

static gboolean
find_text(TextPool *pool, guint64 number, guint64 *ret_offset, Head *ret_head, GError **error)
{
    guint64 at = number - number % STRIDE;
    guint64 offset = g_array_index(pool->offsets, guint64, (guint)(number / STRIDE));

    if (pool->next_number <= number && pool->next_number >= at && pool->next_offset > 0) {
        at = pool->next_number;
        offset = pool->next_offset;
    }
    for (;; at++) {
        if (!read_head(pool, offset, ret_head, error))
            return FALSE;
        offset += sizeof(Head);
        if (at == number)
            break;
        offset += *ret_head >> 3;
    }
    *ret_offset = offset;
    pool->next_number = number + 1;
    pool->next_offset = offset + (*ret_head >> 3);
    return TRUE;
}

gboolean
text_pool_append(TextPool *pool, guint64 number, GString *text, guint *ret_mark, GError **error)
{
    guint64 offset = 0;
    Head head = 0;

    g_assert(number < pool->n_texts);
    if (!find_text(pool, number, &offset, &head, error))
        return FALSE;
    for (gsize done = 0, n, length = head >> 3; done < length; done += n) {
        const guint8 *bytes;

        n = length - done;
        bytes = find_bytes(pool, offset + done, &n, error);
        if (bytes == NULL)
            return FALSE;
        g_string_append_len(text, (const char *)bytes, (gssize)n);
    }
    *ret_mark = head & 7;
    return TRUE;
}
