#include "domain/source.h"

#include "base/digest.h"

#include <string.h>

enum { NONCE_DIGITS = DIGEST_HEX_SIZE - 1 };

static const char PROMISE[] = "commit ";

#define MONTH "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"

/* A day, or the number of a drawing, which has one: 2027-01-06, 1月6日, 6 January,
 * January 6, 第2027003期, draw 2027003. */
static const char DAY[] = "\\p{Nd}[-/.年]\\p{Nd}|[\\p{Nd}一二三四五六七八九十〇零]\\s*[月日号期]|\\p{Nd}{5}"
                          "|\\b" MONTH "\\.?\\s+\\p{Nd}|\\p{Nd}(?:st|nd|rd|th)?\\s+(?:of\\s+)?" MONTH "\\b";
/* What days and times consist of, in both languages. */
static const char DAY_OR_TIME[] =
    "[\\p{N}\\p{P}\\p{S}\\p{Z}年月日号时点分周星期第上下午晚一二三四五六七八九十〇零]"
    "|\\b" MONTH "\\b|\\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\\b"
    "|\\b(?:at|on|of|the|in|am|pm|noon|utc)\\b|(?<=\\d)(?:st|nd|rd|th|t|z)\\b";

const char *
source_promise(const char *description)
{
    const char *hash = description + strlen(PROMISE);

    return g_str_has_prefix(description, PROMISE) && source_is_nonce(hash) ? hash : NULL;
}

gboolean
source_is_nonce(const char *value)
{
    gsize length = 0;

    while (g_ascii_isxdigit(value[length]))
        length++;
    return length == NONCE_DIGITS && value[length] == '\0';
}

gboolean
source_keeps(const char *promise, const char *value)
{
    Digest digest = digest_of(value, strlen(value));
    char hex[DIGEST_HEX_SIZE];

    digest_to_hex(&digest, hex);
    return source_is_nonce(value) && strcmp(hex, promise) == 0;
}

SourceLack
source_lack(const char *description)
{
    g_autoptr(GRegex) day_or_time = NULL;
    g_autofree char *rest = NULL;

    if (!g_regex_match_simple(DAY, description, G_REGEX_CASELESS, 0))
        return SOURCE_LACKS_DAY;
    day_or_time = g_regex_new(DAY_OR_TIME, G_REGEX_CASELESS, 0, NULL);
    rest = g_regex_replace_literal(day_or_time, description, -1, 0, "", 0, NULL);
    return g_utf8_strlen(rest, -1) < 2 ? SOURCE_LACKS_PLACE : SOURCE_LACKS_NOTHING;
}
