#include "exchange/caldav/dav-server.h"

#include "base/i18n.h"
#include "exchange/caldav/dav-answer.h"

#include <choucha/error.h>
#include <libsoup/soup.h>
#include <string.h>

enum {
    TRIES = 3,
    MOST_SECONDS = 30,            /* that a server may ask to wait */
    MOST_BYTES = 32 * 1024 * 1024 /* of an answer */
};

struct DavServer {
    SoupSession *session;
    char *base;          /* with a slash at its end */
    char *authorization; /* the value of the header */
    char *trouble;
    guint pause; /* milliseconds */
};

/* What is asked. */
typedef struct {
    const char *method;
    const char *collection;
    const char *object; /* (nullable) */
    const char *depth;  /* (nullable) */
    const char *type;   /* (nullable) of the body */
    const char *body;   /* (nullable) */
    const char *tag;    /* (nullable) If-Match */
    gboolean must_be_new;
} Request;

typedef struct {
    guint status; /* 0: no answer */
    GByteArray *body;
    char *tag;
    guint wait; /* seconds that the server asks for */
} Answer;

static void
answer_clear(Answer *answer)
{
    g_clear_pointer(&answer->body, g_byte_array_unref);
    g_clear_pointer(&answer->tag, g_free);
    *answer = (Answer){0};
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Answer, answer_clear)

static gboolean
is_own_machine(const char *host)
{
    return host != NULL &&
           (strcmp(host, "localhost") == 0 || strcmp(host, "127.0.0.1") == 0 || strcmp(host, "::1") == 0);
}

static gboolean
check_base(const char *base, GError **error)
{
    g_autoptr(GUri) uri = g_uri_parse(base, G_URI_FLAGS_HAS_PASSWORD, NULL);
    const char *scheme = uri != NULL ? g_uri_get_scheme(uri) : "";

    if (uri == NULL || (strcmp(scheme, "https") != 0 && strcmp(scheme, "http") != 0) ||
        g_uri_get_host(uri) == NULL || *g_uri_get_host(uri) == '\0' || g_uri_get_query(uri) != NULL ||
        g_uri_get_fragment(uri) != NULL) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("\"%s\" is no address of a CalDAV server"), base);
        return FALSE;
    }
    if (g_uri_get_userinfo(uri) != NULL) {
        g_set_error_literal(error, CHA_ERROR, CHA_ERROR_INVALID,
                            _("the address of the server holds a password, which others could see; give "
                              "it in a file"));
        return FALSE;
    }
    if (strcmp(scheme, "http") == 0 && !is_own_machine(g_uri_get_host(uri))) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                    _("%s: a password is only sent over https, or to the own machine"), base);
        return FALSE;
    }
    return TRUE;
}

static void
wipe(char *text)
{
    explicit_bzero(text, strlen(text));
    g_free(text);
}

/* RFC 7617. Sent with the first request already: one that the server has to refuse first
 * would send its body twice. */
static char *
authorization_of(const char *user, const char *password)
{
    char *pair = g_strconcat(user, ":", password, NULL);
    char *encoded = g_base64_encode((const guchar *)pair, strlen(pair));
    char *value = g_strconcat("Basic ", encoded, NULL);

    wipe(pair);
    wipe(encoded);
    return value;
}

DavServer *
dav_server_new(const char *base, const char *user, const char *password, GError **error)
{
    DavServer *server;

    if (!check_base(base, error))
        return NULL;
    server = g_new0(DavServer, 1);
    server->session = soup_session_new_with_options("timeout", MOST_SECONDS, "user-agent", "choucha", NULL);
    soup_session_remove_feature_by_type(server->session, SOUP_TYPE_AUTH_MANAGER);
    server->base = g_str_has_suffix(base, "/") ? g_strdup(base) : g_strconcat(base, "/", NULL);
    server->authorization = authorization_of(user, password);
    server->pause = 500;
    return server;
}

void
dav_server_free(DavServer *server)
{
    if (server == NULL)
        return;
    g_object_unref(server->session);
    g_free(server->base);
    wipe(server->authorization);
    g_free(server->trouble);
    g_free(server);
}

void
dav_server_set_patience(DavServer *server, guint seconds, guint milliseconds)
{
    soup_session_set_timeout(server->session, seconds);
    server->pause = milliseconds;
}

char *
dav_server_collection(const DavServer *server, const char *name)
{
    g_autofree char *escaped = g_uri_escape_string(name, NULL, FALSE);

    return g_strconcat(server->base, escaped, "/", NULL);
}

const char *
dav_server_trouble(const DavServer *server)
{
    return server->trouble != NULL ? server->trouble : "";
}

static SoupMessage *
message_of(const Request *request, DavServer *server)
{
    g_autofree char *url = g_strconcat(request->collection, request->object, NULL);
    SoupMessage *message = soup_message_new(request->method, url);
    SoupMessageHeaders *headers;

    if (message == NULL)
        return NULL;
    /* Whoever a server points to does not get the password. And on a connection that the
     * server has closed meanwhile, libsoup 3.2 begins again without the body. */
    soup_message_add_flags(message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_NEW_CONNECTION);
    headers = soup_message_get_request_headers(message);
    soup_message_headers_append(headers, "Authorization", server->authorization);
    if (request->depth != NULL)
        soup_message_headers_append(headers, "Depth", request->depth);
    if (request->tag != NULL)
        soup_message_headers_append(headers, "If-Match", request->tag);
    if (request->must_be_new)
        soup_message_headers_append(headers, "If-None-Match", "*");
    if (request->body != NULL) {
        g_autoptr(GBytes) body = g_bytes_new(request->body, strlen(request->body));

        soup_message_set_request_body_from_bytes(message, request->type, body);
    }
    return message;
}

/* Whoever sends without end is not listened to. */
static gboolean
read_body(GInputStream *stream, GByteArray *body, GError **error)
{
    guint8 buffer[16384];
    gssize n;

    while ((n = g_input_stream_read(stream, buffer, sizeof buffer, NULL, error)) > 0) {
        g_byte_array_append(body, buffer, (guint)n);
        if (body->len > MOST_BYTES) {
            g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, _("the answer is too long"));
            return FALSE;
        }
    }
    return n == 0;
}

/* One try. */
static Answer
ask_once(DavServer *server, const Request *request)
{
    g_autoptr(SoupMessage) message = message_of(request, server);
    g_autoptr(GInputStream) stream = NULL;
    g_autoptr(GError) error = NULL;
    SoupMessageHeaders *headers;
    const char *wait;
    Answer answer = {.body = g_byte_array_new()};

    if (message != NULL)
        stream = soup_session_send(server->session, message, NULL, &error);
    if (stream == NULL || !read_body(stream, answer.body, &error)) {
        g_free(server->trouble);
        server->trouble = g_strdup(error != NULL ? error->message : _("the address is wrong"));
        return answer;
    }
    headers = soup_message_get_response_headers(message);
    answer.status = soup_message_get_status(message);
    answer.tag = g_strdup(soup_message_headers_get_one(headers, "ETag"));
    wait = soup_message_headers_get_one(headers, "Retry-After");
    answer.wait = wait != NULL ? (guint)MIN(g_ascii_strtoull(wait, NULL, 10), MOST_SECONDS) : 0;
    g_free(server->trouble);
    server->trouble = g_strdup_printf(
        _("the server answers %u %s"), answer.status,
        soup_message_get_reason_phrase(message) != NULL ? soup_message_get_reason_phrase(message) : "");
    return answer;
}

static DavOutcome
outcome_of(guint status)
{
    if (status >= 200 && status < 300)
        return DAV_DONE;
    switch (status) {
    case SOUP_STATUS_NOT_FOUND:
    case SOUP_STATUS_GONE:
        return DAV_MISSING;
    case SOUP_STATUS_PRECONDITION_FAILED:
        return DAV_CHANGED;
    case SOUP_STATUS_CONFLICT:
        return DAV_HOMELESS;
    case SOUP_STATUS_NONE:
    case SOUP_STATUS_REQUEST_TIMEOUT:
    case 423: /* locked, by somebody's other client */
    case 429: /* too many requests */
        return DAV_UNREACHABLE;
    default:
        return status >= 500 && status != SOUP_STATUS_NOT_IMPLEMENTED &&
                       status != SOUP_STATUS_HTTP_VERSION_NOT_SUPPORTED
                   ? DAV_UNREACHABLE
                   : DAV_REFUSED;
    }
}

static DavOutcome
ask(DavServer *server, const Request *request, Answer *ret_answer)
{
    DavOutcome outcome = DAV_UNREACHABLE;

    for (guint i = 0; i < TRIES; i++) {
        if (i > 0)
            g_usleep(MAX((gulong)server->pause << (i - 1), (gulong)ret_answer->wait * 1000) * 1000);
        answer_clear(ret_answer);
        *ret_answer = ask_once(server, request);
        outcome = outcome_of(ret_answer->status);
        if (outcome != DAV_UNREACHABLE)
            break;
    }
    return outcome;
}

DavOutcome
dav_server_list(DavServer *server, const char *collection, GHashTable **ret_tags)
{
    const Request request = {
        .method = "PROPFIND",
        .collection = collection,
        .depth = "1",
        .type = "application/xml; charset=utf-8",
        .body = "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
                "<D:propfind xmlns:D=\"DAV:\"><D:prop><D:getetag/></D:prop></D:propfind>",
    };
    g_autoptr(GError) error = NULL;
    g_auto(Answer) answer = {0};
    DavOutcome outcome = ask(server, &request, &answer);

    if (outcome != DAV_DONE)
        return outcome;
    *ret_tags = dav_answer_read_tags((const char *)answer.body->data, answer.body->len, &error);
    if (*ret_tags != NULL)
        return DAV_DONE;
    g_free(server->trouble);
    server->trouble = g_strdup(error->message);
    return DAV_REFUSED;
}

DavOutcome
dav_server_make(DavServer *server, const char *collection, const char *title)
{
    g_autofree char *name = g_markup_escape_text(title, -1);
    g_autofree char *body =
        g_strdup_printf("<?xml version=\"1.0\" encoding=\"utf-8\"?>"
                        "<C:mkcalendar xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\">"
                        "<D:set><D:prop><D:displayname>%s</D:displayname>"
                        "<C:supported-calendar-component-set><C:comp name=\"VEVENT\"/>"
                        "</C:supported-calendar-component-set></D:prop></D:set></C:mkcalendar>",
                        name);
    const Request request = {
        .method = "MKCALENDAR",
        .collection = collection,
        .type = "application/xml; charset=utf-8",
        .body = body,
    };
    g_auto(Answer) answer = {0};

    return ask(server, &request, &answer);
}

DavOutcome
dav_server_get(DavServer *server, const char *collection, const char *object, char **ret_text, char **ret_tag)
{
    const Request request = {.method = "GET", .collection = collection, .object = object};
    g_auto(Answer) answer = {0};
    DavOutcome outcome = ask(server, &request, &answer);

    if (outcome != DAV_DONE)
        return outcome;
    *ret_text = g_strndup((const char *)answer.body->data, answer.body->len);
    *ret_tag = g_steal_pointer(&answer.tag);
    return DAV_DONE;
}

DavOutcome
dav_server_put(DavServer *server, const char *collection, const char *object, const char *text,
               const char *tag, char **ret_tag)
{
    const Request request = {
        .method = "PUT",
        .collection = collection,
        .object = object,
        .type = "text/calendar; charset=utf-8",
        .body = text,
        .tag = tag,
        .must_be_new = tag == NULL,
    };
    g_auto(Answer) answer = {0};
    DavOutcome outcome = ask(server, &request, &answer);

    *ret_tag = outcome == DAV_DONE ? g_steal_pointer(&answer.tag) : NULL;
    return outcome;
}

DavOutcome
dav_server_remove(DavServer *server, const char *collection, const char *object, const char *tag)
{
    const Request request = {.method = "DELETE", .collection = collection, .object = object, .tag = tag};
    g_auto(Answer) answer = {0};

    return ask(server, &request, &answer);
}
