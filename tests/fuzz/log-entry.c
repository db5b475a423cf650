/* Any bytes as lines of a log: what is read as an entry is written as the same
 * line again, and every line moves the chain on. */
#include "domain/log-entry.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_line(const char *line, char hash[DIGEST_HEX_SIZE])
{
    g_autoptr(LogEntry) entry = log_entry_parse(line);
    g_autofree char *again = NULL;
    char next[DIGEST_HEX_SIZE];

    log_chain_next(hash, line, next);
    g_assert_cmpstr(next, !=, hash);
    memcpy(hash, next, DIGEST_HEX_SIZE);
    if (entry == NULL)
        return;
    again = log_entry_line(entry->number, entry->at, entry->by, entry->action, entry->campaign, entry->facts);
    g_assert_cmpstr(again, ==, line);
    g_assert_true(g_utf8_validate(line, -1, NULL));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    char hash[DIGEST_HEX_SIZE];

    log_chain_begin(hash);
    for (char **line = lines; *line != NULL; line++)
        read_line(*line, hash);
    return 0;
}
