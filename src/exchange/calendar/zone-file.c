/* Zones of the system's tz database (RFC 8536). */
#include "exchange/calendar/zone-private.h"

#include <string.h>

enum {
    HEADER_SIZE = 44,
    COUNTS_AT = 20,
    TYPE_SIZE = 6,
    MOST_ENTRIES = 65536, /* far more than any zone has */
    MOST_BYTES = 4 * 1024 * 1024,
};

enum { COUNT_UT, COUNT_STANDARD, COUNT_LEAP, COUNT_TIMES, COUNT_TYPES, COUNT_CHARACTERS, N_COUNTS };

/* A block of a zone file and the bytes after it. */
typedef struct {
    const guint8 *data;
    gsize length;
    gsize counts[N_COUNTS];
} Block;

static guint32
number_at(const guint8 *at)
{
    return (guint32)at[0] << 24 | (guint32)at[1] << 16 | (guint32)at[2] << 8 | at[3];
}

static gint64
long_number_at(const guint8 *at)
{
    return (gint64)((guint64)number_at(at) << 32 | number_at(at + 4));
}

static gsize
block_size(const Block *block, gsize time_size)
{
    return block->counts[COUNT_TIMES] * (time_size + 1) + block->counts[COUNT_TYPES] * TYPE_SIZE +
           block->counts[COUNT_CHARACTERS] + block->counts[COUNT_LEAP] * (time_size + 4) +
           block->counts[COUNT_STANDARD] + block->counts[COUNT_UT];
}

/* Reads a header; @block is what follows it. */
static gboolean
open_block(const guint8 *bytes, gsize length, gsize time_size, Block *block)
{
    if (length < HEADER_SIZE || memcmp(bytes, "TZif", 4) != 0 || bytes[4] < '2')
        return FALSE;
    for (gsize i = 0; i < N_COUNTS; i++) {
        block->counts[i] = number_at(bytes + COUNTS_AT + 4 * i);
        if (block->counts[i] > MOST_ENTRIES)
            return FALSE;
    }
    block->data = bytes + HEADER_SIZE;
    block->length = length - HEADER_SIZE;
    return block->length >= block_size(block, time_size);
}

static gboolean
read_types(CalendarZone *zone, const Block *block)
{
    const guint8 *kinds = block->data + 8 * block->counts[COUNT_TIMES];
    const guint8 *types = kinds + block->counts[COUNT_TIMES];

    if (block->counts[COUNT_TYPES] == 0)
        return FALSE;
    zone->first = (gint32)number_at(types);
    for (gsize i = 0; i < block->counts[COUNT_TIMES]; i++) {
        Transition transition = {long_number_at(block->data + 8 * i), 0};

        if (kinds[i] >= block->counts[COUNT_TYPES])
            return FALSE;
        transition.to = (gint32)number_at(types + (gsize)kinds[i] * TYPE_SIZE);
        if (ABS(transition.to) >= CIVIL_SECONDS_PER_DAY + CIVIL_SECONDS_PER_HOUR * 2)
            return FALSE;
        if (transition.utc < CIVIL_MIN)
            zone->first = transition.to; /* "since the Big Bang" */
        else
            g_array_append_val(zone->transitions, transition);
    }
    return TRUE;
}

/* "\n" rule "\n". */
static void
read_tail(CalendarZone *zone, const guint8 *bytes, gsize length)
{
    const guint8 *end = length > 0 ? memchr(bytes + 1, '\n', length - 1) : NULL;

    zone->has_tail = end != NULL && *bytes == '\n' &&
                     zone_tail_read((const char *)bytes + 1, (gsize)(end - bytes - 1), &zone->tail);
}

static CalendarZone *
zone_from_bytes(const guint8 *bytes, gsize length)
{
    g_autoptr(CalendarZone) zone = calendar_zone_new_fixed(0);
    Block block;
    gsize size;

    if (!open_block(bytes, length, 4, &block)) /* of 32-bit times, for old programs */
        return NULL;
    size = block_size(&block, 4);
    if (!open_block(block.data + size, block.length - size, 8, &block) || !read_types(zone, &block))
        return NULL;
    size = block_size(&block, 8);
    read_tail(zone, block.data + size, block.length - size);
    zone->horizon = zone->transitions->len > 0
                        ? g_array_index(zone->transitions, Transition, zone->transitions->len - 1).utc + 1
                        : CIVIL_MIN;
    return g_steal_pointer(&zone);
}

/* Names are paths below the database, and never lead out of it. */
static gboolean
is_zone_name(const char *name)
{
    if (!g_ascii_isalpha(*name) || g_str_has_prefix(name, "right/") || g_str_has_prefix(name, "posix/"))
        return FALSE;
    for (const char *at = name; *at != '\0'; at++) {
        if (!g_ascii_isalnum(*at) && strchr("+-_/", *at) == NULL)
            return FALSE;
    }
    return TRUE;
}

CalendarZone *
calendar_zone_load(const char *name)
{
    const char *folder = g_getenv("TZDIR");
    g_autofree char *path = NULL;
    g_autofree char *bytes = NULL;
    gsize length = 0;

    if (!is_zone_name(name))
        return NULL;
    path = g_build_filename(folder != NULL && *folder != '\0' ? folder : "/usr/share/zoneinfo", name, NULL);
    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR) || !g_file_get_contents(path, &bytes, &length, NULL) ||
        length > MOST_BYTES)
        return NULL;
    return zone_from_bytes((const guint8 *)bytes, length);
}
