#include "domain/target-name.h"

#include <string.h>

/* Full-width ASCII, and how far it is from ASCII itself. */
enum {
    FIRST_FULL_WIDTH = 0xff01,
    LAST_FULL_WIDTH = 0xff5e,
    FULL_WIDTH_STEP = 0xfee0,
};

/* In characters. */
enum {
    LEAST_CORE = 4,  /* what must remain of a name */
    LEAST_PLACE = 2, /* the name of a place before 省, 市, 县 or 区 */
    MOST_PLACE = 4,
};

enum { LEVEL_BYTES = 3 }; /* of 省 and the like */

enum { CITY_DIGITS = 4 }; /* of the code of a district */

/* Characters that do not tell names apart; 3000 to 3015 are the blank and the
 * punctuation of Chinese, 々〆〇 apart. */
static gboolean
is_ornament(gunichar character)
{
    if (character < 0x80)
        return strchr(" \t()[]<>{}.,-_'\"", (int)character) != NULL;
    return (character >= 0x3000 && character <= 0x3003) || (character >= 0x3008 && character <= 0x3015) ||
           character == 0xa0 || character == 0xb7 || character == 0x2022 || character == 0xfeff;
}

/* Whether a character beginning with this byte may need more than being copied. */
static gboolean
may_change(guchar byte)
{
    return byte < 0x80 || byte == 0xc2 || byte == 0xe2 || byte == 0xe3 || byte == 0xef;
}

static char *
append_character(char *to, const char *at, gsize n_bytes)
{
    gunichar character = 0;

    if (may_change((guchar)*at)) {
        character = g_utf8_get_char(at);
        if (character >= FIRST_FULL_WIDTH && character <= LAST_FULL_WIDTH)
            character -= FULL_WIDTH_STEP;
        if (is_ornament(character))
            return to;
        if (character < 0x80) {
            *to = g_ascii_tolower((char)character);
            return to + 1;
        }
    }
    memcpy(to, at, n_bytes);
    return to + n_bytes;
}

/* Words in which 市 or 区 ends no place: 超市, 小区, 市场. */
static gboolean
is_no_place(const char *name, const char *end)
{
    static const char *const CONTINUED[] = {"市场", "市政", "市民", "区域"};
    static const char *const WORDS[] = {"超市", "门市", "城市", "菜市", "夜市", "股市",
                                        "花市", "集市", "小区", "社区", "园区", "景区",
                                        "校区", "厂区", "片区", "库区", "院区"};

    for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        gsize length = strlen(WORDS[i]);

        if ((gsize)(end - name) >= length && memcmp(end - length, WORDS[i], length) == 0)
            return TRUE;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(CONTINUED); i++) {
        if (g_str_has_prefix(end - LEVEL_BYTES, CONTINUED[i]))
            return TRUE;
    }
    return FALSE;
}

/* Where the place ends that @name begins with, if it ends with @level. */
static const char *
skip_place(const char *name, const char *level)
{
    const char *at = name;

    for (guint n = 0; *at != '\0' && n <= MOST_PLACE; n++, at = g_utf8_next_char(at)) {
        const char *end = at + LEVEL_BYTES;

        if (*at != *level || strncmp(at, level, LEVEL_BYTES) != 0)
            continue;
        return n >= LEAST_PLACE && !is_no_place(name, end) && g_utf8_strlen(end, -1) >= LEAST_CORE ? end
                                                                                                   : name;
    }
    return name;
}

static void
remove_places(GString *folded)
{
    static const char *const LEVELS[] = {"省", "市", "县", "区"};
    const char *core = folded->str;

    for (gsize i = 0; i < G_N_ELEMENTS(LEVELS); i++)
        core = skip_place(core, LEVELS[i]);
    g_string_erase(folded, 0, core - folded->str);
}

static void
shorten_company(GString *folded)
{
    static const char LONG[] = "有限责任公司";
    const char *company = strstr(folded->str, LONG);

    if (company != NULL)
        g_string_erase(folded, company - folded->str + (gssize)strlen("有限"), (gssize)strlen("责任"));
}

void
target_name_fold(const char *name, GString *folded)
{
    char *to;

    g_string_set_size(folded, strlen(name)); /* it never gets longer */
    to = folded->str;
    for (const char *at = name; *at != '\0'; at = g_utf8_next_char(at))
        to = append_character(to, at, (gsize)(g_utf8_next_char(at) - at));
    g_string_set_size(folded, (gsize)(to - folded->str));
    remove_places(folded);
    shorten_company(folded);
}

void
target_name_likeness(const char *name, const char *district, GString *likeness)
{
    gsize length = strlen(district);

    target_name_fold(name, likeness);
    if (likeness->len == 0)
        return;
    if (strstr(likeness->str, "公司") != NULL)
        length = MIN(length, CITY_DIGITS);
    g_string_append_c(likeness, '\n');
    g_string_append_len(likeness, district, (gssize)length);
}
