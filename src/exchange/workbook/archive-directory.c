#include "exchange/workbook/archive-directory.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum {
    MAX_DIRECTORY = 8 << 20, /* bytes; a hundred for a part */
    END_BYTES = 22,          /* of the record at the end, without its comment */
    MAX_COMMENT = 65535,
    LOCATOR_BYTES = 20, /* of what tells where the longer record is */
    LONG_END_BYTES = 56,
    TAIL_BYTES = LOCATOR_BYTES + END_BYTES + MAX_COMMENT
};

static const char END_MARK[] = "PK\x05\x06";
static const char LOCATOR_MARK[] = "PK\x06\x07";
static const char LONG_END_MARK[] = "PK\x06\x06";

/* How many bytes there are at @offset, up to @size. */
static gsize
read_at(const ArchiveSource *source, guint64 offset, guint8 *buffer, gsize size)
{
    gsize done = 0;

    if (source->bytes != NULL) {
        gsize length = 0;
        const guint8 *bytes = g_bytes_get_data(source->bytes, &length);

        done = offset < length ? MIN(size, length - (gsize)offset) : 0;
        if (done > 0)
            memcpy(buffer, bytes + offset, done);
        return done;
    }
    while (done < size && offset < source->size) {
        gssize n = pread(source->file, buffer + done, size - done, (off_t)(offset + done));

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        done += (gsize)n;
    }
    return done;
}

static guint64
read_number(const guint8 *bytes, guint n_bytes)
{
    guint64 number = 0;

    for (guint i = n_bytes; i > 0; i--)
        number = number << 8 | bytes[i - 1];
    return number;
}

/* Of the list that the longer record at @offset tells of; 0 when there is none. */
static guint64
long_size(const ArchiveSource *source, guint64 offset)
{
    guint8 record[LONG_END_BYTES];

    if (read_at(source, offset, record, sizeof record) < sizeof record ||
        memcmp(record, LONG_END_MARK, strlen(LONG_END_MARK)) != 0)
        return 0;
    return read_number(record + 40, 8);
}

gboolean
archive_directory_is_small(const ArchiveSource *source)
{
    g_autofree guint8 *tail = g_malloc(TAIL_BYTES);
    guint64 offset = source->size - MIN(source->size, TAIL_BYTES);
    gsize length = read_at(source, offset, tail, TAIL_BYTES);

    /* Each of them, as another reader may choose another. */
    for (gsize i = 0; i + LOCATOR_BYTES <= length; i++) {
        const guint8 *at = tail + i;

        if (at[0] != 'P' || at[1] != 'K')
            continue;
        if (memcmp(at, LOCATOR_MARK, strlen(LOCATOR_MARK)) == 0) {
            if (long_size(source, read_number(at + 8, 8)) > MAX_DIRECTORY)
                return FALSE;
        } else if (memcmp(at, END_MARK, strlen(END_MARK)) == 0 && i + END_BYTES <= length) {
            guint64 size = read_number(at + 12, 4);

            if (size > MAX_DIRECTORY && size != G_MAXUINT32) /* which refers to the longer record */
                return FALSE;
        }
    }
    return TRUE;
}
