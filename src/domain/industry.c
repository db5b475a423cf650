#include "domain/industry.h"

#include <string.h>

enum { DIGITS_MAX = 4 };

/* Divisions are numbered through; a section has those from its first to the one
 * before the next section's. */
typedef struct {
    char letter;
    guint first_division;
    const char *name;
} Section;

static const Section SECTIONS[] = {
    {'A', 1, "农、林、牧、渔业"},
    {'B', 6, "采矿业"},
    {'C', 13, "制造业"},
    {'D', 44, "电力、热力、燃气及水生产和供应业"},
    {'E', 47, "建筑业"},
    {'F', 51, "批发和零售业"},
    {'G', 53, "交通运输、仓储和邮政业"},
    {'H', 61, "住宿和餐饮业"},
    {'I', 63, "信息传输、软件和信息技术服务业"},
    {'J', 66, "金融业"},
    {'K', 70, "房地产业"},
    {'L', 71, "租赁和商务服务业"},
    {'M', 73, "科学研究和技术服务业"},
    {'N', 76, "水利、环境和公共设施管理业"},
    {'O', 80, "居民服务、修理和其他服务业"},
    {'P', 83, "教育"},
    {'Q', 84, "卫生和社会工作"},
    {'R', 86, "文化、体育和娱乐业"},
    {'S', 91, "公共管理、社会保障和社会组织"},
    {'T', 97, "国际组织"},
};

enum { LAST_DIVISION = 97 };

static char
section_of_division(guint division)
{
    char letter = '\0';

    for (gsize i = 0; i < G_N_ELEMENTS(SECTIONS) && division >= SECTIONS[i].first_division; i++)
        letter = SECTIONS[i].letter;
    return division <= LAST_DIVISION ? letter : '\0';
}

static char
section_named(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(SECTIONS); i++) {
        if (strcmp(SECTIONS[i].name, name) == 0)
            return SECTIONS[i].letter;
    }
    return '\0';
}

/* The code that @text begins with; what stands behind it goes to @ret_rest. */
static IndustryVerdict
read_code(const char *text, char ret_industry[INDUSTRY_TEXT_SIZE], const char **ret_rest)
{
    char letter = g_ascii_toupper(*text);
    gboolean has_letter = letter >= SECTIONS[0].letter && letter <= 'T';
    const char *digits = has_letter ? text + 1 : text;
    gsize n_digits = strspn(digits, "0123456789");
    char section = '\0';

    *ret_rest = digits + n_digits;
    if (n_digits == 1 || n_digits > DIGITS_MAX || (n_digits == 0 && !has_letter))
        return INDUSTRY_UNREADABLE;
    if (n_digits > 0) {
        section = section_of_division((guint)(digits[0] - '0') * 10 + (guint)(digits[1] - '0'));
        if (section == '\0')
            return INDUSTRY_UNREADABLE;
    }
    ret_industry[0] = section != '\0' ? section : letter;
    memcpy(ret_industry + 1, digits, n_digits);
    ret_industry[1 + n_digits] = '\0';
    return has_letter && section != '\0' && section != letter ? INDUSTRY_OTHER_SECTION : INDUSTRY_READ;
}

static gboolean
read_name(const char *name, char ret_industry[INDUSTRY_TEXT_SIZE])
{
    char letter = section_named(name);

    if (letter == '\0')
        return FALSE;
    ret_industry[0] = letter;
    ret_industry[1] = '\0';
    return TRUE;
}

IndustryVerdict
industry_from_text(const char *text, char ret_industry[INDUSTRY_TEXT_SIZE])
{
    char industry[INDUSTRY_TEXT_SIZE];
    const char *rest = text;
    IndustryVerdict verdict;

    if (read_name(text, ret_industry))
        return INDUSTRY_READ;
    verdict = read_code(text, industry, &rest);
    if (verdict == INDUSTRY_UNREADABLE || *rest != '\0')
        return INDUSTRY_UNREADABLE;
    memcpy(ret_industry, industry, sizeof industry);
    return verdict;
}

void
industry_of_target(const char *text, char ret_industry[INDUSTRY_TEXT_SIZE])
{
    const char *rest = text;

    if (read_name(text, ret_industry))
        return;
    if (read_code(text, ret_industry, &rest) == INDUSTRY_UNREADABLE || g_ascii_isalnum(*rest))
        ret_industry[0] = '\0';
}

gboolean
industry_covers(const char *industry, const char *code)
{
    return g_str_has_prefix(code, industry);
}
