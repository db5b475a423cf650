/* The settings (`choucha set`), frozen into a campaign when it is committed. */
#pragma once

#include <glib.h>

typedef struct {
    const char *name;
    const char *fallback; /* what it is while nobody set it; "" is no limit */
    guint least;
    guint most;
    const char *words; /* (nullable) joined with ';': one of these instead of a number */
} Setting;

/* All of them; a NULL name ends them. */
const Setting *setting_all(void);
/* NULL when there is none of that name. */
const Setting *setting_find(const char *name);
/* @stored, or the fallback when it is NULL or blank. */
const char *setting_value(const Setting *setting, const char *stored);
/* The canonical text of a value, full or half width; NULL when the setting
 * cannot have it. A blank one means the fallback, and stays blank. */
char *setting_read(const Setting *setting, const char *text);
