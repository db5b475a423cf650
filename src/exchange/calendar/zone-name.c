#include "exchange/calendar/zone-name.h"

#include "base/words.h"

#include <string.h>

/* What was found before, under the name that was asked for. */
typedef struct {
    ZoneNameReading reading;
    CalendarZone *zone; /* (nullable) */
    char *canonical;    /* (nullable) */
} Finding;

struct ZoneNames {
    GHashTable *table;    /* (nullable) the words of time-zones.csv, folded → a name of the tz database */
    GHashTable *findings; /* name → Finding */
};

static void
finding_free(Finding *finding)
{
    calendar_zone_free(finding->zone);
    g_free(finding->canonical);
    g_free(finding);
}

ZoneNames *
zone_names_new(void)
{
    ZoneNames *names = g_new0(ZoneNames, 1);

    names->findings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)finding_free);
    return names;
}

void
zone_names_free(ZoneNames *names)
{
    if (names == NULL)
        return;
    g_clear_pointer(&names->table, g_hash_table_unref);
    g_hash_table_unref(names->findings);
    g_free(names);
}

static const char *
find_in_table(ZoneNames *names, const char *name)
{
    g_autofree char *folded = g_ascii_strdown(name, -1);

    if (names->table == NULL) {
        g_autoptr(GPtrArray) rows = words_load("time-zones.csv");

        names->table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        for (guint i = 0; i < rows->len; i++) {
            char **row = g_ptr_array_index(rows, i);

            g_hash_table_insert(names->table, g_ascii_strdown(row[0], -1), g_strdup(row[1]));
        }
    }
    return g_hash_table_lookup(names->table, folded);
}

static gboolean
find_in_database(Finding *finding, const char *name)
{
    finding->zone = calendar_zone_load(name);
    if (finding->zone == NULL)
        return FALSE;
    finding->canonical = g_strdup(name);
    finding->reading = ZONE_NAME_KNOWN;
    return TRUE;
}

/* "asia/shanghai" as the database writes it. */
static char *
capitalize(const char *name)
{
    char *capitalized = g_ascii_strdown(name, -1);
    gboolean is_first = TRUE;

    for (char *at = capitalized; *at != '\0'; at++) {
        if (is_first)
            *at = g_ascii_toupper(*at);
        is_first = strchr("/_-", *at) != NULL;
    }
    return capitalized;
}

/* "/example.org/20050126_1/Asia/Shanghai": the database's name is at the end. */
static gboolean
find_at_end(Finding *finding, const char *name)
{
    if (*name != '/')
        return FALSE;
    for (const char *at = name; at != NULL; at = strchr(at, '/')) {
        at++;
        if (find_in_database(finding, at))
            return TRUE;
    }
    return FALSE;
}

/* "8", "8:00", "08:00", "0530", "080543" after a sign, up to what is no part of
 * it. */
static const char *
read_offset(const char *text, gint *ret_seconds)
{
    enum { MOST_DIGITS = 6 };
    char padded[MOST_DIGITS + 2] = "+";
    guint n_digits = 0;
    const char *at = text + 1;

    if (*text != '+' && *text != '-')
        return NULL;
    for (; g_ascii_isdigit(*at) || (*at == ':' && n_digits > 0 && g_ascii_isdigit(at[1])); at++) {
        if (*at == ':')
            continue;
        if (n_digits == MOST_DIGITS)
            return NULL;
        padded[1 + n_digits++] = *at;
    }
    if (n_digits % 2 == 1) {
        memmove(padded + 2, padded + 1, n_digits);
        padded[1] = '0';
        n_digits++;
    }
    padded[0] = *text;
    return calendar_offset_read((Slice){padded, 1 + n_digits}, ret_seconds) ? at : NULL;
}

/* "UTC+8", "GMT+0800", "+08:00", and "(UTC+08:00) Beijing, Chongqing", of which
 * only the offset can be understood; at +08:00 nobody changes clocks. */
static gboolean
find_offset(Finding *finding, const char *name)
{
    enum { OFFSET_WITHOUT_CHANGES = 8 * CIVIL_SECONDS_PER_HOUR };
    gboolean in_brackets = *name == '(';
    const char *at = in_brackets ? name + 1 : name;
    g_autoptr(GString) canonical = g_string_new("UTC");
    gint seconds;
    const char *end;

    if (g_ascii_strncasecmp(at, "UTC", 3) == 0 || g_ascii_strncasecmp(at, "GMT", 3) == 0)
        at += 3;
    while (*at == ' ')
        at++;
    end = read_offset(at, &seconds);
    if (end == NULL || (in_brackets ? *end != ')' : *end != '\0'))
        return FALSE;
    calendar_offset_append(canonical, seconds);
    finding->zone = calendar_zone_new_fixed(seconds);
    finding->canonical = g_strdup(canonical->str);
    finding->reading = in_brackets && end[1] != '\0' && seconds != OFFSET_WITHOUT_CHANGES ? ZONE_NAME_GUESSED
                                                                                          : ZONE_NAME_KNOWN;
    return TRUE;
}

/* Names of the database are by far the most frequent, and the table is long. */
static Finding *
find(ZoneNames *names, const char *name)
{
    Finding *finding = g_new0(Finding, 1);
    g_autofree char *capitalized = capitalize(name);
    const char *known;

    if (find_in_database(finding, name) || find_at_end(finding, name) || find_offset(finding, name))
        return finding;
    known = find_in_table(names, name);
    if (known == NULL || !find_in_database(finding, known))
        (void)find_in_database(finding, capitalized);
    return finding;
}

ZoneNameReading
zone_names_find(ZoneNames *names, Slice name, CalendarZone **ret_zone, const char **ret_canonical)
{
    enum { MOST_NAMES = 10000, LONGEST = 255 };
    g_autofree char *text = NULL;
    Finding *finding;

    name = slice_strip(name);
    if (name.length > LONGEST || memchr(name.bytes, '\0', name.length) != NULL)
        return ZONE_NAME_UNKNOWN;
    text = g_strndup(name.bytes, name.length);
    finding = g_hash_table_lookup(names->findings, text);
    if (finding == NULL) {
        if (g_hash_table_size(names->findings) >= MOST_NAMES)
            return ZONE_NAME_UNKNOWN;
        finding = find(names, text);
        g_hash_table_insert(names->findings, g_steal_pointer(&text), finding);
    }
    *ret_zone = finding->zone;
    *ret_canonical = finding->canonical;
    return finding->reading;
}
