/* Words for people: `_("…")` translates at once, `N_("…")` only marks a text
 * in a table, to be translated with `_()` where it is shown.
 * Messages are lower-case phrases without a full stop. */
#pragma once

#include <glib.h>
#include <libintl.h>

#define CHOUCHA_TEXT_DOMAIN "choucha"

#define _(text) dgettext(CHOUCHA_TEXT_DOMAIN, text)
#define N_(text) text
#define P_(one, many, number) dngettext(CHOUCHA_TEXT_DOMAIN, one, many, (unsigned long)(number))
