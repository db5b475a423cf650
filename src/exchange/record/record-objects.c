/* The objects of plans, which published tables give in words: 全市加油站. */
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/record/list-split.h"
#include "exchange/record/record-private.h"

#include <string.h>

/* Words that say "all of them here", and nothing of what they are. */
static const char *const BEGINNINGS[] = {
    "本辖区内", "本辖区", "辖区内",   "辖区",       "全市范围内", "全县范围内", "全区范围内", "全市",
    "全县",     "全区",   "全省",     "全州",       "本市",       "本县",       "本区",       "我市",
    "我县",     "我区",   "市内",     "县内",       "区内",       "城区内",     "各类",       "各种",
    "全部",     "所有",   "已登记的", "登记在册的", "在册",       NULL};

/* What several objects may share the last word of: 物流、寄递企业. */
static const char *const KINDS[] = {"企业",     "单位",     "机构", "场所", "经营者", "经营单位",
                                    "生产企业", "经营企业", "市场", "公司", "学校",   NULL};

/* The text behind all such beginnings. */
static const char *
skip_beginnings(const char *text)
{
    for (gsize i = 0; BEGINNINGS[i] != NULL; i++) {
        if (g_str_has_prefix(text, BEGINNINGS[i]) && text[strlen(BEGINNINGS[i])] != '\0')
            return skip_beginnings(text + strlen(BEGINNINGS[i]));
    }
    return text;
}

/* An object type that is the text, but for its beginning and its brackets. */
static const char *
find_alike(RecordReader *reader, const char *text)
{
    g_autofree char *folded = text_fold(text);
    const char *behind = skip_beginnings(folded);
    const char *found = known_lists_find_object_type(reader->setup.lists, behind);
    char *open = strchr(folded, '(');

    if (found == NULL && open != NULL && open > behind && g_str_has_suffix(folded, ")")) {
        *open = '\0';
        found = known_lists_find_object_type(reader->setup.lists, behind);
    }
    return found;
}

/* The kind of things that the last of several objects names for all. */
static const char *
shared_kind(const char *last)
{
    const char *longest = "";

    for (gsize i = 0; KINDS[i] != NULL; i++) {
        if (g_str_has_suffix(last, KINDS[i]) && strlen(KINDS[i]) > strlen(longest))
            longest = KINDS[i];
    }
    return longest;
}

/* The object types of 物流、寄递企业, joined; NULL unless each part is one. */
static char *
find_parts(RecordReader *reader, const char *text)
{
    g_autofree char *folded = text_fold(text);
    g_autoptr(GPtrArray) parts = list_split_departments(skip_beginnings(folded));
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    const char *kind = parts->len > 1 ? shared_kind(g_ptr_array_index(parts, parts->len - 1)) : "";

    for (guint i = 0; i < parts->len; i++) {
        const char *part = g_ptr_array_index(parts, i);
        g_autofree char *whole = g_strconcat(part, kind, NULL);
        const char *type = find_alike(reader, part);

        if (type == NULL)
            type = find_alike(reader, whole);
        if (type == NULL)
            return NULL;
        g_ptr_array_add(found, (gpointer)type);
    }
    return found->len > 1 ? text_join_set(found) : NULL;
}

/* A table of the office's own: the object is kept as it is. */
static void
note_unknown(RecordReader *reader, const char *piece, const char *half_width)
{
    g_autofree char *rule = NULL;

    if (known_lists_have_object_types(reader->setup.lists)) {
        rule = g_strdup_printf(_("no item has the object type \"%s\""), half_width);
        record_cell_note(reader, rule, _("write it as the list of items does, if it is the same"));
    } else if (strstr(piece, "、") != NULL) {
        record_cell_note(reader, _("kept whole, as no item has an object type yet"),
                         _("import items first, or put ; between object types"));
    }
}

const char *
record_unknown_object(RecordReader *reader, const char *piece, const char *const *texts)
{
    g_autofree char *half_width = text_half_width(piece);
    gboolean is_plan = reader->setup.kind->kind == CHA_KIND_PLANS;
    const char *alike = is_plan ? find_alike(reader, piece) : NULL;
    g_autofree char *parts = NULL;

    (void)texts;
    if (alike != NULL) {
        record_cell_judge(reader,
                          g_strdup_printf(_("\"%s\" is read as the object type \"%s\""), piece, alike));
        return alike;
    }
    if (!is_plan || !reader->is_published) {
        note_unknown(reader, piece, half_width);
        return record_reader_keep(reader, half_width);
    }
    parts = find_parts(reader, piece);
    if (parts != NULL) {
        record_cell_judge(reader,
                          g_strdup_printf(_("\"%s\" is read as the object types \"%s\""), piece, parts));
        return record_reader_keep(reader, parts);
    }
    record_cell_judge(reader,
                      g_strdup_printf(_("no item has the object type \"%s\"; only targets that bear just "
                                        "this one are drawn from"),
                                      half_width));
    return record_reader_keep(reader, half_width);
}
