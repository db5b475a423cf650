#include "domain/district.h"

#include "base/text.h"

#include <string.h>

gboolean
district_covers(const char *code, const char *district)
{
    gsize length = strlen(code);
    gsize kept = length;

    if (strcmp(code, district) == 0)
        return TRUE;
    if (g_str_has_suffix(code, "0000"))
        kept = length - 4;
    else if (g_str_has_suffix(code, "00"))
        kept = length - 2;
    return kept < length && strlen(district) == length && strncmp(code, district, kept) == 0;
}

char *
district_expand(GPtrArray *codes, GPtrArray *districts)
{
    g_autoptr(GPtrArray) expanded = g_ptr_array_new();

    for (guint i = 0; i < codes->len; i++) {
        const char *code = g_ptr_array_index(codes, i);

        g_ptr_array_add(expanded, (gpointer)code);
        for (guint k = 0; k < districts->len; k++) {
            if (district_covers(code, g_ptr_array_index(districts, k)))
                g_ptr_array_add(expanded, g_ptr_array_index(districts, k));
        }
    }
    return text_join_set(expanded);
}
