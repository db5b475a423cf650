#include "base/encoding.h"

#include "base/i18n.h"

#include <choucha/error.h>
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    PIECE_BYTES = 65536,
    /* So many characters of three bytes in a row before the first wrong byte do
     * not come about by chance in GB18030, whose usual characters begin with
     * bytes that begin nothing in UTF-8: the text is UTF-8, and damaged. */
    TELLING_CHARACTERS = 3
};

struct Decoder {
    int file;      /* -1: the bytes in memory */
    GBytes *bytes; /* NULL: the file */
    guint64 size;
    guint64 offset; /* of the next byte to read */
    gboolean is_utf8;
    gboolean has_mark; /* UTF-8's */
    gsize mark_length; /* of the byte order mark in either encoding */
    iconv_t converter; /* to UTF-8, unless it is UTF-8 */
    guint8 *raw;       /* bytes read and not converted yet */
    gsize raw_length;
};

#define NO_CONVERTER ((iconv_t)-1)

/* What begins like this is no text in either encoding. */
typedef struct {
    const char *bytes;
    gsize length;
    const char *meaning;
} Signature;

static const Signature SIGNATURES[] = {
    {"\xff\xfe", 2, N_("Unicode text (UTF-16); save it as CSV UTF-8")},
    {"\xfe\xff", 2, N_("Unicode text (UTF-16); save it as CSV UTF-8")},
    {"PK\x03\x04", 4, N_("a workbook or an archive; save the sheet as CSV UTF-8")},
    {"\xd0\xcf\x11\xe0", 4, N_("an old workbook (.xls); save the sheet as CSV UTF-8")},
    {"%PDF", 4, N_("a PDF document; the table itself is needed, as CSV UTF-8")},
};

static gssize
read_at(Decoder *decoder, guint64 offset, gpointer buffer, gsize size, GError **error)
{
    gsize done = 0;

    if (decoder->bytes != NULL) {
        gsize length = 0;
        const guint8 *bytes = g_bytes_get_data(decoder->bytes, &length);
        gsize left = length - (gsize)MIN(offset, length);

        done = MIN(size, left);
        if (done > 0)
            memcpy(buffer, bytes + offset, done);
        return (gssize)done;
    }
    while (done < size) {
        gssize n = pread(decoder->file, (guint8 *)buffer + done, size - done, (off_t)(offset + done));

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("cannot be read: %s"), g_strerror(errno));
            return -1;
        }
        if (n == 0)
            break;
        done += (gsize)n;
    }
    return (gssize)done;
}

/* The line (from 1) and the byte of that line (from 1) at @offset. */
static gboolean
locate(Decoder *decoder, guint64 offset, guint64 *ret_line, guint64 *ret_byte, GError **error)
{
    g_autofree guint8 *piece = g_malloc(PIECE_BYTES);
    guint64 line = 1;
    guint64 line_start = 0;
    guint8 previous = 0;

    for (guint64 at = 0; at < offset;) {
        gssize n = read_at(decoder, at, piece, (gsize)MIN(PIECE_BYTES, offset - at), error);

        if (n < 0)
            return FALSE;
        if (n == 0)
            break;
        for (gsize i = 0; i < (gsize)n; i++) {
            if (piece[i] == '\r' || (piece[i] == '\n' && previous != '\r'))
                line++;
            if (piece[i] == '\r' || piece[i] == '\n')
                line_start = at + i + 1;
            previous = piece[i];
        }
        at += (guint64)n;
    }
    *ret_line = line;
    *ret_byte = offset - line_start + 1;
    return TRUE;
}

/* @format takes the line and the byte. */
static gssize
fail_at(Decoder *decoder, guint64 offset, const char *format, GError **error)
{
    guint64 line;
    guint64 byte;

    if (locate(decoder, offset, &line, &byte, error))
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, format, line, byte);
    return -1;
}

static gssize
fail_at_nul(Decoder *decoder, guint64 offset, GError **error)
{
    return fail_at(decoder, offset,
                   _("line %" PRIu64 ", byte %" PRIu64 ": a NUL byte; this is no text, or UTF-16 text: "
                     "save it as CSV UTF-8"),
                   error);
}

static gssize
fail_as_damaged(Decoder *decoder, guint64 offset, GError **error)
{
    return fail_at(
        decoder, offset,
        _("line %" PRIu64 ", byte %" PRIu64 ": damaged UTF-8 text; save the file again as CSV UTF-8"), error);
}

static gssize
fail_as_neither(Decoder *decoder, guint64 offset, GError **error)
{
    return fail_at(decoder, offset,
                   _("line %" PRIu64 ", byte %" PRIu64
                     ": neither UTF-8 nor GB18030 text; save the file again "
                     "as CSV UTF-8"),
                   error);
}

/* Counts characters of three bytes or more in valid UTF-8, up to enough. */
static guint
count_telling(const char *text, gsize length, guint count)
{
    for (gsize i = 0; i < length && count < TELLING_CHARACTERS; i++) {
        if ((guchar)text[i] >= 0xE0)
            count++;
    }
    return count;
}

/* Reads the file once: is it UTF-8 from end to end? */
static gboolean
find_encoding(Decoder *decoder, GError **error)
{
    g_autofree char *piece = g_malloc(PIECE_BYTES);
    guint telling = decoder->has_mark ? TELLING_CHARACTERS : 0;
    guint64 offset = decoder->has_mark ? decoder->mark_length : 0;

    while (offset < decoder->size) {
        gssize n = read_at(decoder, offset, piece, PIECE_BYTES, error);
        const char *end;
        gsize valid;

        if (n < 0)
            return FALSE;
        if (n == 0)
            break;
        (void)g_utf8_validate_len(piece, (gsize)n, &end);
        valid = (gsize)(end - piece);
        telling = count_telling(piece, valid, telling);
        if (valid == (gsize)n || (n == PIECE_BYTES && (gsize)n - valid <= 3)) {
            offset += valid;
            continue;
        }
        offset += valid;
        if (*end == '\0')
            return fail_at_nul(decoder, offset, error) >= 0;
        if (telling >= TELLING_CHARACTERS)
            return fail_as_damaged(decoder, offset, error) >= 0;
        decoder->is_utf8 = FALSE;
        return TRUE;
    }
    decoder->is_utf8 = TRUE;
    return TRUE;
}

static gboolean
look_at_beginning(Decoder *decoder, GError **error)
{
    guint8 beginning[4] = {0};
    gssize n = read_at(decoder, 0, beginning, sizeof beginning, error);

    if (n < 0)
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(SIGNATURES); i++) {
        const Signature *signature = &SIGNATURES[i];

        if ((gsize)n >= signature->length && memcmp(beginning, signature->bytes, signature->length) == 0) {
            g_set_error_literal(error, CHA_ERROR, CHA_ERROR_INVALID, _(signature->meaning));
            return FALSE;
        }
    }
    decoder->has_mark = n >= 3 && memcmp(beginning, "\xef\xbb\xbf", 3) == 0;
    if (decoder->has_mark)
        decoder->mark_length = 3;
    else if (n == 4 && memcmp(beginning, "\x84\x31\x95\x33", 4) == 0)
        decoder->mark_length = 4; /* the same character in GB18030 */
    return TRUE;
}

static gboolean
begin(Decoder *decoder, GError **error)
{
    if (!look_at_beginning(decoder, error) || !find_encoding(decoder, error))
        return FALSE;
    decoder->offset = decoder->mark_length;
    if (decoder->is_utf8)
        return TRUE;
    decoder->converter = iconv_open("UTF-8", "GB18030");
    if (decoder->converter == NO_CONVERTER) {
        g_set_error_literal(error, CHA_ERROR, CHA_ERROR_INVALID,
                            _("not UTF-8 text, and this system cannot convert GB18030"));
        return FALSE;
    }
    decoder->raw = g_malloc(PIECE_BYTES);
    return TRUE;
}

Decoder *
decoder_new(GBytes *bytes, GError **error)
{
    g_autoptr(Decoder) decoder = g_new0(Decoder, 1);

    decoder->file = -1;
    decoder->converter = NO_CONVERTER;
    decoder->bytes = g_bytes_ref(bytes);
    decoder->size = g_bytes_get_size(bytes);
    return begin(decoder, error) ? g_steal_pointer(&decoder) : NULL;
}

/* A pipe can be read only once, so its bytes go to a file without a name. */
static gboolean
spool(Decoder *decoder, GError **error)
{
    g_autofree char *name = NULL;
    g_autofree guint8 *piece = g_malloc(PIECE_BYTES);
    int copy = g_file_open_tmp("choucha-XXXXXX", &name, error);

    if (copy < 0)
        return FALSE;
    (void)unlink(name);
    for (;;) {
        gssize n = read(decoder->file, piece, PIECE_BYTES);

        if (n < 0 && errno == EINTR)
            continue;
        if (n > 0 && write(copy, piece, (gsize)n) == n)
            continue;
        if (n != 0) {
            g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("cannot be read: %s"), g_strerror(errno));
            (void)close(copy);
            return FALSE;
        }
        (void)close(decoder->file);
        decoder->file = copy;
        return TRUE;
    }
}

Decoder *
decoder_open(const char *path, GError **error)
{
    g_autoptr(Decoder) decoder = g_new0(Decoder, 1);
    struct stat status;

    decoder->converter = NO_CONVERTER;
    decoder->file = open(path, O_RDONLY | O_CLOEXEC);
    if (decoder->file < 0 || fstat(decoder->file, &status) != 0) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("cannot be opened: %s"), g_strerror(errno));
        return NULL;
    }
    if (S_ISDIR(status.st_mode)) {
        g_set_error_literal(error, CHA_ERROR, CHA_ERROR_INVALID, _("a folder; the files in it are needed"));
        return NULL;
    }
    if (!S_ISREG(status.st_mode)) {
        if (!spool(decoder, error))
            return NULL;
        if (fstat(decoder->file, &status) != 0) {
            g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("cannot be read: %s"), g_strerror(errno));
            return NULL;
        }
    }
    decoder->size = (guint64)status.st_size;
    return begin(decoder, error) ? g_steal_pointer(&decoder) : NULL;
}

void
decoder_free(Decoder *decoder)
{
    if (decoder == NULL)
        return;
    if (decoder->file >= 0)
        (void)close(decoder->file);
    if (decoder->converter != NO_CONVERTER)
        (void)iconv_close(decoder->converter);
    g_clear_pointer(&decoder->bytes, g_bytes_unref);
    g_free(decoder->raw);
    g_free(decoder);
}

const char *
decoder_encoding(const Decoder *decoder)
{
    return decoder->is_utf8 ? "UTF-8" : "GB18030";
}

guint64
decoder_size(const Decoder *decoder)
{
    return decoder->size;
}

guint64
decoder_position(const Decoder *decoder)
{
    return decoder->offset;
}

/* Checked once more while it is read: the file may have changed since. */
static gssize
read_utf8(Decoder *decoder, char *buffer, gsize size, GError **error)
{
    gssize n = read_at(decoder, decoder->offset, buffer, size, error);
    const char *end;
    gsize valid;

    if (n <= 0)
        return n;
    (void)g_utf8_validate_len(buffer, (gsize)n, &end);
    valid = (gsize)(end - buffer);
    decoder->offset += valid;
    if (valid == (gsize)n || ((gsize)n == size && size - valid <= 3))
        return (gssize)valid; /* a character cut off at the end comes next time */
    if (*end == '\0')
        return fail_at_nul(decoder, decoder->offset, error);
    return fail_as_damaged(decoder, decoder->offset, error);
}

static gssize
read_gb18030(Decoder *decoder, char *buffer, gsize size, GError **error)
{
    gssize n = read_at(decoder, decoder->offset + decoder->raw_length, decoder->raw + decoder->raw_length,
                       PIECE_BYTES - decoder->raw_length, error);
    char *from = (char *)decoder->raw;
    char *to = buffer;
    gsize left;
    gsize room = size;
    gsize result;
    const char *nul;

    if (n < 0)
        return n;
    left = decoder->raw_length + (gsize)n;
    if (left == 0)
        return 0;
    nul = memchr(from, '\0', left);
    if (nul != NULL)
        return fail_at_nul(decoder, decoder->offset + (guint64)(nul - from), error);
    errno = 0;
    result = iconv(decoder->converter, &from, &left, &to, &room);
    decoder->offset += (guint64)(from - (char *)decoder->raw);
    /* What was converted is handed out first. A character cut off is an error
     * only at the end of the file, where nothing more comes. */
    if (result == (gsize)-1 && errno != E2BIG && to == buffer)
        return fail_as_neither(decoder, decoder->offset, error);
    memmove(decoder->raw, from, left);
    decoder->raw_length = left;
    return to - buffer;
}

gssize
decoder_read(Decoder *decoder, char *buffer, gsize size, GError **error)
{
    g_assert(size >= DECODER_LEAST_SIZE);
    return decoder->is_utf8 ? read_utf8(decoder, buffer, size, error)
                            : read_gb18030(decoder, buffer, size, error);
}
