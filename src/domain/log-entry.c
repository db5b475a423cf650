#include "domain/log-entry.h"

#include "base/text.h"
#include "domain/canonical.h"

#include <string.h>

enum { N_FIELDS = 6 };

static const char *const ACTIONS[N_LOG_ACTIONS] = {
    [LOG_COMMIT] = "commit", [LOG_DRAW] = "draw",         [LOG_VOID] = "void",
    [LOG_SET] = "set",       [LOG_SCHEDULE] = "schedule", [LOG_NONCE] = "nonce",
};

const char LOG_NONCES_BEFORE[] = "nonces-before";
const char LOG_NONCES_WITH_DRAW[] = "nonces-with-draw";
const char LOG_HEADER[] = "hash,entry,at,by,action,campaign,facts\n";

/* Names the way the chain is made; another way needs another name. */
static const char BEGINNING[] = "choucha log 1";

const char *
log_action_name(LogAction action)
{
    return ACTIONS[action];
}

gboolean
log_action_find(const char *name, LogAction *ret_action)
{
    for (guint i = 0; i < N_LOG_ACTIONS; i++) {
        if (strcmp(ACTIONS[i], name) == 0) {
            *ret_action = (LogAction)i;
            return TRUE;
        }
    }
    return FALSE;
}

static void
fact_free(gpointer data)
{
    LogFact *fact = data;

    g_free(fact->name);
    g_free(fact->value);
    g_free(fact);
}

GPtrArray *
log_facts_new(void)
{
    return g_ptr_array_new_with_free_func(fact_free);
}

void
log_facts_add(GPtrArray *facts, const char *name, const char *value)
{
    LogFact *fact = g_new0(LogFact, 1);

    fact->name = g_strdup(name);
    fact->value = g_strdup(value);
    g_ptr_array_add(facts, fact);
}

void
log_facts_add_number(GPtrArray *facts, const char *name, guint64 number)
{
    g_autofree char *value = g_strdup_printf("%" G_GUINT64_FORMAT, number);

    log_facts_add(facts, name, value);
}

void
log_facts_add_flag(GPtrArray *facts, const char *name, gboolean flag)
{
    log_facts_add(facts, name, flag ? "yes" : "no");
}

void
log_facts_add_digest(GPtrArray *facts, const char *name, const Digest *digest)
{
    char hex[DIGEST_HEX_SIZE];

    digest_to_hex(digest, hex);
    log_facts_add(facts, name, hex);
}

const char *
log_facts_find(const GPtrArray *facts, const char *name)
{
    for (guint i = 0; i < facts->len; i++) {
        const LogFact *fact = g_ptr_array_index(facts, i);

        if (strcmp(fact->name, name) == 0)
            return fact->value;
    }
    return NULL;
}

void
log_entry_free(LogEntry *entry)
{
    if (entry == NULL)
        return;
    g_free(entry->at);
    g_free(entry->by);
    g_free(entry->campaign);
    g_clear_pointer(&entry->facts, g_ptr_array_unref);
    g_free(entry);
}

/* Adds a text with what must not stand in it written as \u{3b}, and a byte that
 * is no UTF-8 as \x{ff}. The backslash is among them, so texts that differ are
 * written differently. */
static void
append_escaped(GString *line, const char *text, char separator)
{
    while (*text != '\0') {
        gunichar character = g_utf8_get_char_validated(text, -1);
        const char *next = g_utf8_next_char(text);

        if (character == (gunichar)-1 || character == (gunichar)-2) {
            g_string_append_printf(line, "\\x{%02x}", (guint)(guchar)*text);
            text++;
            continue;
        }
        if (character == '\\' || character == (gunichar)(guchar)separator ||
            text_has_hidden_characters(text, (gsize)(next - text)))
            g_string_append_printf(line, "\\u{%x}", character);
        else
            g_string_append_unichar(line, character);
        text = next;
    }
}

/* The text without escapes; NULL when one is malformed. */
static char *
unescape(const char *text)
{
    g_autoptr(GString) plain = g_string_new(NULL);

    while (*text != '\0') {
        char *end = NULL;
        guint64 number = 0;

        if (*text != '\\') {
            g_string_append_c(plain, *text++);
            continue;
        }
        if ((text[1] != 'u' && text[1] != 'x') || text[2] != '{' || !g_ascii_isxdigit(text[3]))
            return NULL;
        number = g_ascii_strtoull(text + 3, &end, 16);
        if (*end != '}' || number == 0 || number > 0x10ffff)
            return NULL;
        if (text[1] == 'u')
            g_string_append_unichar(plain, (gunichar)number);
        else
            g_string_append_c(plain, (char)number);
        text = end + 1;
    }
    return g_string_free(g_steal_pointer(&plain), FALSE);
}

char *
log_text_escape(const char *text)
{
    GString *escaped = g_string_new(NULL);

    append_escaped(escaped, text, '\\');
    return g_string_free(escaped, FALSE);
}

static char *
facts_field(const GPtrArray *facts)
{
    GString *field = g_string_new(NULL);

    for (guint i = 0; i < facts->len; i++) {
        const LogFact *fact = g_ptr_array_index(facts, i);

        g_string_append_printf(field, "%s%s=", i > 0 ? ";" : "", fact->name);
        append_escaped(field, fact->value, ';');
    }
    return g_string_free(field, FALSE);
}

char *
log_entry_line(guint64 number, const char *at, const char *by, LogAction action, const char *campaign,
               const GPtrArray *facts)
{
    g_autofree char *number_field = g_strdup_printf("%" G_GUINT64_FORMAT, number);
    g_autofree char *by_field = log_text_escape(by);
    g_autofree char *fields = facts_field(facts);
    g_autoptr(GString) line = g_string_new(NULL);

    canonical_append_row(line, number_field, at, by_field, ACTIONS[action], campaign, fields, NULL);
    g_string_truncate(line, line->len - 1); /* the LF */
    return g_string_free(g_steal_pointer(&line), FALSE);
}

/* The fields of a row of CSV; NULL when there are not as many as there must be. */
static GStrv
split_fields(const char *line)
{
    g_auto(GStrv) fields = g_new0(char *, N_FIELDS + 1);

    for (guint i = 0; i < N_FIELDS; i++) {
        g_autoptr(GString) field = g_string_new(NULL);
        gboolean is_quoted = *line == '"';

        for (line += is_quoted ? 1 : 0; *line != '\0'; line++) {
            if (is_quoted && *line == '"' && *++line != '"')
                break;
            if (!is_quoted && *line == ',')
                break;
            g_string_append_c(field, *line);
        }
        fields[i] = g_string_free(g_steal_pointer(&field), FALSE);
        if (*line != (i + 1 < N_FIELDS ? ',' : '\0'))
            return NULL;
        line++;
    }
    return g_steal_pointer(&fields);
}

static GPtrArray *
parse_facts(const char *field)
{
    g_autoptr(GPtrArray) facts = log_facts_new();
    g_auto(GStrv) parts = g_strsplit(field, ";", -1);

    for (char **part = parts; *part != NULL; part++) {
        char *equals = strchr(*part, '=');
        g_autofree char *value = equals == NULL ? NULL : unescape(equals + 1);

        if (value == NULL)
            return NULL;
        *equals = '\0';
        log_facts_add(facts, *part, value);
    }
    return g_steal_pointer(&facts);
}

LogEntry *
log_entry_parse(const char *line)
{
    g_auto(GStrv) fields = split_fields(line);
    g_autoptr(LogEntry) entry = g_new0(LogEntry, 1);
    g_autofree char *again = NULL;

    if (fields == NULL || !canonical_read_number(fields[0], strlen(fields[0]), &entry->number) ||
        !log_action_find(fields[3], &entry->action))
        return NULL;
    entry->at = g_strdup(fields[1]);
    entry->by = unescape(fields[2]);
    entry->campaign = g_strdup(fields[4]);
    entry->facts = parse_facts(fields[5]);
    if (entry->by == NULL || entry->facts == NULL)
        return NULL;
    /* What reads alike must be written alike: there is one way to write it. */
    again = log_entry_line(entry->number, entry->at, entry->by, entry->action, entry->campaign, entry->facts);
    return strcmp(again, line) == 0 ? g_steal_pointer(&entry) : NULL;
}

void
log_chain_begin(char ret_hash[DIGEST_HEX_SIZE])
{
    Digest digest = digest_of(BEGINNING, strlen(BEGINNING));

    digest_to_hex(&digest, ret_hash);
}

void
log_chain_next(const char *previous, const char *line, char ret_hash[DIGEST_HEX_SIZE])
{
    g_autoptr(Digester) digester = digester_new();
    Digest digest;

    digester_add_text(digester, previous);
    digester_add_text(digester, ",");
    digester_add_text(digester, line);
    digest = digester_finish(digester);
    digest_to_hex(&digest, ret_hash);
}
