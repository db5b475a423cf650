#include "exchange/plan/department-role.h"

#include "base/text.h"

#include <string.h>

static const struct {
    const char *word;
    DepartmentRole role;
} WORDS[] = {
    {"牵头部门", ROLE_LEADS}, {"牵头单位", ROLE_LEADS}, {"主办部门", ROLE_LEADS}, {"主办单位", ROLE_LEADS},
    {"发起部门", ROLE_LEADS}, {"发起单位", ROLE_LEADS}, {"配合部门", ROLE_HELPS}, {"配合单位", ROLE_HELPS},
    {"参与部门", ROLE_HELPS}, {"参与单位", ROLE_HELPS}, {"参加部门", ROLE_HELPS}, {"参加单位", ROLE_HELPS},
    {"协助部门", ROLE_HELPS}, {"协助单位", ROLE_HELPS}, {"协办部门", ROLE_HELPS}, {"协办单位", ROLE_HELPS},
    {"牵头", ROLE_LEADS},     {"主办", ROLE_LEADS},     {"发起", ROLE_LEADS},     {"配合", ROLE_HELPS},
    {"参与", ROLE_HELPS},     {"参加", ROLE_HELPS},     {"协助", ROLE_HELPS},     {"协办", ROLE_HELPS},
    {"协同", ROLE_HELPS},
};

/* The length of the colon at @text, or 0. */
static gsize
colon_at(const char *text)
{
    if (*text == ':')
        return 1;
    return g_str_has_prefix(text, "：") ? strlen("：") : 0;
}

/* Cuts @ending off, when there is more than it. */
static gboolean
cut_ending(char *text, const char *ending)
{
    gsize length = strlen(text);
    gsize cut = strlen(ending);

    if (length <= cut || strcmp(text + length - cut, ending) != 0)
        return FALSE;
    text[length - cut] = '\0';
    return TRUE;
}

/* Behind the name, perhaps in brackets. */
static gboolean
cut_word(char *text, const char *word)
{
    static const char *const BRACKETS[][2] = {{"(", ")"}, {"（", "）"}, {"[", "]"}, {"【", "】"}};

    for (gsize i = 0; i < G_N_ELEMENTS(BRACKETS); i++) {
        g_autofree char *in_brackets = g_strconcat(BRACKETS[i][0], word, BRACKETS[i][1], NULL);

        if (cut_ending(text, in_brackets))
            return TRUE;
    }
    return cut_ending(text, word);
}

char *
department_role_strip(const char *text, DepartmentRole *ret_role)
{
    g_autofree char *rest = text_trim(text);

    *ret_role = ROLE_NOT_SAID;
    for (gsize i = 0; i < G_N_ELEMENTS(WORDS) && *ret_role == ROLE_NOT_SAID; i++) {
        gsize length = strlen(WORDS[i].word);
        gsize colon = g_str_has_prefix(rest, WORDS[i].word) ? colon_at(rest + length) : 0;

        if (colon > 0 && rest[length + colon] != '\0')
            memmove(rest, rest + length + colon, strlen(rest) + 1 - length - colon);
        else if (!cut_word(rest, WORDS[i].word))
            continue;
        *ret_role = WORDS[i].role;
    }
    return text_trim(rest);
}
