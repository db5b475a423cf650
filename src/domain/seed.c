#include "domain/seed.h"

#include "base/i18n.h"
#include "domain/canonical.h"
#include "domain/source.h"

#include <inttypes.h>
#include <string.h>

static const char PATH[] = "seed.txt";

struct Seed {
    char hex[DIGEST_HEX_SIZE];
};

struct SeedPrefix {
    Digester *begun;
    Digester *work;
};

/* A department's nonce was promised by its hash. */
static gboolean
check_nonce(const SeedSource *source, guint64 line_number, const char *value, Trouble *trouble)
{
    const char *promise = source_promise(source->description);
    char hex[DIGEST_HEX_SIZE];
    Digest digest;

    if (promise == NULL || source_keeps(promise, value))
        return TRUE;
    if (!source_is_nonce(value))
        return trouble_add_fault(trouble, RULE_S3, PATH, line_number,
                                 _("the nonce of \"%s\" is not 64 hexadecimal digits"), source->name);
    digest = digest_of(value, strlen(value));
    digest_to_hex(&digest, hex);
    return trouble_add_fault(trouble, RULE_S3, PATH, line_number,
                             _("the nonce of \"%s\" has the digest %s; sources.csv promised %s"),
                             source->name, hex, promise);
}

static gboolean
has_blank_end(const char *value)
{
    static const char *const BLANKS[] = {" ", "\xe3\x80\x80"}; /* U+0020 and U+3000 */

    for (gsize i = 0; i < G_N_ELEMENTS(BLANKS); i++) {
        if (g_str_has_prefix(value, BLANKS[i]) || g_str_has_suffix(value, BLANKS[i]))
            return TRUE;
    }
    return FALSE;
}

/* @line ends with NUL, its LF being cut off. @source is NULL when sources.csv is
 * withheld. */
static gboolean
check_line(const SeedSource *source, guint64 line_number, const char *line, gsize length, Trouble *trouble)
{
    const char *equals = strchr(line, '=');
    const char *value = equals != NULL ? equals + 1 : NULL;
    g_auto(Trouble) found = {NULL, NULL};

    if (!canonical_check_line(PATH, line_number, line, length, &found)) {
        if (found.fault->rule == rule_number(RULE_T3))
            found.fault->rule = rule_number(RULE_S2);
        trouble_take(trouble, &found);
        return FALSE;
    }
    if (source != NULL && (equals == NULL || strlen(source->name) != (gsize)(equals - line) ||
                           !g_str_has_prefix(line, source->name)))
        return trouble_add_fault(
            trouble, RULE_S1, PATH, line_number,
            _("the line does not begin with \"%s=\"; the sources must be in the order of sources.csv"),
            source->name);
    if (equals == NULL)
        return trouble_add_fault(trouble, RULE_S1, PATH, line_number,
                                 _("the line is not a source, \"=\" and its value"));
    if (*value == '\0')
        return trouble_add_fault(trouble, RULE_S2, PATH, line_number,
                                 _("the value is empty; it must say what was seen"));
    if (has_blank_end(value))
        return trouble_add_fault(trouble, RULE_S2, PATH, line_number,
                                 _("the value has a blank at its beginning or end; it must have none"));
    return source == NULL || check_nonce(source, line_number, value, trouble);
}

gboolean
seed_check_text(const GArray *sources, GBytes *seed_text, Trouble *trouble)
{
    gsize rest = 0;
    const char *text = g_bytes_get_data(seed_text, &rest);
    guint n_lines = 0;

    for (; rest > 0; n_lines++) {
        const char *line_end = memchr(text, '\n', rest);
        gsize length = line_end != NULL ? (gsize)(line_end - text) : 0;
        g_autofree char *line = NULL;

        if (line_end == NULL)
            return trouble_add_fault(trouble, RULE_T2, PATH, (guint64)n_lines + 1,
                                     _("the last line does not end with LF; every line must"));
        if (sources != NULL && n_lines >= sources->len)
            return trouble_add_fault(trouble, RULE_S1, PATH, (guint64)n_lines + 1,
                                     _("the line is too much; the last source has its line already"));
        line = g_malloc(length + 1);
        memcpy(line, text, length);
        line[length] = '\0';
        if (!check_line(sources != NULL ? &g_array_index(sources, SeedSource, n_lines) : NULL,
                        (guint64)n_lines + 1, line, length, trouble))
            return FALSE;
        text = line_end + 1;
        rest -= length + 1;
    }
    if (sources != NULL && n_lines < sources->len)
        return trouble_add_fault(trouble, RULE_S1, PATH, (guint64)n_lines + 1,
                                 _("there is no line for source \"%s\""),
                                 g_array_index(sources, SeedSource, n_lines).name);
    return TRUE;
}

Seed *
seed_new(const GString *sums, GBytes *seed_text)
{
    Seed *seed = g_new0(Seed, 1);
    g_autoptr(Digester) digester = digester_new();
    Digest digest;

    digester_add(digester, sums->str, sums->len);
    digester_add(digester, g_bytes_get_data(seed_text, NULL), g_bytes_get_size(seed_text));
    digest = digester_finish(digester);
    digest_to_hex(&digest, seed->hex);
    return seed;
}

void
seed_free(Seed *seed)
{
    g_free(seed);
}

const char *
seed_hex(const Seed *seed)
{
    return seed->hex;
}

SeedPrefix *
seed_prefix_new(const Seed *seed, const char *part, ...)
{
    SeedPrefix *prefix = g_new0(SeedPrefix, 1);
    va_list parts;

    prefix->begun = digester_new();
    prefix->work = digester_new();
    digester_add_text(prefix->begun, seed->hex);
    va_start(parts, part);
    for (; part != NULL; part = va_arg(parts, const char *))
        digester_add_text(prefix->begun, part);
    va_end(parts);
    return prefix;
}

void
seed_prefix_free(SeedPrefix *prefix)
{
    if (prefix == NULL)
        return;
    digester_free(prefix->begun);
    digester_free(prefix->work);
    g_free(prefix);
}

Digest
seed_prefix_hash(SeedPrefix *prefix, const char *text, gsize length)
{
    digester_copy(prefix->work, prefix->begun);
    digester_add(prefix->work, text, length);
    return digester_finish(prefix->work);
}

guint64
seed_uniform(const Seed *seed, const char *label, guint64 bound)
{
    g_autoptr(SeedPrefix) prefix = seed_prefix_new(seed, "uniform|", label, "|", NULL);
    /* 2^64 mod bound; numbers from 2^64 less that on would favour the small ones. */
    guint64 excess = (G_MAXUINT64 % bound + 1) % bound;

    for (guint64 trial = 0;; trial++) {
        g_autofree char *text = g_strdup_printf("%" PRIu64, trial);
        Digest digest = seed_prefix_hash(prefix, text, strlen(text));
        guint64 number = digest_number(&digest);

        if (number <= G_MAXUINT64 - excess)
            return number % bound;
    }
}

SeedPrefix *
seed_target_prefix(const Seed *seed, const CommittedPlan *plan)
{
    if (plan->shares_tickets)
        return seed_prefix_new(seed, "target|", NULL);
    return seed_prefix_new(seed, "target|", plan->name, "|", NULL);
}
