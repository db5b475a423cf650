#include "domain/rule.h"

#include <string.h>

static const char *const NUMBERS[] = {
    [RULE_T1] = "T1",   [RULE_T2] = "T2",   [RULE_T3] = "T3",   [RULE_T4] = "T4",   [RULE_T5] = "T5",
    [RULE_T6] = "T6",   [RULE_T7] = "T7",   [RULE_T8] = "T8",   [RULE_T9] = "T9",   [RULE_T10] = "T10",
    [RULE_C1] = "C1",   [RULE_C2] = "C2",   [RULE_C3] = "C3",   [RULE_C4] = "C4",   [RULE_C5] = "C5",
    [RULE_C6] = "C6",   [RULE_C7] = "C7",   [RULE_C8] = "C8",   [RULE_C9] = "C9",   [RULE_C10] = "C10",
    [RULE_C11] = "C11", [RULE_C12] = "C12", [RULE_C13] = "C13", [RULE_C14] = "C14", [RULE_C15] = "C15",
    [RULE_C16] = "C16", [RULE_S1] = "S1",   [RULE_S2] = "S2",   [RULE_S3] = "S3",   [RULE_D1] = "D1",
    [RULE_D2] = "D2",   [RULE_D3] = "D3",   [RULE_D4] = "D4",   [RULE_D5] = "D5",   [RULE_D6] = "D6",
};

const char *
rule_number(Rule rule)
{
    return NUMBERS[rule];
}

void
rule_fault_free(RuleFault *fault)
{
    if (fault == NULL)
        return;
    g_free(fault->path);
    g_free(fault->text);
    g_free(fault);
}

/* @text with everything that is no visible character of UTF-8 as \xNN, so
 * that a hostile bundle cannot write between the lines of a report. */
static char *
escape(const char *text)
{
    GString *escaped = g_string_sized_new(strlen(text));

    while (*text != '\0') {
        gunichar character = g_utf8_get_char_validated(text, -1);
        gboolean is_valid = character != (gunichar)-1 && character != (gunichar)-2;
        const char *next = is_valid ? g_utf8_next_char(text) : text + 1;

        if (is_valid && g_unichar_isprint(character))
            g_string_append_len(escaped, text, next - text);
        else
            for (; text < next; text++)
                g_string_append_printf(escaped, "\\x%02x", (guint)(guint8)*text);
        text = next;
    }
    return g_string_free(escaped, FALSE);
}

gboolean
trouble_is_set(const Trouble *trouble)
{
    return trouble->fault != NULL || trouble->error != NULL;
}

gboolean
trouble_add_fault(Trouble *trouble, Rule rule, const char *path, guint64 line, const char *format, ...)
{
    g_autofree char *text = NULL;
    va_list arguments;

    if (trouble_is_set(trouble))
        return FALSE;
    va_start(arguments, format);
    text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    trouble->fault = g_new0(RuleFault, 1);
    trouble->fault->path = escape(path);
    trouble->fault->line = line;
    trouble->fault->rule = rule_number(rule);
    trouble->fault->text = escape(text);
    return FALSE;
}

void
trouble_take(Trouble *trouble, Trouble *from)
{
    if (!trouble_is_set(trouble)) {
        *trouble = *from;
        *from = (Trouble){NULL, NULL};
    }
    trouble_clear(from);
}

void
trouble_clear(Trouble *trouble)
{
    g_clear_pointer(&trouble->fault, rule_fault_free);
    g_clear_error(&trouble->error);
}
