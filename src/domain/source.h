/* Sources of the seed, as a commitment describes them (draw protocol, section 7). */
#pragma once

#include <glib.h>

/* A promise: the hash that a description consists of besides "commit ", or NULL
 * when the source is no nonce. 64 hexadecimal digits; in capitals it is a promise
 * still, and one that no value keeps. */
const char *source_promise(const char *description);
/* 64 hexadecimal digits: what a nonce looks like. */
gboolean source_is_nonce(const char *value);
/* Whether @value is the nonce that @promise is the hash of. */
gboolean source_keeps(const char *promise, const char *value);

/* What a reader misses in a description. A program can look for a day and for
 * more than a day, and cannot tell whether any of it is true. */
typedef enum {
    SOURCE_LACKS_NOTHING,
    SOURCE_LACKS_DAY,   /* it says no day: whoever reads the source could choose one */
    SOURCE_LACKS_PLACE, /* it says a day and nothing else */
} SourceLack;

SourceLack source_lack(const char *description);
