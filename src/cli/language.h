/* The language of the user, and words in it: `_("…")` translates at once,
 * `N_("…")` only marks a text in a table, to be translated where it is shown. */
#pragma once

#include <glib.h>
#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) text
#define P_(one, many, number) ngettext(one, many, (unsigned long)(number))

/* Sets the locale from the environment and finds the catalogues. Where the
 * wanted locale is not installed, texts still come in its language. Texts are
 * UTF-8 always, whatever the locale says. */
void language_set_up(void);
