#include "exchange/caldav/dav-answer.h"

#include "base/i18n.h"

#include <choucha/error.h>
#include <string.h>

typedef struct {
    GHashTable *tags;
    GString *href;
    GString *tag;
    GString *into; /* where text goes now; NULL: nowhere */
    gboolean is_multistatus;
} Reading;

/* Servers choose their own prefixes for DAV:, and no other namespace has these names. */
static const char *
local_name(const char *name)
{
    const char *colon = strrchr(name, ':');

    return colon != NULL ? colon + 1 : name;
}

static void
on_start(GMarkupParseContext *context, const char *element, const char **names, const char **values,
         gpointer data, GError **error)
{
    Reading *reading = data;
    const char *name = local_name(element);

    (void)context, (void)names, (void)values, (void)error;
    reading->into = NULL;
    if (strcmp(name, "multistatus") == 0) {
        reading->is_multistatus = TRUE;
    } else if (strcmp(name, "response") == 0) {
        g_string_truncate(reading->href, 0);
        g_string_truncate(reading->tag, 0);
    } else if (strcmp(name, "href") == 0 && reading->href->len == 0) {
        reading->into = reading->href;
    } else if (strcmp(name, "getetag") == 0) {
        g_string_truncate(reading->tag, 0);
        reading->into = reading->tag;
    }
}

/* "/calendars/I1/abc.ics" is abc.ics; what ends with a slash is a collection. */
static void
keep(Reading *reading)
{
    const char *slash = strrchr(reading->href->str, '/');
    const char *last = slash != NULL ? slash + 1 : reading->href->str;
    char *name = g_uri_unescape_string(last, "/");

    if (name == NULL || *name == '\0' || reading->tag->len == 0)
        g_free(name);
    else
        g_hash_table_insert(reading->tags, name, g_strdup(reading->tag->str));
}

static void
on_end(GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
    Reading *reading = data;

    (void)context, (void)error;
    reading->into = NULL;
    if (strcmp(local_name(element), "response") == 0)
        keep(reading);
}

static void
on_text(GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
    const Reading *reading = data;
    g_autofree char *part = NULL;

    (void)context, (void)error;
    if (reading->into == NULL)
        return;
    part = g_strndup(text, length);
    g_string_append(reading->into, g_strstrip(part));
}

GHashTable *
dav_answer_read_tags(const char *text, gsize length, GError **error)
{
    static const GMarkupParser PARSER = {.start_element = on_start, .end_element = on_end, .text = on_text};
    g_autoptr(GHashTable) tags = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GString) href = g_string_new(NULL);
    g_autoptr(GString) tag = g_string_new(NULL);
    Reading reading = {tags, href, tag, NULL, FALSE};
    g_autoptr(GMarkupParseContext) context =
        g_markup_parse_context_new(&PARSER, G_MARKUP_TREAT_CDATA_AS_TEXT, &reading, NULL);
    g_autoptr(GError) cause = NULL;

    if (g_markup_parse_context_parse(context, text, (gssize)length, &cause) &&
        g_markup_parse_context_end_parse(context, &cause) && reading.is_multistatus)
        return g_steal_pointer(&tags);
    g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                _("the server's answer is no list of calendar objects%s%s"), cause != NULL ? ": " : "",
                cause != NULL ? cause->message : "");
    return NULL;
}
