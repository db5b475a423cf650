#include "domain/signature-text.h"

#include "base/i18n.h"
#include "base/pem.h"
#include "base/text.h"
#include "domain/canonical.h"

#include <string.h>

enum { NAME_MAX_LENGTH = 200, USER_ID_MAX_LENGTH = 64, PLACE_DIGITS = 16 };

/* Names the form: no other text that people sign begins like that. */
static const char TITLE[] = "choucha signature 1";
static const char KEY_LABEL[] = "PUBLIC KEY";
static const char SIGNATURE_LABEL[] = "SIGNATURE";

static const struct {
    const char *name;
    const char *files[SIGNED_FILES_MAX + 1];
} THINGS[] = {
    [SIGNED_COMMIT] = {"commit", {"commit/SHA256SUMS", NULL}},
    [SIGNED_ANNOUNCEMENT] = {"announcement",
                             {"announcement/en.html", "announcement/en.txt", "announcement/zh.html",
                              "announcement/zh.txt", "commit/SHA256SUMS", NULL}},
    [SIGNED_DRAW] = {"draw", {"commit/SHA256SUMS", "draw/SHA256SUMS", "seed.txt", NULL}},
};

G_STATIC_ASSERT(G_N_ELEMENTS(THINGS) == SIGNED_THINGS);

const char *
signed_thing_name(SignedThing thing)
{
    return THINGS[thing].name;
}

const char *const *
signed_thing_files(SignedThing thing)
{
    return THINGS[thing].files;
}

void
signature_text_free(SignatureText *text)
{
    if (text == NULL)
        return;
    g_free(text->campaign);
    g_free(text->name);
    g_free(text->user_id);
    g_clear_pointer(&text->signature, g_bytes_unref);
    g_free(text);
}

void
signature_fault_clear(SignatureFault *fault)
{
    g_clear_pointer(&fault->text, g_free);
    fault->rule = NULL;
}

gboolean
signature_fault_set(SignatureFault *fault, const char *rule, const char *format, ...)
{
    va_list values;

    if (fault->text != NULL)
        return FALSE;
    fault->rule = rule;
    va_start(values, format);
    fault->text = g_strdup_vprintf(format, values);
    va_end(values);
    return FALSE;
}

gboolean
signature_is_name(const char *name)
{
    gsize length = strlen(name);
    g_autofree char *trimmed = NULL;

    if (length == 0 || length > NAME_MAX_LENGTH || !g_utf8_validate(name, (gssize)length, NULL) ||
        text_has_hidden_characters(name, length))
        return FALSE;
    trimmed = text_trim(name);
    return strcmp(trimmed, name) == 0;
}

gboolean
signature_is_user_id(const char *user_id)
{
    gsize length = 0;

    while (g_ascii_isgraph(user_id[length]))
        length++;
    return user_id[length] == '\0' && length >= 1 && length <= USER_ID_MAX_LENGTH;
}

char *
signature_text_path(const SignatureText *text)
{
    char key[DIGEST_HEX_SIZE];

    public_key_digest(&text->key, key);
    return g_strdup_printf("signatures/%s-%.*s.txt", THINGS[text->of].name, PLACE_DIGITS, key);
}

char *
signature_text_statement(const SignatureText *text)
{
    GString *statement = g_string_new(NULL);
    char key[DIGEST_HEX_SIZE];

    public_key_digest(&text->key, key);
    g_string_append_printf(statement, "%s\nof: %s\ncampaign: %s\nname: %s\nalgorithm: %s\n", TITLE,
                           THINGS[text->of].name, text->campaign, text->name,
                           signature_algorithm_name(text->key.algorithm));
    if (text->user_id != NULL)
        g_string_append_printf(statement, "user_id: %s\n", text->user_id);
    g_string_append_printf(statement, "key: %s\n", key);
    for (gsize i = 0; THINGS[text->of].files[i] != NULL; i++)
        g_string_append_printf(statement, "%s  %s\n", text->digests[i], THINGS[text->of].files[i]);
    return g_string_free(statement, FALSE);
}

char *
signature_text_write(const SignatureText *text)
{
    g_autofree char *statement = signature_text_statement(text);
    GString *file = g_string_new(statement);
    gsize length = 0;
    const guint8 *signature = g_bytes_get_data(text->signature, &length);

    pem_append(file, KEY_LABEL, text->key.der, text->key.length);
    pem_append(file, SIGNATURE_LABEL, signature, length);
    return g_string_free(file, FALSE);
}

/* A text being read, line by line. */
typedef struct {
    const char *at;
    guint line;
    char *algorithm; /* as the lines have it, to be held against the key */
    char *key;
    SignatureFault *fault;
} Reading;

static void
reading_clear(Reading *reading)
{
    g_free(reading->algorithm);
    g_free(reading->key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reading, reading_clear)

/* What follows @before on the next line, owned; NULL when it begins otherwise. */
static char *
read_line(Reading *reading, const char *before)
{
    const char *end = strchr(reading->at, '\n');
    const char *value = NULL;

    reading->line++;
    if (end == NULL || !g_str_has_prefix(reading->at, before)) {
        signature_fault_set(reading->fault, "G2", _("line %u does not begin with \"%s\""), reading->line,
                            before);
        return NULL;
    }
    value = reading->at + strlen(before);
    reading->at = end + 1;
    return g_strndup(value, (gsize)(end - value));
}

static gboolean
refuse_value(const Reading *reading)
{
    return signature_fault_set(reading->fault, "G2", _("line %u has no value that is allowed there"),
                               reading->line);
}

static gboolean
read_thing(Reading *reading, SignatureText *text)
{
    g_autofree char *name = read_line(reading, "of: ");

    for (guint i = 0; name != NULL && i < SIGNED_THINGS; i++) {
        if (strcmp(THINGS[i].name, name) == 0) {
            text->of = (SignedThing)i;
            return TRUE;
        }
    }
    return name != NULL && refuse_value(reading);
}

static gboolean
read_algorithm(Reading *reading, SignatureText *text)
{
    reading->algorithm = read_line(reading, "algorithm: ");
    if (reading->algorithm == NULL)
        return FALSE;
    if (g_strcmp0(reading->algorithm, signature_algorithm_name(SIGNATURE_SM2)) != 0)
        return TRUE;
    text->user_id = read_line(reading, "user_id: ");
    return text->user_id != NULL && (signature_is_user_id(text->user_id) || refuse_value(reading));
}

static gboolean
read_digests(Reading *reading, SignatureText *text)
{
    const char *const *files = signed_thing_files(text->of);

    for (gsize i = 0; files[i] != NULL; i++) {
        g_autofree char *line = read_line(reading, "");

        if (line == NULL)
            return FALSE;
        if (strlen(line) < DIGEST_HEX_SIZE || !canonical_is_digest(line, DIGEST_HEX_SIZE - 1) ||
            strncmp(line + DIGEST_HEX_SIZE - 1, "  ", 2) != 0 ||
            strcmp(line + DIGEST_HEX_SIZE + 1, files[i]) != 0)
            return signature_fault_set(reading->fault, "G2", _("line %u is not the digest of %s"),
                                       reading->line, files[i]);
        g_strlcpy(text->digests[i], line, DIGEST_HEX_SIZE);
    }
    return TRUE;
}

static gboolean
read_statement(Reading *reading, SignatureText *text)
{
    if (!read_thing(reading, text))
        return FALSE;
    text->campaign = read_line(reading, "campaign: ");
    if (text->campaign == NULL)
        return FALSE;
    if (!text_is_identifier(text->campaign, strlen(text->campaign)))
        return refuse_value(reading);
    text->name = read_line(reading, "name: ");
    if (text->name == NULL)
        return FALSE;
    if (!signature_is_name(text->name))
        return refuse_value(reading);
    if (!read_algorithm(reading, text))
        return FALSE;
    reading->key = read_line(reading, "key: ");
    return reading->key != NULL && read_digests(reading, text);
}

/* What the block that must come next holds. */
static GBytes *
read_block(Reading *reading, const char *label)
{
    g_autoptr(PemBlock) block = pem_next(reading->at);

    if (block == NULL || block->begin != reading->at || strcmp(block->label, label) != 0 ||
        block->bytes == NULL) {
        signature_fault_set(reading->fault, "G2", _("the block \"%s\" is missing or no base64"), label);
        return NULL;
    }
    reading->at = block->end;
    return g_bytes_new(block->bytes, block->length);
}

static gboolean
read_key(const Reading *reading, GBytes *der, SignatureText *text)
{
    g_autoptr(GError) error = NULL;
    char digest[DIGEST_HEX_SIZE];

    if (!public_key_read(g_bytes_get_data(der, NULL), g_bytes_get_size(der), &text->key, &error))
        return signature_fault_set(reading->fault, "G3", _("the public key: %s"), error->message);
    if (g_strcmp0(reading->algorithm, signature_algorithm_name(text->key.algorithm)) != 0)
        return signature_fault_set(reading->fault, "G3",
                                   _("the public key is of another algorithm than the one that is named"));
    public_key_digest(&text->key, digest);
    return g_strcmp0(reading->key, digest) == 0 ||
           signature_fault_set(reading->fault, "G4", _("line \"key\" is not the digest of the public key"));
}

static gboolean
read_blocks(Reading *reading, SignatureText *text)
{
    g_autoptr(GBytes) key = read_block(reading, KEY_LABEL);

    if (key == NULL)
        return FALSE;
    text->signature = read_block(reading, SIGNATURE_LABEL);
    return text->signature != NULL && read_key(reading, key, text);
}

SignatureText *
signature_text_parse(const char *bytes, gsize length, SignatureFault *fault)
{
    g_autoptr(SignatureText) text = g_new0(SignatureText, 1);
    g_autofree char *whole = g_strndup(bytes, MIN(length, SIGNATURE_TEXT_MAX));
    g_autofree char *again = NULL;
    g_auto(Reading) reading = {.at = whole, .fault = fault};
    g_autofree char *title = NULL;

    if (length > SIGNATURE_TEXT_MAX) {
        signature_fault_set(fault, "G1", _("the file is too long for a signature"));
        return NULL;
    }
    title = read_line(&reading, TITLE);
    if (title == NULL)
        return NULL;
    if (!read_statement(&reading, text) || !read_blocks(&reading, text))
        return NULL;
    again = signature_text_write(text);
    if (strlen(again) == length && strcmp(again, whole) == 0)
        return g_steal_pointer(&text);
    signature_fault_set(
        fault, "G2",
        _("the blocks or line ends are not in their one form, or something follows the signature"));
    return NULL;
}
