#include "exchange/plan/department-region.h"

#include <string.h>

static const char LEVELS[] = "省市县区州盟旗";

/* 0 for an empty text. */
static gunichar
last_character(const char *text)
{
    return *text != '\0' ? g_utf8_get_char(g_utf8_prev_char(text + strlen(text))) : 0;
}

static gboolean
is_level(gunichar character)
{
    return character != 0 && g_utf8_strchr(LEVELS, -1, character) != NULL;
}

/* 市, 市级, 各县（市、区）, 辖区: which level, and no place. */
static gboolean
is_no_place(const char *text)
{
    static const char SAYS_NO_PLACE[] = "省市县区州盟旗级各本全我辖内属地所在当方上下同国家以域驻相关镇()、,";

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        if (g_utf8_strchr(SAYS_NO_PLACE, -1, g_utf8_get_char(at)) == NULL)
            return FALSE;
    }
    return TRUE;
}

/* Whether a level that is asked for is that of @region, or none is. */
static gboolean
is_on_level(const char *wanted, const char *region)
{
    gunichar level = last_character(region);
    gboolean asks = FALSE;

    if (!is_level(level) || strstr(wanted, "辖区") != NULL)
        return TRUE;
    for (const char *at = wanted; *at != '\0'; at = g_utf8_next_char(at)) {
        if (g_utf8_get_char(at) == level)
            return TRUE;
        asks = asks || is_level(g_utf8_get_char(at));
    }
    return !asks;
}

/* 新乡 and 新乡市 are the same; 新乡市 and 新乡县 are not. */
static gboolean
is_end_of(const char *text, const char *end)
{
    g_autofree char *stem = NULL;

    if (g_str_has_suffix(text, end))
        return TRUE;
    if (!is_level(last_character(text)))
        return FALSE;
    stem = g_utf8_substring(text, 0, g_utf8_strlen(text, -1) - 1);
    return g_str_has_suffix(stem, end);
}

RegionMatch
department_region_match(const char *wanted, const char *region)
{
    if (*wanted == '\0' || *region == '\0')
        return REGION_UNSAID;
    if (is_no_place(wanted))
        return is_on_level(wanted, region) ? REGION_UNSAID : REGION_OTHER;
    return is_end_of(wanted, region) || is_end_of(region, wanted) ? REGION_THE_SAME : REGION_OTHER;
}

guint
department_region_level(const char *region)
{
    gunichar level = last_character(region);

    if (g_str_has_suffix(region, "自治区") || level == g_utf8_get_char("省"))
        return 3;
    if (!is_level(level))
        return 0;
    return level == g_utf8_get_char("市") || level == g_utf8_get_char("州") || level == g_utf8_get_char("盟")
               ? 2
               : 1;
}
