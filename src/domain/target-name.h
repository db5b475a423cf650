/* Names of targets as they are compared when one may have been registered twice
 * under two names or codes. */
#pragma once

#include <glib.h>

/* What of @name (UTF-8) tells targets apart, into @folded: half-width, a–z, no
 * blanks, brackets or dots; one word for 有限公司 and 有限责任公司; without the
 * province, city and county in front, as long as four characters remain. */
void target_name_fold(const char *name, GString *folded);

/* What two targets have in common that may be one: the folded name and where it
 * tells them apart, into @likeness. There is one company of a name in a city,
 * whereas every district may have a shop of it. Empty for a name of which
 * nothing remains. @district: six digits. */
void target_name_likeness(const char *name, const char *district, GString *likeness);
