#include "domain/setting.h"

#include "base/text.h"

#include <string.h>

static const Setting SETTINGS[] = {
    {"max_departments", "", 0, 1000, NULL},
    {"max_visits", "", 1, 1000000, NULL},
    {"teams", "greedy", 0, 0, "balanced;greedy"},
    {"visits_per_day", "4", 1, 12, NULL},
    {NULL, NULL, 0, 0, NULL},
};

const Setting *
setting_all(void)
{
    return SETTINGS;
}

const Setting *
setting_find(const char *name)
{
    for (const Setting *setting = SETTINGS; setting->name != NULL; setting++) {
        if (strcmp(setting->name, name) == 0)
            return setting;
    }
    return NULL;
}

const char *
setting_value(const Setting *setting, const char *stored)
{
    return stored == NULL || *stored == '\0' ? setting->fallback : stored;
}

static gboolean
is_word_of(const Setting *setting, const char *text)
{
    g_auto(GStrv) words = g_strsplit(setting->words, ";", -1);

    return g_strv_contains((const char *const *)words, text);
}

char *
setting_read(const Setting *setting, const char *text)
{
    g_autofree char *plain = text_half_width(text);
    guint64 number = 0;

    if (*plain == '\0')
        return g_steal_pointer(&plain);
    if (setting->words != NULL)
        return is_word_of(setting, plain) ? g_steal_pointer(&plain) : NULL;
    if (!g_ascii_string_to_unsigned(plain, 10, setting->least, setting->most, &number, NULL))
        return NULL;
    return g_strdup_printf("%u", (guint)number);
}
